"""Flags as text for people, and as JSON, JUnit and SARIF for programs; each is written as the flags come."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.metadata import version
from itertools import groupby
from typing import Final, NamedTuple
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from corpus.audit import REPORT_RULES
from corpus.audit.collection import COLLECTION_RULES
from corpus.model import SEVERITIES, Severity
from webapp.commands.counting import counted
from webapp.commands.side_by_side import printable
from webapp.flag_words import rule_name
from webapp.views.flag_groups import FlagGroup, grouped
from webapp.views.flagged import FlaggedPlace, Place, Repair

# What XML 1.0 cannot hold, not even as a reference (https://www.w3.org/TR/xml/#charsets).
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DONE: Final = {"accept": "accepted", "dismiss": "dismissed"}
_SARIF_LEVELS: Final[dict[Severity, str]] = {"high": "error", "medium": "warning", "low": "note"}
_SARIF_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
# Characters on either side of a place; fewer where many stand below one another.
_CONTEXT: Final = 60
_CONTEXT_IN_GROUP: Final = 24
_INDENT: Final = " " * 9


class Checked(NamedTuple):
    """What was checked: the revision of the store, the revision after which reports count, and their flags."""

    revision: int
    since: int
    flags: Iterator[FlaggedPlace]


# ---- Text ---------------------------------------------------------------------------------------------------------


def text_lines(checked: Checked) -> Iterator[str]:
    """A block a report, the most serious first: what a flag says, its places, the repair; equal flags as one list."""
    counts: Counter[Severity] = Counter()
    reports = 0
    for report_id, flags in groupby(checked.flags, key=lambda flag: flag.report_id):
        if reports:
            yield ""
        reports += 1
        yield printable(report_id)
        for group in grouped(flags):
            counts[group.severity] += sum(flag.decision != "dismiss" for flag in group.flags)
            yield from map(printable, group_lines(group))
    if reports:
        yield ""
    said = ", ".join(f"{counts[severity]} {severity}" for severity in SEVERITIES if counts[severity])
    yield f"{counted(sum(counts.values()), 'flag')} in {counted(reports, 'report')}" + (f": {said}" if said else "")


def group_lines(group: FlagGroup) -> Iterator[str]:
    """One flag with its places in their sentences; or many of a rule, a line each."""
    first = group.flags[0]
    if len(group.flags) == 1:
        yield f"  {group.severity:<6} {first.rule}  {first.message}{_decided(first)}  ({first.key[:8]})"
        for place in (first.place, first.counterpart):
            if place is not None and not first.other:
                yield f"{_INDENT}{_quoted(place, _CONTEXT)}"
        if first.other:
            yield f"{_INDENT}the other report: {first.other}"
        if first.repair is not None:
            yield f"{_INDENT}{repair_words(first.repair)}"
        return
    yield f"  {group.severity:<6} {group.rule}  {len(group.flags)} × {rule_name(group.rule)}"
    for flag in group.flags:
        places = "  |  ".join(_quoted(place, _CONTEXT_IN_GROUP) for place in (flag.place, flag.counterpart) if place)
        repair = f"   {repair_words(flag.repair)}" if flag.repair is not None else ""
        yield f"{_INDENT}{places}{repair}{_decided(flag)}  ({flag.key[:8]})"


def _decided(flag: FlaggedPlace) -> str:
    return f" [{DONE[flag.decision]} by {flag.decided_by}]" if flag.decision else ""


def repair_words(repair: Repair) -> str:
    """What would be changed into what, so that it can be seen."""
    return f"{repair.old} → {repair.new if repair.new.strip() else 'a space' if repair.new else 'take it out'}"


def _quoted(place: Place, reach: int) -> str:
    """`en 812  …counts of [50 × 10/L] maintained…`"""
    near = place.near(reach)
    words = f"{near.before}[{near.excerpt}]{near.after}".replace("\n", " ")
    return f"{place.language} {place.start}  {words}"


# ---- JSON ---------------------------------------------------------------------------------------------------------


def json_lines(checked: Checked) -> Iterator[str]:
    """One JSON object; its `flags` stand one on a line."""
    yield f'{{"revision": {checked.revision}, "since": {checked.since}, "flags": ['
    comma = ""
    for flag in checked.flags:
        yield comma + json.dumps(as_object(flag), ensure_ascii=False)
        comma = ","
    yield "]}"


def as_object(flag: FlaggedPlace) -> dict[str, object]:
    """A flag as JSON has it; offsets count in the text as it was given."""
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
        "other": flag.other,
        "decision": flag.decision,
        "decided_by": flag.decided_by,
        "reason": flag.reason,
    }


def _range(place: Place) -> dict[str, object]:
    return {"language": place.language, "start": place.start, "end": place.end, "excerpt": place.excerpt}


# ---- JUnit --------------------------------------------------------------------------------------------------------


def junit_lines(checked: Checked) -> Iterator[str]:
    """JUnit XML as CI systems read it: a suite a report, one failed case a flag; a dismissed one is skipped."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<testsuites name="duizhao check">'
    for report_id, found in groupby(checked.flags, key=lambda flag: flag.report_id):
        flags = tuple(found)
        skipped = sum(flag.decision == "dismiss" for flag in flags)
        numbers = f'tests="{len(flags)}" failures="{len(flags) - skipped}" errors="0" skipped="{skipped}"'
        yield f"<testsuite name={_attribute(report_id)} {numbers}>"
        for flag in flags:
            yield from _case(flag)
        yield "</testsuite>"
    yield "</testsuites>"


def _case(flag: FlaggedPlace) -> Iterator[str]:
    case = f"{flag.rule} {flag.place.language} {flag.place.start}-{flag.place.end}"
    yield f"<testcase classname={_attribute(flag.report_id)} name={_attribute(case)}>"
    if flag.decision == "dismiss":
        yield f"<skipped message={_attribute(flag.reason or flag.message)}/>"
    else:
        words = _xml(f"{_quoted(flag.place, _CONTEXT)}\nkey {flag.key}")
        yield f"<failure type={_attribute(flag.severity)} message={_attribute(flag.message)}>{words}</failure>"
    yield "</testcase>"


def _xml(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", text))


# ---- SARIF --------------------------------------------------------------------------------------------------------


def sarif_lines(checked: Checked) -> Iterator[str]:
    """SARIF 2.1.0 (OASIS): one result a flag, with its key as fingerprint; offsets count in the report's own text."""
    rules = [{"id": rule, "shortDescription": {"text": rule_name(rule)}} for rule in (*REPORT_RULES, *COLLECTION_RULES)]
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
    location = {"uri": quote(flag.file or flag.report_id)}
    result: dict[str, object] = {
        "ruleId": flag.rule,
        "level": _SARIF_LEVELS[flag.severity],
        "message": {"text": flag.message},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": location, "region": region},
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
