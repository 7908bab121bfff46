"""Flags as text for people, and as JSON, JUnit and SARIF for programs; each is written as the flags come."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.metadata import version
from typing import Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from corpus.audit import REPORT_RULES
from corpus.audit.collection import COLLECTION_RULES
from corpus.model import SEVERITIES, Severity
from webapp.commands.counting import counted
from webapp.commands.side_by_side import printable
from webapp.views.flagged import FlaggedPlace, Place

# What XML 1.0 cannot hold, not even as a reference (https://www.w3.org/TR/xml/#charsets).
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DONE: Final = {"accept": "accepted", "dismiss": "dismissed"}
_SARIF_LEVELS: Final[dict[Severity, str]] = {"high": "error", "medium": "warning", "low": "note"}
_SARIF_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


class Checked(NamedTuple):
    """What was checked: the revision of the store, the revision after which reports count, and their flags."""

    revision: int
    since: int
    flags: Iterator[FlaggedPlace]


def text_lines(checked: Checked) -> Iterator[str]:
    """A block a report: a line for each flag, with its place, what it says, and the repair below it."""
    counts: Counter[Severity] = Counter()
    report_id, reports = "", 0
    for flag in checked.flags:
        if flag.report_id != report_id:
            if reports:
                yield ""
            report_id, reports = flag.report_id, reports + 1
            yield printable(report_id)
        if flag.decision != "dismiss":
            counts[flag.severity] += 1
        decided = f" [{DONE[flag.decision]} by {flag.decided_by}]" if flag.decision else ""
        yield printable(f"  {flag.severity:<6} {flag.rule}  {flag.message}{decided}  ({flag.key[:8]})")
        yield printable(f"         {_quoted(flag.place, flag.before, flag.after)}")
        if flag.counterpart is not None:
            yield printable(f"         {_quoted(flag.counterpart)}")
        if flag.suggestion is not None:
            yield printable(f"         → {_repair(flag.suggestion)}")
    if reports:
        yield ""
    said = ", ".join(f"{counts[severity]} {severity}" for severity in SEVERITIES if counts[severity])
    yield f"{counted(sum(counts.values()), 'flag')} in {counted(reports, 'report')}" + (f": {said}" if said else "")


def _repair(suggestion: str) -> str:
    """The text to put in the place, so that it can be seen."""
    return suggestion.strip() or ("a space" if suggestion else "take it out")


def _quoted(place: Place, before: str = "", after: str = "") -> str:
    """`en 812–823 …counts of [50 × 10/L] maintained…`"""
    words = f"{before}[{place.excerpt}]{after}".replace("\n", " ")
    return f"{place.language} {place.start}–{place.end}  {words}"


def json_lines(checked: Checked) -> Iterator[str]:
    """One JSON object; its `flags` stand one on a line."""
    yield f'{{"revision": {checked.revision}, "since": {checked.since}, "flags": ['
    comma = ""
    for flag in checked.flags:
        yield comma + json.dumps(_as_object(flag), ensure_ascii=False)
        comma = ","
    yield "]}"


def _as_object(flag: FlaggedPlace) -> dict[str, object]:
    return {
        "key": flag.key,
        "report_id": flag.report_id,
        "file": flag.file,
        "rule": flag.rule,
        "severity": flag.severity,
        **_range(flag.place),
        "message": flag.message,
        "counterpart": _range(flag.counterpart) if flag.counterpart is not None else None,
        "suggestion": flag.suggestion,
        "decision": flag.decision,
        "decided_by": flag.decided_by,
        "reason": flag.reason,
    }


def _range(place: Place) -> dict[str, object]:
    return {"language": place.language, "start": place.start, "end": place.end, "excerpt": place.excerpt}


def junit_lines(checked: Checked) -> Iterator[str]:
    """JUnit XML as CI systems read it: one failed case a flag; a dismissed one is skipped."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<testsuites name="duizhao check"><testsuite name="duizhao check">'
    for flag in checked.flags:
        case = f"{flag.rule} {flag.place.language} {flag.place.start}-{flag.place.end}"
        yield f"<testcase classname={_attribute(flag.report_id)} name={_attribute(case)}>"
        words = _xml(f"{_quoted(flag.place, flag.before, flag.after)}\nkey {flag.key}")
        if flag.decision == "dismiss":
            yield f"<skipped message={_attribute(flag.reason or flag.message)}/>"
        else:
            yield f"<failure type={_attribute(flag.severity)} message={_attribute(flag.message)}>{words}</failure>"
        yield "</testcase>"
    yield "</testsuite></testsuites>"


def _xml(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", text))


def sarif_lines(checked: Checked) -> Iterator[str]:
    """SARIF 2.1.0 (OASIS): one result a flag, with its key as fingerprint; offsets count in the report's own text."""
    rules = [{"id": rule} for rule in (*REPORT_RULES, *COLLECTION_RULES)]
    driver = {"name": "duizhao", "version": version("duizhao"), "rules": rules}
    head = json.dumps({"tool": {"driver": driver}, "columnKind": "unicodeCodePoints"}, ensure_ascii=False)
    yield f'{{"$schema": "{_SARIF_SCHEMA}", "version": "2.1.0", "runs": [{head[:-1]}, "results": ['
    comma = ""
    for flag in checked.flags:
        yield comma + json.dumps(_result(flag), ensure_ascii=False)
        comma = ","
    yield "]}]}"


def _result(flag: FlaggedPlace) -> dict[str, object]:
    place = flag.place
    region = {"charOffset": place.start, "charLength": place.end - place.start, "snippet": {"text": place.excerpt}}
    result: dict[str, object] = {
        "ruleId": flag.rule,
        "level": _SARIF_LEVELS[flag.severity],
        "message": {"text": flag.message},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": flag.file or flag.report_id}, "region": region},
                "logicalLocations": [{"fullyQualifiedName": f"{flag.report_id}/{place.language}"}],
            }
        ],
        "partialFingerprints": {"flagKey/v1": flag.key},
    }
    if flag.decision == "dismiss":
        result["suppressions"] = [{"kind": "external", "justification": flag.reason}]
    return result


FORMATS: Final[dict[str, Callable[[Checked], Iterator[str]]]] = {
    "text": text_lines,
    "json": json_lines,
    "junit": junit_lines,
    "sarif": sarif_lines,
}
