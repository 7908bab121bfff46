"""Hostile queries, suggestions and slips on a collection of a size that hurts: each answered or refused, and how fast.

    python benchmarks/hostile.py --reports 20000 [--output benchmarks/results/hostile.md]

The queries are those of tests/indexer/hostile_queries.py, which tests ask of three reports, and the widest ones that
the limits of the language let through, made of the words of the very collection. Each is asked as the web page asks it
(reading, expansions, plan, hits, facets, slips) of an index that was opened once. Exit 1 if one takes longer than the
1.5 s that a search may take.
"""

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

import synthetic

sys.path.insert(0, str(Path(__file__).parents[1]))

from corpus.store import Store, open_store
from indexer.completions import complete
from indexer.did_you_mean import did_you_mean
from indexer.errors import QueryError
from indexer.fields import FilterName
from indexer.generations import Generations, OpenGeneration
from indexer.search import Inquiry, read_inquiry, search
from indexer.suggestions import suggester_of
from tests.indexer.hostile_queries import HOSTILE

SEED: Final = 1
SECONDS_MAX: Final = 1.5
FACETS: Final[tuple[FilterName, ...]] = ("lang", "has", "year", "journal", "type", "origin", "flag")


class Asked(NamedTuple):
    """A text, what became of it, and how long that took."""

    text: str
    outcome: str
    seconds: float


def widest(generation: OpenGeneration) -> Iterator[str]:
    """Queries at the limits of the language that match as much as can be: common words, wildcards, phrases."""
    vocabulary = generation.vocabulary
    words = sorted(filter(str.isalpha, vocabulary.prefix("")), key=lambda word: -vocabulary.count(word))
    han = sorted(vocabulary.han_prefix(""), key=lambda word: -vocabulary.count(word))
    common, runs = words[:40], [word for word in han if len(word) > 1][:40]
    yield " OR ".join(common[:32])
    yield " AND ".join(common[:32])
    yield " OR ".join(runs[:32])
    yield " AND ".join(runs[:32])
    yield " OR ".join(f"NOT {word}" for word in common[:32])
    yield " OR ".join([*common[:16], *runs[:16]])
    yield " OR ".join(f'"{one} {other}"' for one, other in pairwise(common[:33]))
    yield " OR ".join(f"({one} NEAR/50 {other})" for one, other in pairwise(common[:17]))
    yield " OR ".join(f"({one} NEAR/50 {other})" for one, other in pairwise(runs[:17]))
    yield " OR ".join(f"{word[:3]}*" for word in common[:32])
    yield " OR ".join(f"{word[0]}*" for word in runs[:32])
    yield " OR ".join(f"{word[:3]}?*?*?*" for word in common[:32])
    yield " OR ".join(f"{{en:{one} zh:{other}}}" for one, other in zip(common[:16], runs[:16], strict=True))
    yield " OR ".join(f"qty:{low}..{low + 9}mg" for low in range(32))
    yield "".join(runs)[:1000]
    yield " ".join(f"{word}x" for word in common[:32])  # slips, every one
    yield "".join(word[::-1] for word in runs)[:40]
    yield "NOT " + common[0]
    yield "lang:en OR lang:zh"
    yield "year:..2030"


def asked(text: str, ask: Callable[[str], object]) -> Asked:
    """The outcome of one text."""
    started = time.perf_counter()
    try:
        outcome = str(ask(text))
    except QueryError as error:
        outcome = error.code
    return Asked(text, outcome, time.perf_counter() - started)


def ask_as_the_page(generation: OpenGeneration, store: Store) -> Callable[[str], str]:
    """The way of a query from the page: its hits with facets, and what may have been meant."""

    def ask(text: str) -> str:
        inquiry = Inquiry(text, cross_lingual=True, facets=FACETS)
        total = search(inquiry, generation, store).total
        meant = did_you_mean(read_inquiry(inquiry, generation), total, generation)
        return f"{total} found" + (f", {len(meant)} offered" if meant else "")

    return ask


def typed_beginnings(generation: OpenGeneration) -> list[str]:
    """What people have typed when suggestions are asked for: beginnings of words in letters, characters and pinyin."""
    vocabulary = generation.vocabulary
    words = sorted(filter(str.isalpha, vocabulary.prefix("")), key=lambda word: -vocabulary.count(word))[:100]
    han = sorted(vocabulary.han_prefix(""), key=lambda word: -vocabulary.count(word))[:100]
    latin = [word[:length] for word in words for length in (2, 3, 5)]
    return [*latin, *(word[:1] for word in han), *han, *("shi", "zhong", "xue", "lai", "yi", "da", "bu", "sh")]


def built(folder: Path, count: int) -> Path:
    """The home of a collection of so many synthetic reports."""
    from collection import measured  # noqa: PLC0415 - needs stock Whoosh's analyzer, only for building

    reports, home = folder / "reports.jsonl", folder / "home"
    with reports.open("w", encoding="utf-8") as stream:
        for record in synthetic.reports(count, SEED):
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")
    duizhao = str(Path(sys.executable).parent / "duizhao")
    for command in ([duizhao, "ingest", "--no-study", str(reports)], [duizhao, "index", "rebuild"]):
        taken = measured(command, {"DUIZHAO_HOME": str(home)})
        print(f"{' '.join(command[1:3])}: {taken.wall_s:.0f} s, {taken.peak_mb:.0f} MB", file=sys.stderr, flush=True)
    return home


def page(count: int, hostile: list[Asked], suggested: list[Asked], first: float) -> str:
    """The results in Markdown: the slowest queries, and the suggestions."""
    refused = sum(" found" not in one.outcome for one in hostile)
    slowest = sorted(hostile, key=lambda one: -one.seconds)[:15]
    rows = [f"| `{_shown(one.text)}` | {one.outcome} | {one.seconds * 1000:.0f} |" for one in slowest]
    times = [one.seconds * 1000 for one in suggested]
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {date.today()}"
    return "\n".join(
        [
            f"# Hostile queries on {count} synthetic reports",
            "",
            machine,
            "",
            f"{len(hostile)} queries: {refused} refused with a place, {len(hostile) - refused} answered; "
            f"{sum(one.seconds > SECONDS_MAX for one in hostile)} took longer than {SECONDS_MAX} s. The slowest, each "
            "asked once as the page asks it, with facets and slips:",
            "",
            "| query | outcome | ms |",
            "|---|---|---|",
            *rows,
            "",
            "## Suggestions while a query is typed",
            "",
            f"{len(times)} beginnings: p50 {statistics.median(times):.1f} ms, p95 "
            f"{statistics.quantiles(times, n=20)[-1]:.1f} ms, slowest {max(times):.1f} ms; the first slip in Chinese, "
            f"which sorts the words by their ends, {first * 1000:.0f} ms.",
            "",
        ]
    )


def _shown(text: str) -> str:
    plain = text.replace("|", "¦").replace("`", "'").encode("utf-8", "replace").decode()
    return plain if len(plain) <= 60 else f"{plain[:57]}… ({len(text)})"


def measured_page(home: Path, count: int) -> tuple[str, bool]:
    """The page, and whether every query was answered or refused in time."""
    with open_store(home / "corpus.sqlite3", create=False) as store:
        generations = Generations(home / "index", store)
        with generations.lease() as generation:
            ask = ask_as_the_page(generation, store)
            asked("first", ask)  # loads the dictionaries, once a process
            suggester = suggester_of(generation.vocabulary)
            first = asked("来那度安", lambda text: suggester.han(text, 3)).seconds
            hostile = [asked(text, ask) for text in (*HOSTILE, *widest(generation))]
            suggested = [asked(text, lambda typed: complete(typed, suggester)) for text in typed_beginnings(generation)]
        generations.close()
    return page(count, hostile, suggested, first), all(one.seconds <= SECONDS_MAX for one in hostile)


def main() -> None:
    """Measure, and print a page in Markdown; exit 1 if a query took too long."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--home", type=Path, help="a data folder with an index, instead of synthetic reports")
    parser.add_argument("--output", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        text, in_time = measured_page(args.home or built(Path(temporary), args.reports), args.reports)
    if args.output:
        args.output.parent.mkdir(parents=True, exist_ok=True)
        args.output.write_text(text, encoding="utf-8")
    print(text)
    sys.exit(0 if in_time else 1)


if __name__ == "__main__":
    main()
