"""Chinese words, the private cache, and the fingerprint of it all."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.words.segmentation import han_words, words_fingerprint
from corpus.words.tokens import bag_terms, line_tokens, term_keys, word_keys

# A sample of everything the rules decide. If this hash changes, the words changed: raise RULES_VERSION with it, or
# indexes built before are searched with words that they do not hold.
SAMPLE = (
    "Haemorrhage in ALL: TNF-α, CD4⁺ and del(5q); 50×10⁹/L for 1,045 days (P<.05). AIDS in children’s anti-IL-6 trial "
    "免疫性血小板減少症(ITP)是，一种以血小板计数低为特征的疾病。"
)
SAMPLE_SHA256 = "f7ca4bec46e2a9cbf77da7f611a3f06d120b3c52bebf71bb8141ab5e066becea"


def test_words_of_a_run() -> None:
    """Dictionary words, left to right."""
    assert han_words("免疫性血小板减少症") == ["免疫性", "血小板", "减少", "症"]


def test_neighbouring_single_characters_are_one_word() -> None:
    """A row of characters that no word holds stays a row."""
    assert han_words("患者的血小") == ["患者", "的血小"]
    assert han_words("板症") == ["板症"]


def test_traditional_is_cut_like_simplified() -> None:
    """Both scripts have the same words."""
    assert han_words("血小板減少") == han_words("血小板减少")


@given(st.text(alphabet="血小板减少症免疫性布鲁顿𠮷々", min_size=1, max_size=20))
def test_words_join_to_the_run(run: str) -> None:
    """No character is lost or moved."""
    assert "".join(han_words(run)) == run


def test_rules_are_those_of_their_version() -> None:
    """The sample's words are pinned together with RULES_VERSION."""
    tokens = line_tokens(SAMPLE)
    words = [(token.text, word_keys(token.text), term_keys(SAMPLE[token.start : token.end])) for token in tokens]
    assert hashlib.sha256(repr((words, bag_terms(SAMPLE))).encode()).hexdigest() == SAMPLE_SHA256
    assert words_fingerprint().startswith("rules 2;")


def test_fingerprint_names_segmenter_dictionary_folding_and_stemmer() -> None:
    """All that decides about words is in it."""
    fingerprint = words_fingerprint()
    assert "jieba 0.42" in fingerprint
    assert "hmm off" in fingerprint
    assert "opencc" in fingerprint
    assert "porter2" in fingerprint


PROGRAM = (
    "import sys, tempfile; from pathlib import Path; home = Path(sys.argv[1]); Path.home = lambda: home; "
    "tempfile.tempdir = sys.argv[2]; "
    "from corpus.words.segmentation import han_words; print(han_words('血小板'))"
)


def segment_in_new_process(home: Path, temporary: Path) -> str:
    """Standard output and error of a process whose home and temporary folder are these."""
    temporary.mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROGRAM, str(home), str(temporary)],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout + done.stderr


def test_cache_is_private_and_the_shared_folder_stays_clean(tmp_path: Path) -> None:
    """The dictionary's cache lies under the home folder, readable by the user alone, and jieba says nothing."""
    assert segment_in_new_process(tmp_path, tmp_path / "shared") == "['血小板']\n"
    folder = tmp_path / ".cache" / "duizhao"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [path.name.startswith("jieba-") for path in folder.iterdir()] == [True]
    assert list((tmp_path / "shared").iterdir()) == []


def test_a_damaged_cache_is_made_again(tmp_path: Path) -> None:
    """A cut-off cache file changes no word."""
    segment_in_new_process(tmp_path, tmp_path / "shared")
    (cache,) = (tmp_path / ".cache" / "duizhao").iterdir()
    cache.write_bytes(cache.read_bytes()[:1000])
    assert segment_in_new_process(tmp_path, tmp_path / "shared") == "['血小板']\n"


def test_without_a_home_it_works_and_leaves_nothing(tmp_path: Path) -> None:
    """Where there is no folder of one's own, a fresh one is used and taken away."""
    (tmp_path / "file").write_text("not a folder")
    assert segment_in_new_process(tmp_path / "file", tmp_path / "shared") == "['血小板']\n"
    assert list((tmp_path / "shared").iterdir()) == []


def test_a_link_in_the_place_of_the_cache_folder_is_not_followed(tmp_path: Path) -> None:
    """A folder somewhere else is not trusted."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "duizhao").symlink_to(elsewhere)
    assert segment_in_new_process(tmp_path, tmp_path / "shared") == "['血小板']\n"
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("text", ["血" * 20_000, "血小板" * 10_000])
def test_long_runs_are_cut_in_linear_time(text: str) -> None:
    """A run without any punctuation is segmented like any other."""
    assert "".join(han_words(text)) == text
