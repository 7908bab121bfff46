"""Progress on standard error."""

import io

import pytest

from webapp.commands import progress as module
from webapp.commands.progress import progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_short_work_says_nothing() -> None:
    """Neither in a log nor in a terminal."""
    for stream in (io.StringIO(), Terminal()):
        with progress("ingest", stream) as tick:
            for done in range(1000):
                tick(done)
        assert stream.getvalue() == ""


def test_a_log_gets_whole_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what is done, of how many, and how fast."""
    monkeypatch.setattr(module, "LOG_SECONDS", 0.0)
    stream = io.StringIO()
    with progress("index", stream) as tick:
        tick(1200, 100_000)
    assert stream.getvalue().startswith("index: 1 200 of 100 000, ")
    assert stream.getvalue().endswith(" s left\n")


def test_a_terminal_has_one_line_that_is_cleared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rewritten in place, and gone at the end, also when the work fails."""
    monkeypatch.setattr(module, "TERMINAL_SECONDS", 0.0)
    stream = Terminal()
    with pytest.raises(ValueError, match="broken"):
        _fail_after_two_steps(stream)
    assert stream.getvalue().count("\r\x1b[Kingest: ") == 2
    assert stream.getvalue().endswith("\r\x1b[K")
    assert "\n" not in stream.getvalue()


def _fail_after_two_steps(stream: io.StringIO) -> None:
    with progress("ingest", stream) as tick:
        tick(1)
        tick(2)
        raise ValueError("broken")
