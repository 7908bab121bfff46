"""`duizhao doctor`: whether this installation works, and what to do where it does not."""

import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from typing import Final

import click
import msgspec

from corpus.errors import CorpusError, DictionaryUnavailable
from corpus.lexicon.dictionary import REMEDY, load_dictionary
from corpus.store import open_store
from corpus.words.segmentation import words_fingerprint
from indexer.errors import IndexerError, IndexMissing
from indexer.generations import Generations
from webapp.commands import EXIT_FAILURE
from webapp.settings import Settings

PYTHON_MIN: Final = (3, 11)
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class Check(msgspec.Struct, frozen=True, rename={"name": "check"}):
    """What a check saw: its name, whether all is fine, what is there, and the remedy where there is one."""

    name: str
    ok: bool
    seen: str
    remedy: str = ""


@click.command(short_help="Check this installation and say what to mend.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.pass_obj
def doctor(settings: Settings, as_json: bool) -> None:
    """Check Python, the dictionaries, the data folder, the store and the index; exit 3 if something is broken."""
    checks = tuple(check(settings) for check in CHECKS)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode({"findings": checks})).decode())
    else:
        for line in _lines(checks):
            click.echo(line)
    if not all(check.ok for check in checks):
        sys.exit(EXIT_FAILURE)


def _lines(checks: tuple[Check, ...]) -> Iterator[str]:
    width = max(len(check.name) for check in checks)
    for check in checks:
        yield f"{'ok' if check.ok else '!!'}  {check.name:{width}}  {check.seen}"
        if check.remedy:
            yield f"    {'':{width}}  {check.remedy}"


def check_python(settings: Settings) -> Check:  # noqa: ARG001 - every check has one signature
    """The interpreter is new enough."""
    version = ".".join(map(str, sys.version_info[:3]))
    ok = sys.version_info >= PYTHON_MIN
    return Check("python", ok, version, "" if ok else "install Python 3.11 or later")


def check_words(settings: Settings) -> Check:  # noqa: ARG001 - every check has one signature
    """The segmenter and its dictionary load."""
    try:
        return Check("words", True, _SHA256.sub(lambda found: found[0][:8], words_fingerprint()))
    except (OSError, ValueError, ImportError) as exc:
        return Check("words", False, str(exc), "install the program again: pip install --force-reinstall duizhao")


def check_dictionary(settings: Settings) -> Check:  # noqa: ARG001 - every check has one signature
    """The Chinese-English dictionary, without which nothing is aligned, is installed and whole."""
    try:
        return Check("dictionary", True, f"CC-CEDICT, {len(load_dictionary())} headwords")
    except DictionaryUnavailable as exc:
        return Check("dictionary", False, str(exc).removesuffix(f"; {REMEDY}"), REMEDY)


def check_folder(settings: Settings) -> Check:
    """The data folder, or the one that it will be made in, can be written to."""
    folder = settings.data_folder()
    existing = next(parent for parent in (folder, *folder.parents) if parent.exists())
    try:
        with tempfile.TemporaryFile(dir=existing):
            pass
    except OSError as exc:
        remedy = f"make {existing} writable, or set DUIZHAO_HOME to another folder"
        return Check("data folder", False, f"{existing}: {exc.strerror}", remedy)
    return Check("data folder", True, str(folder) + ("" if existing == folder else " (will be made by ingest)"))


def check_store(settings: Settings) -> Check:
    """The store opens and its reports can be counted."""
    path = settings.database_path()
    if not path.is_file():
        return Check("store", True, "nothing ingested yet", "to begin: duizhao ingest PATH")
    try:
        with open_store(path, create=False) as store:
            return Check("store", True, f"{store.report_count()} reports, revision {store.revision()}")
    except CorpusError as exc:
        return Check("store", False, str(exc), f"restore a backup of {path}, or move it away and ingest again")


def check_index(settings: Settings) -> Check:
    """The newest generation verifies against its manifest, opens, and was built with the words of this program."""
    path = settings.database_path()
    if not path.is_file():
        return Check("index", True, "none yet")
    remedy = "run: duizhao index rebuild"
    try:
        with open_store(path, create=False) as store:
            generations = Generations(settings.index_folder(), store)
            try:
                with generations.lease() as generation:
                    behind = store.revision() - generation.manifest.revision
                    seen = f"generation {generation.number}, revision {generation.manifest.revision}"
            finally:
                generations.close()
    except IndexMissing as exc:
        return Check("index", True, str(exc), remedy)
    except (CorpusError, IndexerError) as exc:
        return Check("index", False, str(exc), remedy)
    return Check("index", True, seen, f"{behind} changes of the store are not in it yet; {remedy}" if behind else "")


CHECKS: Final[tuple[Callable[[Settings], Check], ...]] = (
    check_python, check_words, check_dictionary, check_folder, check_store, check_index,
)  # fmt: skip
