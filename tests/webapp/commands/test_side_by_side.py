"""Cells of a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.commands.side_by_side import cell_width, printable, printable_line, two_columns, wrap


@pytest.mark.parametrize(("text", "cells"), [("abc", 3), ("血小板", 6), ("ＢＴＫ", 6), ("é", 1), ("10⁹/L", 5), ("", 0)])
def test_han_and_full_width_take_two_cells(text: str, cells: int) -> None:
    """Combining marks none."""
    assert cell_width(text) == cells


def test_lines_break_at_words_and_beside_han() -> None:
    """A full stop does not begin a line; a word longer than the line is cut."""
    assert wrap("the platelet count rose", 12) == ["the platelet", "count rose"]
    assert wrap("血小板计数", 4) == ["血小", "板计", "数"]
    assert wrap("thrombocytopenia", 6) == ["thromb", "ocytop", "enia"]
    assert wrap("", 10) == [""]


@given(st.text(alphabet="ab 血小。,\u0301é", max_size=60), st.integers(min_value=4, max_value=30))
def test_nothing_is_lost_and_little_stands_over(text: str, width: int) -> None:
    """All but spaces comes back in order; only closing marks may stand beyond the width."""
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_width(line.rstrip("。,\u0301 ")) <= width for line in lines)


def test_columns_are_as_high_as_the_higher() -> None:
    """The bar stands in one cell."""
    assert two_columns("one two", "血小板计数", 13) == ["one   │ 血小", "two   │ 板计", "      │ 数"]


def test_control_characters_do_not_reach_the_terminal() -> None:
    """An escape sequence in a file is shown, not obeyed."""
    assert printable("a\x1b[31mb\nc\td\x9b") == "a\ufffd[31mb\nc\td\ufffd"


def test_a_line_stays_one_line_in_its_own_order() -> None:
    """Breaks of every kind and controls of direction are shown, not obeyed; a joiner is left alone."""
    hostile = "a\nb\r\u2028\u2029\x85\u202a\u202e\u2066\u2069\u200d"
    assert printable_line(hostile) == "a\ufffdb" + "\ufffd" * 8 + "\u200d"
