"""Chinese words, by jieba's dictionary without its hidden Markov model.

Measured on judged sets: the model off, and single characters and pairs of them added, rank better; a medical user
dictionary does not. Whatever segments the index segments the query: `words_fingerprint` says what that was.
"""

import hashlib
import logging
import tempfile
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from corpus.words.folding import fold, folding_sha256
from corpus.words.stems import stemmer_name

# Raised with every change of what the modules of this package yield for any text; a test pins a sample of it.
RULES_VERSION: Final = 2

_PRIVATE: Final = 0o700


def han_words(run: str) -> list[str]:
    """The words of a run of ideographs, left to right, which joined are the run; neighbouring words of one character
    are joined, for a row of single characters says more than each alone.
    """
    words: list[str] = []
    single_before = False
    for word in _segmenter().cut(fold(run), HMM=False):
        single = len(word) == 1
        if single and single_before:
            words[-1] += word
        else:
            words.append(word)
        single_before = single
    return words


def running_words(run: str) -> list[str]:
    """The words of a folded run as jieba cuts them, left to right, which joined are the run."""
    return list(_segmenter().cut(run, HMM=False))


def load_dictionary() -> None:
    """Load jieba's dictionary, about a second's work that otherwise the first Chinese text waits for; once a process,
    later calls do nothing. Raises OSError, ValueError or ImportError where the installation is broken.
    """
    _segmenter()


def word_count(word: str) -> int:
    """How often jieba's dictionary counted this folded word in running text; 0 for what it does not know."""
    return int(_segmenter().FREQ.get(word, 0))


def search_words(run: str) -> list[str]:
    """The words of a folded run for ranking: jieba's, each long one after the shorter words within it."""
    return list(_segmenter().cut_for_search(run, HMM=False))


@cache
def words_fingerprint() -> str:
    """What decides which words a text has: rules, segmenter with its dictionary, folding, stemmer. Texts analysed under
    two fingerprints must not meet in one index.
    """
    parts = (
        f"rules {RULES_VERSION}",
        f"jieba {version('jieba')} dictionary {_dictionary_sha256()} hmm off",
        f"folding {folding_sha256()} (opencc {version('opencc')})",
        stemmer_name(),
    )
    return "; ".join(parts)


@cache
def _dictionary_sha256() -> str:
    """The hash of jieba's dictionary file, read where the package is without loading it."""
    return hashlib.sha256(files("jieba").joinpath("dict.txt").read_bytes()).hexdigest()


@cache
def _segmenter() -> Any:
    """jieba, loaded once a process, its built dictionary kept in a folder that only this user can write to."""
    import jieba  # noqa: PLC0415 - a second of loading and 100 MB, only where there is Chinese

    jieba.setLogLevel(logging.CRITICAL + 1)
    tokenizer = jieba.Tokenizer()
    tokenizer.cache_file = f"jieba-{_dictionary_sha256()[:16]}.cache"
    with tempfile.TemporaryDirectory(prefix="duizhao-") as fresh:
        tokenizer.tmp_dir = str(_cache_folder() or fresh)
        tokenizer.initialize()
    return tokenizer


def _cache_folder() -> Path | None:
    """The user's own cache folder; None where there is none that others cannot write to: the cache is unmarshalled,
    and whoever can write it decides what this program does.
    """
    try:
        folder = Path.home() / ".cache" / "duizhao"
        folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        if folder.is_symlink():
            return None
        folder.chmod(_PRIVATE)  # fails unless the folder is ours
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except (OSError, RuntimeError):
        return None
