"""The search engines: each in files of its own, none of them known to the rest of the house but by name."""

from pathlib import Path
from typing import Final

from corpus.registry import resolve
from indexer.engine import Engine
from indexer.errors import IndexUnavailable

# name of the engine -> "module:attribute" of a class that is an indexer.engine.Engine
ENGINES: Final[dict[str, str]] = {
    "whoosh": "indexer.engines.whoosh_engine:WhooshEngine",
}


def open_engine(name: str, folder: Path) -> Engine:
    """The engine of that name over `folder`; raises IndexUnavailable for a name or a library that is not there."""
    if name not in ENGINES:
        known = ", ".join(ENGINES)
        raise IndexUnavailable(f"no engine is called {name!r}; set DUIZHAO_ENGINE to one of: {known}")
    try:
        made = resolve(ENGINES[name])
    except ImportError as exc:
        raise IndexUnavailable(f"the engine {name} needs a library: pip install 'duizhao[{name}]' ({exc})") from exc
    engine: Engine = made(folder)
    return engine
