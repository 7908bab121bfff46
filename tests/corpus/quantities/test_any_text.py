"""What holds for every text, however hostile."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import SIDES, Side
from corpus.quantities import base, bounds, quantities

# Pieces that meet in real texts, and some that never should.
PIECES = (
    "0 1 2 10 50 109 1045 2019 3109/L 1,045 0.05 .5 × x 10⁹ 10^9 e9 /L /μL mg kg mg/kg m² % ％ ~ - – to "
    "and or ± < ≥ ( ) [ ] P HR 95% CI day grade Ⅲ II four twenty one hundred million half third first a "
    "per 例 名 个 万 亿 十 百 一 二 两 半 年 月 日 天 岁 级 期 第 分之 百分之 世纪 年代 至 、 ， 。 : ; , . ' "
    "? CD4 IL-6 5-FU March q8h twice daily 每日 次 ㎎ ½ 𝟓 ١ İ"
).split(" ")
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from([*PIECES, " ", "\n"]), max_size=30).map("".join))

WIDTHS = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


@given(TEXTS, st.sampled_from(SIDES))
def test_spans_are_ordered_and_disjoint(text: str, side: Side) -> None:
    """The quantities stand in the text, in order, none empty, none overlapping; each has finite base values."""
    end = 0
    for found in quantities(text, side):
        assert end <= found.start < found.end <= len(text)
        end = found.end
        assert found.value.is_finite()
        assert base(found).value.is_finite()
        assert bounds(found).low <= bounds(found).high


@given(TEXTS, st.sampled_from(SIDES))
def test_width_changes_nothing(text: str, side: Side) -> None:
    """Full-width digits, letters and signs are the half-width ones."""
    assert quantities(text.translate(WIDTHS), side) == quantities(text, side)


@given(TEXTS, st.sampled_from(SIDES))
def test_reading_is_repeatable(text: str, side: Side) -> None:
    """The same text has the same quantities, whatever was read before."""
    first = quantities(text, side)
    quantities("50×10⁹/L", side)
    assert quantities(text, side) == first


# Short pieces that make long runs of one kind.
RUNS = (
    "1|9|1,|1,111| 111|1.|.|1-|1/|1:|1~|1e9|10⁹|×10|1×10|[|[1|[1]|(|一|十|万|亿|半|第|百分之|一年|三分之|"
    "1例|1年|1月|至|1至|2019年1月至|个半|one |hundred |one hundred and |half a |twenty-|a |May |May 1 |"
    "between 1 and |1 to |1 mg/|mg/|1 mg per |1 m|±|1±|P|P=|P<1|CI |CI 1,|I|II/|Ⅲ|grade |q8h|1、|1, |"
    "1, 111|字1|字1, |1 and |day 1, |¹|½|10(9)/L|1?mg|% |[1, |-|— |每|%(1"
).split("|")


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("piece", RUNS, ids=repr)
def test_long_runs_are_read_in_linear_time(piece: str, side: Side) -> None:
    """A run eight times as long takes nowhere near eight times eight times as long."""

    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        start = time.perf_counter()
        quantities(text, side)
        return time.perf_counter() - start

    assert seconds(40_000) < 25 * seconds(5_000) + 0.2


def test_a_million_digits() -> None:
    """A run of a million digits is no quantity, and takes less than a second."""
    start = time.perf_counter()
    assert quantities("7" * 1_000_000, "en") == ()
    assert quantities("7" * 1_000_000 + " mg, then 5 mg", "zh")[-1].value == 5
    assert time.perf_counter() - start < 2


def test_an_exponent_has_bounds() -> None:
    """No power of ten beyond 99 is read as one."""
    assert all(found.value < 10**130 for found in quantities("1 × 10^999999, 1e999 and 9 × 10⁹⁹⁹ and 5e99 mg", "en"))
