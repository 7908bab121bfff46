"""How often the rules of damage flag ordinary texts, how many injected codes and marks they find, and what it costs.

    python benchmarks/damage.py [FILE …] [--seed 1]

A FILE (.jsonl or .jsonl.gz) holds one record a line: `id`, `lang` (en or zh), `text` and perhaps `title`. Without
one it runs on the bundled reports. Codes are put into random gaps between the words of English texts, one to four
copies of one code a text; a `?` takes the place of one hyphen, Greek letter, sign, accent or blank before a unit at a
time. Flags on texts that nothing was done to are to be read: most ordinary texts with one are damaged indeed.
"""

import argparse
import gzip
import json
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from corpus.audit import REPORT_RULES
from corpus.audit.findings import Check, Finding
from corpus.ingest import make_report
from corpus.knowledge import UNTAUGHT
from corpus.model import Citation, Passage, Record, RecordText, Report
from corpus.readers import read
from corpus.registry import resolve
from corpus.reports import bundled_reports
from corpus.text.versions import read_fields

CHECKS: Final[tuple[Check, ...]] = tuple(
    resolve(place) for place in dict.fromkeys(p for rule, p in REPORT_RULES.items() if rule.startswith("damage."))
)
TEXTS_MAX: Final = 1500  # into which codes are put
WORDS_MIN: Final = 80
LOST: Final = {
    "hyphen": r"(?<=[A-Za-z0-9])-(?=[A-Za-z0-9])",
    "Greek letter": "[α-ωµ]",
    "± × –": "[±×–]",
    "≥ ≤": "[≥≤]",
    "accent": "[éèöüäáóñç]",
    "blank before a unit": r"(?<=\d) (?=(?:mg|kg|g|ml|days|weeks|months|years)\b)",
}


def report_of(name: str, language: str, title: str, text: str) -> Report:
    """A report of one text, as ingest reads it, without alignment and flags."""
    passages = ((Passage("TITLE", title),) if title else ()) + (Passage("UNASSIGNED", text),)
    versions = read_fields(RecordText(language, passages))[1]
    return Report(name, 0, Citation(), tuple(v for v in versions if v.side is not None), None, (), ())


def records(path: Path) -> Iterator[dict[str, str]]:
    """The records of a file."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def flags(report: Report) -> list[Finding]:
    """What the rules of damage find."""
    return [finding for check in CHECKS for finding in check(report, UNTAUGHT)]


def count(name: str, reports: Iterator[Report]) -> None:
    """Print the flags by rule and severity, and the time a report takes."""
    found: Counter[tuple[str, str]] = Counter()
    holders: Counter[tuple[str, str]] = Counter()
    number, seconds = 0, 0.0
    for report in reports:
        start = time.perf_counter()
        findings = flags(report)
        seconds += time.perf_counter() - start
        number += 1
        found.update((f.rule, f.severity) for f in findings)
        holders.update({(f.rule, f.severity) for f in findings})
    print(f"{name}: {number} reports, {seconds / max(1, number) * 1000:.2f} ms each")
    for (rule, severity), flagged in sorted(found.items()):
        print(f"  {rule} {severity}: {flagged} in {holders[rule, severity]} reports")


def codes_found(texts: list[str], rng: random.Random) -> None:
    """Print the share of injected codes that are flagged, by the number of copies in a text."""
    seen: Counter[int] = Counter()
    hit: Counter[int] = Counter()
    for text in rng.sample(texts, min(TEXTS_MAX, len(texts))):
        words = text.split(" ")
        if len(words) < WORDS_MIN:
            continue
        copies = rng.randint(1, 4)
        code = "".join(rng.choices("ABCDEGHKLMNPRSTUXZ", k=rng.randint(2, 4))) + f"-{rng.randint(1, 999999)}"
        for gap in sorted(rng.sample(range(1, len(words)), copies), reverse=True):
            words.insert(gap, code)
        found = flags(report_of("x", "en", "", " ".join(words)))
        seen[copies] += 1
        hit[copies] += any(f.rule == "damage.code" and ("code", code) in f.arguments for f in found)
    print("codes found:", ", ".join(f"{n} copies {hit[n] / seen[n]:.3f} of {seen[n]}" for n in sorted(seen)))


def marks_found(texts: list[str], rng: random.Random) -> None:
    """Print the share of characters turned into `?` that are flagged, by what was lost."""
    check: Check = resolve(REPORT_RULES["damage.character"])
    for name, pattern in LOST.items():
        seen = hit = 0
        for text in texts:
            places = [match.start() for match in re.finditer(pattern, text)]
            if not places:
                continue
            place = rng.choice(places)
            start = max(0, place - 200)
            damaged = text[start:place] + "?" + text[place + 1 : place + 100]
            findings = check(report_of("x", "en", "", damaged), UNTAUGHT)
            seen += 1
            hit += any(finding.rule == "damage.character" for finding in findings)
        print(f"? for {name}: {hit / max(1, seen):.3f} of {seen}")


def main() -> None:
    """Count, then inject."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if not arguments.files:
        read_all = (read(path, format=None, record_bytes_max=1 << 20) for path in bundled_reports())
        made = (make_report([r], UNTAUGHT) for found in read_all for r in found if isinstance(r, Record))
        count("bundled", made)
    for path in arguments.files:
        count(path.parent.name, (report_of(r["id"], r["lang"], r.get("title", ""), r["text"]) for r in records(path)))
        texts = [r["text"] for r in records(path) if r["lang"] == "en"]
        if texts:
            codes_found(texts, random.Random(arguments.seed))
            marks_found(texts, random.Random(arguments.seed))


if __name__ == "__main__":
    main()
