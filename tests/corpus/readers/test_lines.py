"""Lines under a limit that counts what is in them, not what ends them."""

from io import BytesIO

import pytest

from corpus.readers.lines import bounded_lines


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b""])
@pytest.mark.parametrize("length", range(1, 9))
def test_the_end_of_a_line_does_not_count(end: bytes, length: int) -> None:
    """Of 4 bytes at most: 4 are given and 5 are not, whatever ends the line, the last of a file too."""
    line = b"x" * length
    assert list(bounded_lines(BytesIO(line + end).readline, 4)) == [line if length <= 4 else None]


def test_a_long_line_is_read_past() -> None:
    """Never more than the limit and what is skipped by is asked for; the lines behind it are given."""
    stream = BytesIO(b"a\n" + b"b" * 1_000_000 + b"\r\n\n\x00\n c ")
    asked: list[int] = []

    def readline(size: int) -> bytes:
        asked.append(size)
        return stream.readline(size)

    assert list(bounded_lines(readline, 10)) == [b"a", None, b"", b"\x00", b" c "]
    assert max(asked) <= 1 << 16
