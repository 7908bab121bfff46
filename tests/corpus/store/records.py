"""Records made by hand for the store's tests."""

import hashlib
from collections.abc import Sequence

from corpus.intake.workers import prepare
from corpus.knowledge import UNTAUGHT
from corpus.model import Citation, Passage, Record, RecordText, Source
from corpus.store import Outcome, Store

ENGLISH = "Platelets rose in all 12 patients. No bleeding was seen."
CHINESE = "12例患者血小板均升高。未见出血。"


def record(report_id: str, *, doi: str = "", **texts: str) -> Record:
    """A record with a text for each language named: `en`, `zh`, `fr`."""
    languages = {"en": "en", "zh": "zh-Hans", "fr": "fr"}
    given = tuple(RecordText(languages[name], (Passage("UNASSIGNED", text),), "author") for name, text in texts.items())
    sha256 = hashlib.sha256(repr((report_id, doi, texts)).encode()).hexdigest()
    return Record(report_id, Citation(doi=doi), given, Source("test", "records.py", 1, sha256))


def write(store: Store, records: Sequence[Record]) -> list[Outcome]:
    """Write the records in one transaction; none of them is refused."""
    with store.writing():
        outcomes = store.write([prepare(item, UNTAUGHT) for item in records])
    return [outcome for outcome in outcomes if isinstance(outcome, str)]


def texts(store: Store, report_id: str, revision: int | None = None) -> dict[str, str]:
    """The text of each version of a report, by side or language."""
    report = store.report(report_id, revision)
    return {version.side or version.language: version.text for version in report.versions} if report else {}
