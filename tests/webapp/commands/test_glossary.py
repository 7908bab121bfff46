"""A glossary of one's own says searches in the other language."""

from pathlib import Path

from tests.webapp.commands.running import duizhao


def test_a_users_terms_find_what_no_dictionary_would(bundled_home: Path, tmp_path: Path) -> None:
    """The reason names the file; --without takes the term away again."""
    glossary = tmp_path / "house.tsv"
    glossary.write_text("house remedy\t脾切除\n", encoding="utf-8")
    setting = {"DUIZHAO_GLOSSARY": str(glossary)}
    assert duizhao("search", "house remedy", home=bundled_home).stderr.startswith("0 hits")
    done = duizhao("search", "house remedy", home=bundled_home, **setting)
    assert done.stderr.startswith("1 hit")
    assert "house.tsv" in done.stderr
    done = duizhao("search", "house remedy", "--without", "house remedy:脾切除", home=bundled_home, **setting)
    assert done.stderr.startswith("0 hits")


def test_a_glossary_that_cannot_be_read_is_named(bundled_home: Path, tmp_path: Path) -> None:
    """Missing, or with a line that holds no pair: exit 3, with the line."""
    bad = tmp_path / "bad.tsv"
    bad.write_text("splenectomy\t脾切除术\nonly one column\n", encoding="utf-8")
    for path, word in ((tmp_path / "none.tsv", "none.tsv"), (bad, "2")):
        done = duizhao("search", "splenectomy", home=bundled_home, DUIZHAO_GLOSSARY=str(path))
        assert done.returncode == 3
        assert word in done.stderr
