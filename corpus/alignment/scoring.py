"""The scores of all beads of a document in a band, by weights that were learnt (weights.json).

The weights are those of a conditional random field over paths of beads (Lafferty, McCallum and Pereira, ICML 2001): the
score of a path is the sum over its beads, and its probability the exponential of that among all paths.
benchmarks/alignment_training.py makes them.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Final, NamedTuple

import msgspec
import numpy as np

from corpus.alignment.dynamic_program import CELLS_MAX, IMPOSSIBLE, Lattice, Step, diagonal, near_edge
from corpus.alignment.evidence import Evidence, Indices
from corpus.alignment.features import SHAPES, Shape, Stretch, Texts
from corpus.alignment.length import Floats, chinese_lengths, english_lengths, wide_share
from corpus.alignment.translation import Translator

# Half the width of the first band, in Chinese sentences. A path that comes MARGIN near its edge is sought again in a
# band of twice the width.
HALF_BAND: Final = 40
MARGIN: Final = 6

# A text with more than this share of Chinese characters is Chinese: abstracts with many Latin terms have twice that.
WIDE_SHARE: Final = 0.25

# English sentences whose beads are scored together.
BLOCK_ROWS: Final = 128

# A line without an end mark and no longer than this is a heading.
ENGLISH_HEADING_MAX: Final = 45
CHINESE_HEADING_MAX: Final = 14
END_MARK: Final = re.compile("[.!?;:。！？；：][\"'”’」）)]*\\s*$")


class Weights(msgspec.Struct, frozen=True):
    """What training left: weights by shape ("2-1") and feature; of the parallel score by name; and how it was made."""

    beads: Mapping[str, Mapping[str, float]]
    parallel: Mapping[str, float]
    made: Mapping[str, object]


@cache
def load_weights() -> Weights:
    """The weights that ship."""
    return msgspec.json.decode(files("corpus.alignment").joinpath("weights.json").read_bytes(), type=Weights)


class Part(NamedTuple):
    """A stretch of a document, and the English sentences whose beads it scores."""

    rows: slice
    stretch: Stretch


def shape_name(shape: Shape) -> str:
    """A shape as the weights name it: its numbers of English and Chinese sentences, as in 2-1."""
    return f"{shape[0]}-{shape[1]}"


class TextPair(NamedTuple):
    """What alignment sees of two texts."""

    evidence: Evidence
    en: Texts
    zh: Texts
    two_scripts: bool


class Path(NamedTuple):
    """The best path through a document, and the stretches whose beads it was chosen from."""

    steps: list[Step]
    parts: list[Part]


def read_texts(en: Sequence[str], zh: Sequence[str], translator: Translator) -> TextPair:
    """The units, lengths and headings of both sides, which have sentences."""
    en_lengths = english_lengths(en)
    zh_lengths = chinese_lengths(zh, float(en_lengths.sum()))
    en_headings = np.array([_is_heading(text, ENGLISH_HEADING_MAX) for text in en], np.float32)
    zh_headings = np.array([_is_heading(text, CHINESE_HEADING_MAX) for text in zh], np.float32)
    evidence = Evidence(en, zh, translator)
    two_scripts = wide_share(en) < WIDE_SHARE < wide_share(zh)
    return TextPair(evidence, Texts(en_lengths, en_headings), Texts(zh_lengths, zh_headings), two_scripts)


def best_path(texts: TextPair, weights: Weights) -> Path:
    """The best path, in a band that is widened until the path keeps clear of its edges."""
    n, m = len(texts.en.lengths), len(texts.zh.lengths)
    half = HALF_BAND
    while True:
        lows, width = diagonal(texts.en.lengths, texts.zh.lengths, half)
        parts = stretches(texts, lows, width)
        steps = Lattice(score_band(parts, lows, width, weights), lows, m).best_path()
        whole = width > m or 2 * width * n > CELLS_MAX
        if whole or not near_edge(steps, lows, width, m, MARGIN):
            return Path(steps, parts)
        half *= 2


def stretches(texts: TextPair, lows: Indices, width: int) -> list[Part]:
    """The document in stretches, each with the English sentences whose beads it scores; they overlap by a bead."""
    n, m = len(texts.en.lengths), len(texts.zh.lengths)
    count = max(1, round(n / BLOCK_ROWS))
    edges = [n * number // count for number in range(count + 1)]
    found: list[Part] = []
    for start, stop in pairwise(edges):
        reach = min(n, stop + 3)
        columns = slice(int(lows[start]), min(m, int(lows[min(n, stop)]) + width + 3))
        stretch = Stretch(texts.evidence, texts.en, texts.zh, slice(start, reach), columns)
        found.append(Part(slice(start, stop), stretch))
    return found


def score_band(parts: Sequence[Part], lows: Indices, width: int, weights: Weights) -> Floats:
    """The scores that a Lattice takes."""
    n = len(lows) - 1
    scores = np.full((len(SHAPES), n + 1, width), IMPOSSIBLE)
    for rows, stretch in parts:
        first = int(lows[rows.start])
        for k, shape in enumerate(SHAPES):
            block = _score_block(stretch, shape, weights.beads[shape_name(shape)])
            if block is None:
                continue
            last = rows.stop if rows.stop < n or shape[0] else n + 1
            for i in range(rows.start, min(last, rows.start + len(block))):
                low = int(lows[i]) - first
                values = block[i - rows.start, low : low + width]
                scores[k, i, : len(values)] = values
    return scores


def _score_block(stretch: Stretch, shape: Shape, weights: Mapping[str, float]) -> Floats | None:
    """Scores by first English and first Chinese sentence; an omission's are the same all along the other side."""
    total: Floats | None = None
    for name, values in stretch.features(shape):
        part = np.multiply(values, np.float32(weights[name]), dtype=np.float32)
        total = part if total is None else np.add(total, part, out=total)
    if total is None:
        return None
    rows, columns = stretch.size
    if shape[0] == 0:
        return np.broadcast_to(total, (rows + 1, columns))
    return np.broadcast_to(total[:, None], (rows, columns + 1)) if shape[1] == 0 else total


def _is_heading(text: str, length_max: int) -> bool:
    return len(text) <= length_max and END_MARK.search(text) is None
