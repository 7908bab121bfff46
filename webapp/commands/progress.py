"""Progress of long work on standard error: one line that is rewritten in a terminal, a line now and then elsewhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TextIO

# Between two rewritings in a terminal, and between two lines in a log.
TERMINAL_SECONDS: Final = 0.2
LOG_SECONDS: Final = 10.0

Tick = Callable[..., None]


@contextmanager
def progress(label: str, stream: TextIO | None = None) -> Iterator[Tick]:
    """A function `tick(done, total=None)` that says how far the work is; the line is cleared at the end.

    It may be called as often as one likes: only a few calls a second write anything, and short work writes nothing.
    """
    out = stream if stream is not None else sys.stderr
    terminal = out.isatty()
    every = TERMINAL_SECONDS if terminal else LOG_SECONDS
    started = shown = time.monotonic()

    def tick(done: int, total: int | None = None) -> None:
        nonlocal shown
        now = time.monotonic()
        if now - shown >= every:
            shown = now
            line = _line(label, done, total, now - started)
            out.write(f"\r\x1b[K{line}" if terminal else f"{line}\n")
            out.flush()

    try:
        yield tick
    finally:
        if terminal and shown > started:
            out.write("\r\x1b[K")
            out.flush()


def _line(label: str, done: int, total: int | None, seconds: float) -> str:
    """`ingest: 12 000 of 100 000, 800 a second, 110 s left`."""
    rate = done / seconds if seconds else 0.0
    line = f"{label}: {_grouped(done)}" + (f" of {_grouped(total)}" if total is not None else "")
    line += f", {rate:.0f} a second"
    if total is not None and rate and total > done:
        line += f", {(total - done) / rate:.0f} s left"
    return line


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", " ")
