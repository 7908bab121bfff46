"""What cleaning changes, what it keeps, and that every range leads back to where it came from."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import OffsetMap
from corpus.text.cleaning import clean
from corpus.text.offsets import concatenate, excerpt


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("P&lt;0.001 &amp; n&#61;4", "P<0.001 & n=4"),
        ("TNF-&alpha; rose", "TNF-α rose"),
        ("P &amp;lt; .05", "P < .05"),
        ("AT&T; R&D &unknown; &lt", "AT&T; R&D &unknown; &lt"),
        ("50 × 10<sup>9</sup>/L", "50 × 10⁹/L"),
        ("10<sup>−3</sup> and 10<SUP>-12</SUP>", "10⁻³ and 10⁻¹²"),
        ("CD4<sup>+</sup> and H<sub>2</sub>O", "CD4⁺ and H₂O"),
        ("lymphoma.<sup>1,2</sup> Next", "lymphoma.¹,² Next"),
        ("CD4<sup>high</sup> cells", "CD4high cells"),
        ("10<sup><i>9</i></sup>/L", "10⁹/L"),
        ("10&lt;sup&gt;9&lt;/sup&gt;/L", "10⁹/L"),
        ("<i>E. coli</i> and <span class='x y'>ITP</span>", "E. coli and ITP"),
        ('<xref ref-type="bibr" rid="b1">1</xref>', "1"),
        ("<p>One.</p><p>Two.</p>", "One.\nTwo."),
        ("one<br/>two", "one\ntwo"),
        ("P<0.001 and >5", "P<0.001 and >5"),
        ("a <b and c> d", "a <b and c> d"),
        ("a<b>c", "a<b>c"),
        ("if <drug> then", "if <drug> then"),
        ("a\x00b\x07c\x1bd", "a b c d"),
        ("soft\u00adhyphen zero\u200bwidth \ufeffmark", "softhyphen zerowidth mark"),
        ("  a \t b\u00a0\u3000c  ", "a b c"),
        ("one \r\n\r\n \n two\rthree\u2028four\x0cfive", "one\ntwo\nthree\nfour\nfive"),
        ("cafe\u0301 A\u030a", "café Å"),
        ("10⁹/L CD4⁺ ＢＴＫ ﬁ ⾎⼩", "10⁹/L CD4⁺ ＢＴＫ ﬁ ⾎⼩"),
        (" \n\t\n ", ""),
        ("", ""),
    ],
)
def test_cleaning(raw: str, text: str) -> None:
    """References, markup, white space and composition are made even; letters, digits and signs stay."""
    assert clean(raw)[0] == text


def test_a_flag_can_point_into_raw() -> None:
    """The range of a superscript in the text leads to the digit within its tags."""
    raw = "count &gt; 50 × 10<sup>9</sup>/L"
    text, offset_map = clean(raw)
    place = text.index("⁹")
    start, end = offset_map.to_raw(place, place + 1)
    assert raw[start:end] == "9"
    start, end = offset_map.to_raw(text.index(">"), place + 3)
    assert raw[start:end] == "&gt; 50 × 10<sup>9</sup>/L"


def test_unwrapping_joins_the_lines_of_a_paragraph() -> None:
    """Lines that were broken at a width are one again; headings and short lines are not drawn in."""
    words = "the platelet count of every patient was measured on each of the first ten days of treatment and later "
    broken = "\n".join(words[i * 51 : i * 51 + 51].strip() for i in range(2))
    page = f"Methods\n\n{broken}\n{broken}\n{broken}\n\nResults\n\nNone died.\n"
    assert clean(page, unwrap=True)[0] == f"Methods\n{' '.join([words.strip()] * 3)}\nResults\nNone died."
    assert clean(page)[0].count("\n") == 8


# ---- properties ------------------------------------------------------------------------------------------------

# Pieces that meet in the wild, and any characters between them.
TAGS = ["<sup>", "</sup>", "<sub>9</sub>", "<i>", "</i>", "<p>", "&lt;", "&amp;amp;", "&#8203;", "&NotEqualTilde;"]
SIGNS = [
    " ",
    "\t",
    "\r\n",
    "\u3000",
    "\u200b",
    "e\u0301",
    "\u0301\u0323",
    "\u1100\u1161",
    "\u2126",
    "10",
    "P<0.05",
    "血。",
]
PIECES = st.one_of(st.sampled_from([*TAGS, *SIGNS]), st.text(max_size=4))
RAWS = st.lists(PIECES, max_size=25).map("".join)


def assert_covers(offset_map: OffsetMap, text: str, raw: str) -> None:
    """The runs are sorted and disjoint, cover the text, and lead into raw."""
    reached = 0
    for run in offset_map.runs:
        assert run.text_start == reached
        assert run.text_start < run.text_end
        assert 0 <= run.raw_start <= run.raw_end <= len(raw)
        length = run.text_end - run.text_start
        assert length == 1 or text[run.text_start : run.text_end] == raw[run.raw_start : run.raw_end]
        reached = run.text_end
    assert reached == len(text)


@given(RAWS)
def test_runs_cover_the_text(raw: str) -> None:
    """Runs are sorted, disjoint, cover the text; those longer than a character hold the same characters as raw."""
    text, offset_map = clean(raw)
    assert_covers(offset_map, text, raw)
    assert all(a.raw_start <= b.raw_start for a, b in pairwise(offset_map.runs))


@given(RAWS, st.data())
def test_every_range_leads_into_raw(raw: str, data: st.DataObject) -> None:
    """Any range of the text maps to a range inside raw, and a part of it to a part of that."""
    text, offset_map = clean(raw)
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    raw_start, raw_end = offset_map.to_raw(start, end)
    assert 0 <= raw_start <= raw_end <= len(raw)
    if start < end:
        inner_start, inner_end = offset_map.to_raw(start, start + 1)
        assert raw_start <= inner_start <= inner_end <= raw_end


@given(RAWS)
def test_cleaned_text_is_even(raw: str) -> None:
    """No blank at the ends of a line, no two blanks, no empty line, composed form."""
    text, _ = clean(raw)
    assert "  " not in text
    assert all(line and line == line.strip(" ") for line in text.split("\n")) or text == ""
    assert unicodedata.is_normalized("NFC", text)


@given(st.text(alphabet="abc血小板0123456789.,<>=%()⁹⁺α", min_size=1, max_size=80))
def test_plain_text_stays(raw: str) -> None:
    """A text without blanks, tags with a partner and references is left as it is, in one run."""
    text, offset_map = clean(raw)
    if "</" not in raw:
        assert text == raw
        assert len(offset_map.runs) == 1


@given(RAWS, st.data())
def test_excerpts_keep_their_place(raw: str, data: st.DataObject) -> None:
    """The lines of an excerpt lead to the same raw as the ranges they were cut from."""
    text, offset_map = clean(raw)
    edges = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    ranges = [pair for pair in zip(edges[::2], edges[1::2], strict=False) if pair[0] < pair[1]]
    cut, cut_map = excerpt(text, offset_map, ranges)
    assert cut == "\n".join(text[start:end] for start, end in ranges)
    place = 0
    for start, end in ranges:
        assert cut_map.to_raw(place, place + end - start) == offset_map.to_raw(start, end)
        place += end - start + 1


def test_texts_are_joined_over_one_raw() -> None:
    """Each line of joined texts leads to its own part of the common raw."""
    raws = ["Title &amp; more", "", "Body  text"]
    pieces = []
    start = 0
    for raw in raws:
        pieces.append((*clean(raw), start))
        start += len(raw) + 1
    whole = "\n".join(raws)
    text, offset_map = concatenate([piece for piece in pieces if piece[0]])
    assert text == "Title & more\nBody text"
    start, end = offset_map.to_raw(text.index("Body"), len(text))
    assert whole[start:end] == "Body  text"
