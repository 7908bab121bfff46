"""`duizhao serve`: the web pages and the API, on gunicorn with threads.

The port is taken before anything is forked, so that a port in use is one clear line. Each worker makes its own
application and opens its own store and index; SIGTERM lets running requests finish and ends every process.
"""

import errno
import socket
import sys
from typing import Any, Final

import click

from corpus.errors import CorpusError
from corpus.lexicon.inverse import load_inverse
from corpus.words.segmentation import load_dictionary
from webapp.commands import EXIT_FAILURE
from webapp.settings import Settings

# The longest request line for which gunicorn has a limit, about 900 Chinese characters of query; the only larger choice
# is no limit at all, and then a client that goes on sending fills the memory.
REQUEST_LINE_BYTES_MAX: Final = 8190
# Running requests get this long after SIGTERM; a search takes milliseconds.
GRACEFUL_SECONDS: Final = 10
BACKLOG: Final = 512


@click.command(short_help="Serve the web pages and the API.")
@click.option("--host", help="Address to listen on; 127.0.0.1 unless DUIZHAO_HOST says otherwise.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="Port to listen on; 8000 unless DUIZHAO_PORT says otherwise, 0 for any that is free.",
)
@click.pass_obj
def serve(settings: Settings, host: str | None, port: int | None) -> None:
    """Serve the web pages and the API until interrupted.

    The collection need not be there yet: pages then say what to do, and a new index is picked up by itself.
    """
    listener = _listen(host or settings.host, settings.port if port is None else port)
    address = _url(listener)
    _run(settings, listener.detach(), f"duizhao: serving {settings.data_folder()} at {address} (Ctrl-C stops)")


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens; ends the command with a clear line where it cannot."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError as exc:
        click.echo(f"duizhao: cannot listen on {host}:{port}: {_reason(exc)}", err=True)
        sys.exit(EXIT_FAILURE)
    return listener


def _reason(exc: OSError) -> str:
    """Why the address cannot be had, and what to do."""
    if exc.errno == errno.EADDRINUSE:
        return "another program uses this port; choose another with --port, or --port 0 for any that is free"
    if exc.errno == errno.EACCES:
        return "this port needs more rights; choose one above 1023 with --port"
    return f"{exc.strerror or exc}; choose another address with --host"


def _url(listener: socket.socket) -> str:
    """The address to open in a browser."""
    host, port = listener.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}/"


def _run(settings: Settings, descriptor: int, ready: str) -> None:
    """Run gunicorn on the listening socket, which it takes over, until a signal ends it; say `ready` when it serves."""
    from gunicorn.app.base import BaseApplication  # noqa: PLC0415 - gunicorn is heavy and needed here only

    from webapp.application import create_app  # noqa: PLC0415 - as is the whole of the pages

    options: dict[str, Any] = {
        "bind": f"fd://{descriptor}",
        "workers": settings.workers,
        "threads": settings.threads,
        "worker_class": "gthread",
        "limit_request_line": REQUEST_LINE_BYTES_MAX,
        "graceful_timeout": GRACEFUL_SECONDS,
        "loglevel": "warning",
        "proc_name": "duizhao",
        "control_socket_disable": True,
        "post_worker_init": _warm_up,
        "when_ready": lambda _: click.echo(ready, err=True),
    }

    class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        def load_config(self) -> None:
            for name, value in options.items():
                if name in self.cfg.settings:  # a later version's setting may be unknown to an earlier one
                    self.cfg.set(name, value)

        def load(self) -> Any:
            return create_app(settings)

    Server().run()


def _warm_up(worker: Any) -> None:
    """Load what the first Chinese query of a worker would wait for, after the fork and before it accepts anything."""
    try:
        load_dictionary()
        load_inverse()
    except (OSError, ValueError, ImportError, CorpusError) as exc:
        worker.log.error("the Chinese dictionary cannot be loaded: %s; this says what to mend: duizhao doctor", exc)
