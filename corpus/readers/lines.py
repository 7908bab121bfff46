"""The lines of a file of any size, none of them held beyond a limit."""

from collections.abc import Callable, Iterator
from typing import Final

# What a line that is too long is read past by.
_SKIPPED_BYTES: Final = 1 << 16


def bounded_lines(readline: Callable[[int], bytes], line_bytes_max: int) -> Iterator[bytes | None]:
    """The lines that `readline` gives, without the U+000A or U+000D U+000A that ends them; None for one of more bytes
    than the limit, its end not counted: that is read past, not held.
    """
    limit = line_bytes_max + len(b"\r\n")
    while chunk := readline(limit):
        ended = chunk.endswith(b"\n")
        line = chunk.removesuffix(b"\n").removesuffix(b"\r") if ended else chunk
        while not ended and len(chunk) == limit and (rest := readline(_SKIPPED_BYTES)):
            ended = rest.endswith(b"\n")
        yield line if len(line) <= line_bytes_max else None
