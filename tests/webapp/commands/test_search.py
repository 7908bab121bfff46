"""`duizhao search` as a process: one query, and a file of queries."""

import json
import re
from pathlib import Path

import pytest

from tests.webapp.commands.running import duizhao

BTKI = "sha256:6285c0006d9831719840f2f1188494daaa400d28ba554009a53f94bcf6eb2527"


def test_a_hit_shows_titles_citation_and_both_languages(bundled_home: Path) -> None:
    """What matched stands in ⟦…⟧ where nothing can be bold; how the query was read goes to standard error."""
    done = duizhao("search", "BTKi", home=bundled_home)
    assert done.returncode == 0
    assert done.stderr.startswith("1 hit for BTKi  (")
    lines = done.stdout.splitlines()
    assert lines[0] == f"1. {BTKI}"
    assert any("doi:10.1002/cnr2.70152" in line for line in lines)
    assert any(line.startswith("   [en] ") and "⟦BTKi⟧" in line for line in lines)
    assert any(line.startswith("   [zh] ") and "⟦BTKi⟧" in line for line in lines)


@pytest.mark.parametrize(
    ("query", "hits"), [("血小板减少症", 1), ("小板", 1), ("板小", 0), ("platelet", 3), ("lenalidomide year:1990", 0)]
)
def test_chinese_and_english_find_and_miss(bundled_home: Path, query: str, hits: int) -> None:
    """No hits are no failure."""
    done = duizhao("search", query, "--cross-lingual", "off", home=bundled_home)
    assert done.returncode == 0
    assert done.stderr.startswith(f"{hits} hit")
    assert len([line for line in done.stdout.splitlines() if line[:1].isdigit()]) == hits


def test_limit_and_language(bundled_home: Path) -> None:
    """--limit cuts the list and not the count; --lang means reports that have the language."""
    done = duizhao("search", "platelet", "--limit", "1", home=bundled_home)
    assert (done.stderr[:6], done.stdout.count("sha256:")) == ("3 hits", 1)
    chinese = duizhao("search", "BTKi", "--lang", "zh", home=bundled_home)
    assert chinese.stderr.startswith("1 hit for")
    assert BTKI in chinese.stdout


def test_pages_follow_each_other_in_the_order_asked_for(bundled_home: Path) -> None:
    """Three hits on three pages, sorted by title; the page is said, and none is beyond the 10 000th hit."""
    pages = [
        duizhao("search", "platelet", "--sort", "title", "--limit", "1", "--page", n, home=bundled_home)
        for n in (1, 2, 3, 4)
    ]
    titles = [done.stdout.splitlines()[1].strip() for done in pages[:3]]
    assert titles == sorted(titles)
    assert len(set(titles)) == 3
    assert "page 2 of 3" in pages[1].stderr
    assert pages[3].stdout == ""
    beyond = duizhao("search", "platelet", "--limit", "10", "--page", "1001", home=bundled_home)
    assert (beyond.returncode, beyond.stdout) == (2, "")
    assert "10000" in beyond.stderr


def test_facets_are_printed_as_filters_that_find_as_many(bundled_home: Path) -> None:
    """Each can be joined to the query and then finds the number before it."""
    printed = duizhao("search", "ITP", "--facets", "--limit", "1", home=bundled_home).stdout.splitlines()
    facets = [line.split(maxsplit=1) for line in printed if ":" in line and line.split(maxsplit=1)[0].isdigit()]
    assert ["1", 'journal.name:"Cancer Rep (Hoboken)"'] in facets
    assert ["3", "lang:en"] in facets
    for hits, narrowing in facets:
        assert duizhao("search", f"ITP AND {narrowing}", home=bundled_home).stderr.startswith(f"{hits} hit")


def test_a_hit_says_what_its_page_says(bundled_home: Path) -> None:
    """Aligned units, the one language, what stands in for a title; and where nothing is found, what else would be."""
    found = duizhao("search", "ITP", home=bundled_home).stdout
    assert re.search(r"\(11 of 11 aligned · [^)]*untitled, first sentence shown\)", found)
    assert re.search(r"\(English only( ·[^)]*)?\)", found)
    nothing = duizhao("search", "ITP zzzz", home=bundled_home)
    assert (nothing.returncode, nothing.stdout) == (0, "")
    assert "Reports with any of these words: 3" in nothing.stderr


def test_json_is_the_view_of_the_page(bundled_home: Path) -> None:
    """Total, facets, hits with marked snippets, and what makes the search reproducible."""
    answer = json.loads(duizhao("search", "完全缓解", "--json", "--cross-lingual", "off", home=bundled_home).stdout)
    assert (answer["total"], answer["generation"], answer["revision"]) == (1, 1, 4)
    assert {facet["name"] for facet in answer["facets"]} >= {"lang", "year"}
    (hit,) = answer["hits"]
    assert (hit["id"], hit["rank"]) == (BTKI, 1)
    passages = [snippet["passage"] for snippet in hit["snippets"] if snippet["side"] == "zh"]
    assert [passage["text"][start:end] for passage in passages for start, end in passage["marks"]] == ["完全缓解"]


def test_a_faulty_query_is_underlined_and_has_a_way_out(bundled_home: Path) -> None:
    """Exit 2; the caret stands under the fault though the characters before it are two cells wide."""
    done = duizhao("search", '血小板 AND "缓解', home=bundled_home)
    assert (done.returncode, done.stdout) == (2, "")
    message, query, carets, remedy = done.stderr.splitlines()
    assert message.startswith("duizhao: ")
    assert query == '  血小板 AND "缓解'
    assert carets.index("^") == len("  ") + 2 * len("血小板") + len(" AND ")
    assert remedy.startswith("  try: ")


def test_mixed_operators_show_both_readings(bundled_home: Path) -> None:
    done = duizhao("search", "a OR b AND c", home=bundled_home)
    assert done.returncode == 2
    assert "(a OR b) AND c" in done.stderr
    assert "a OR (b AND c)" in done.stderr


@pytest.mark.parametrize("query", ["", " ", "x" * 100_000, "(" * 5000, '"' * 999, "a\nb)", "\x1b[31m)", "NOT " * 300])
def test_hostile_queries_are_refused_in_words(bundled_home: Path, query: str) -> None:
    """Exit 2, a short answer without control characters and without a traceback."""
    done = duizhao("search", "--", query, home=bundled_home)
    assert done.returncode == 2
    assert done.stderr.startswith("duizhao: ")
    assert len(done.stderr) < 2500
    assert "\x1b" not in done.stderr


def test_what_was_added_in_the_other_language_is_said_and_can_be_left_out(bundled_home: Path) -> None:
    """A line on standard error for each expansion, with its reason and the option that takes it away."""
    on = duizhao("search", "脾切除", home=bundled_home)
    said = "also 脾切除 → splenectomy  (from the built-in list of medical words; --without 脾切除:splenectomy)"
    assert said in on.stderr
    for less in (("--without", "脾切除:splenectomy"), ("--cross-lingual", "off")):
        done = duizhao("search", "脾切除", *less, home=bundled_home)
        assert (done.returncode, "splenectomy" in done.stderr) == (0, False)


@pytest.mark.parametrize(
    "arguments",
    [(), ("a", "--queries", "q.jsonl", "--run", "r"), ("--queries", "q.jsonl"), ("a", "--run", "r"),
     ("a", "--lang", "fr"), ("--queries", "q.jsonl", "--run", "r", "--match", "all"),
     ("--queries", "missing.jsonl", "--run", "r"), ("a", "--limit", "0"),
     ("--queries", "q.jsonl", "--run", "r", "--limit", "0"), ("--queries", "q.jsonl", "--run", "r", "--facets"),
     ("a", "--sort", "length"), ("a", "--page", "0")],
)  # fmt: skip
def test_what_cannot_be_meant_is_usage(bundled_home: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Exit 2, nothing written."""
    (tmp_path / "q.jsonl").write_text('{"id": "q", "text": "platelet"}\n')
    named = [str(tmp_path / word) if word.endswith((".jsonl", "r")) and word != "fr" else word for word in arguments]
    assert duizhao("search", *named, home=bundled_home).returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == ["q.jsonl"]


def test_without_an_index_the_remedy_is_named(tmp_path: Path) -> None:
    """Exit 3."""
    done = duizhao("search", "platelet", home=tmp_path / "home")
    assert done.returncode == 3
    assert "duizhao ingest" in done.stderr


# ---- files of queries ------------------------------------------------------------------------------------------


def run(home: Path, folder: Path, *lines: str, limit: int = 100) -> tuple[int, str, list[list[str]]]:
    """Exit code, standard error, and the lines of the run."""
    queries, out = folder / "q.jsonl", folder / "run.trec"
    queries.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    done = duizhao("search", "--queries", queries, "--run", out, "--limit", limit, home=home)
    assert done.stdout == ""
    return done.returncode, done.stderr, [line.split() for line in out.read_text(encoding="utf-8").splitlines()]


def test_a_run_has_six_columns_best_first(bundled_home: Path, tmp_path: Path) -> None:
    """qid Q0 docid rank score tag; free text in either language is never parsed."""
    code, said, rows = run(
        bundled_home,
        tmp_path,
        '{"id": "en", "lang": "en", "text": "BTKi (AND \\"platelet"}',
        '{"id": "zh", "lang": "zh", "text": "血小板减少症的缓解"}',
        '{"id": "none", "lang": "zh", "text": "𠀀"}',
    )
    assert (code, said) == (0, "3 queries ranked\n")
    assert all((len(row), row[1], row[5]) == (6, "Q0", "duizhao") for row in rows)
    english = [row for row in rows if row[0] == "en"]
    assert (english[0][2], [row[3] for row in english]) == (BTKI, ["1", "2", "3"])
    assert [float(row[4]) for row in english] == sorted((float(row[4]) for row in english), reverse=True)
    assert next(row[2] for row in rows if row[0] == "zh") == BTKI
    assert not [row for row in rows if row[0] == "none"]


def test_the_limit_is_for_each_query(bundled_home: Path, tmp_path: Path) -> None:
    _, _, rows = run(bundled_home, tmp_path, *(f'{{"id": "{n}", "text": "platelet"}}' for n in "ab"), limit=2)
    assert [(row[0], row[3]) for row in rows] == [("a", "1"), ("a", "2"), ("b", "1"), ("b", "2")]


def test_bad_lines_are_listed_and_the_good_ones_run(bundled_home: Path, tmp_path: Path) -> None:
    """Exit 1; each refusal names file and line. A byte order mark and blank lines are no faults."""
    code, said, rows = run(
        bundled_home,
        tmp_path,
        '\ufeff{"id": "a", "text": "platelet"}',
        "",
        "{broken",
        '{"id": "b"}',
        '{"id": "c d", "text": "x"}',
        '{"id": "e", "text": 5}',
        '{"id": "z", "text": "platelet"}',
    )
    assert code == 1
    assert {row[0] for row in rows} == {"a", "z"}
    assert [line.split(":")[1] for line in said.splitlines()[:-1]] == ["3", "4", "5", "6"]
    assert said.splitlines()[-1] == "2 queries ranked, 4 lines refused"


def test_a_long_text_is_cut_with_a_warning(bundled_home: Path, tmp_path: Path) -> None:
    """What stands behind the thousandth character is not searched; exit 0."""
    code, said, rows = run(bundled_home, tmp_path, json.dumps({"id": "long", "text": "qqq " * 250 + "platelet"}))
    assert (code, rows) == (0, [])
    assert "long is cut at 1000 characters" in said


def test_a_file_without_a_query_fails(bundled_home: Path, tmp_path: Path) -> None:
    """Exit 3 when no line could be read."""
    code, _, rows = run(bundled_home, tmp_path, "\x00\x01", "[]")
    assert (code, rows) == (3, [])


def test_a_search_says_that_the_index_is_behind(tmp_path: Path) -> None:
    """What was ingested since the last rebuild is not found, and the way to find it is named."""
    home, file = tmp_path / "home", tmp_path / "one.jsonl"
    assert duizhao("ingest", "--bundled", home=home).returncode == 0
    assert duizhao("index", "rebuild", home=home).returncode == 0
    assert "not in the index" not in duizhao("search", "platelet", home=home).stderr
    file.write_text('{"id": "new", "lang": "en", "text": "Platelets rose with eltrombopag."}\n', encoding="utf-8")
    assert duizhao("ingest", file, home=home).returncode == 0
    done = duizhao("search", "eltrombopag", home=home)
    assert done.stderr.startswith("0 hits")
    assert "1 change is not in the index yet: run `duizhao index rebuild`" in done.stderr
