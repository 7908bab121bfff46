"""Ingest, rebuild and search beside stock Whoosh with jieba's ChineseAnalyzer, on the same synthetic reports.

    python benchmarks/collection.py --reports 100000 [--output benchmarks/results/NAME.md]

Building is measured as whole processes (wall time, peak memory of the largest process); searching in this process, the
two systems in turn on the same queries, each as a web page asks: parse, ten hits, highlighted snippets. `cold` is the
first time a query is asked, `warm` the second.
"""

import argparse
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

import synthetic
from stock_whoosh import StockSearcher

from corpus.store import open_store
from indexer.generations import Generations
from indexer.search import Inquiry, search

HERE: Final = Path(__file__).parent
SEED: Final = 1
QUERIES_OF_A_KIND: Final = 25


class Built(NamedTuple):
    """What a whole process took."""

    wall_s: float
    peak_mb: float


def measured(command: list[str], environ: dict[str, str]) -> Built:
    """Run a command to its end under /usr/bin/time's accounting; stops the benchmark if it fails."""
    start = time.monotonic()
    process = subprocess.Popen(command, env=os.environ | environ, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    message = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)}: status {status}\n{message.decode(errors='replace')[-2000:]}")
    return Built(time.monotonic() - start, usage.ru_maxrss / 1024)


def folder_mb(folder: Path) -> float:
    """Size of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def draw_query(kind: str, words: list[str], glue: str, rng: random.Random) -> str:
    """One query of a kind, of words listed from the most frequent on."""
    common = [word for word in words[:300] if len(word) > 1]
    match kind:
        case "common word":
            return rng.choice(common)
        case "rare word":
            return rng.choice([word for word in words[2000:20000] if len(word) > 1])
        case "AND of two":
            return " AND ".join(rng.sample(common, 2))
        case "OR of three":
            return " OR ".join(rng.sample(common, 3))
        case _:
            return f'"{glue.join(rng.sample(common[:40], 2))}"'


def typed_queries(seed: int) -> dict[str, list[str]]:
    """Queries by kind and language, of the very words the reports are made of."""
    rng = random.Random(seed)
    vocabularies = {"en": (synthetic.english_words(rng), " "), "zh": (synthetic.chinese_words(rng), "")}
    return {
        f"{kind} ({language})": [draw_query(kind, words, glue, rng) for _ in range(QUERIES_OF_A_KIND)]
        for language, (words, glue) in vocabularies.items()
        for kind in ("common word", "rare word", "AND of two", "OR of three", "phrase of two")
    }


def milliseconds(ask: Callable[[str], object], query: str) -> float:
    """How long one question took."""
    start = time.perf_counter()
    ask(query)
    return (time.perf_counter() - start) * 1000


def quantiles(times: list[float]) -> str:
    """p50 / p95 in milliseconds."""
    return f"{statistics.median(times):.1f} / {statistics.quantiles(times, n=20)[-1]:.1f}"


def search_table(ours: Callable[[str], object], stock: Callable[[str], object]) -> list[str]:
    """One row a kind of query: p50 / p95 of both systems, cold and warm, and the ratio of the warm medians."""
    rows = [
        "| kind | duizhao cold | stock cold | duizhao warm | stock warm | stock : duizhao, warm p50 |",
        "|---|---|---|---|---|---|",
    ]
    for kind, queries in typed_queries(SEED).items():
        times: dict[str, list[float]] = {"ours cold": [], "stock cold": [], "ours warm": [], "stock warm": []}
        for heat in ("cold", "warm"):
            for query in queries:
                times[f"ours {heat}"].append(milliseconds(ours, query))
                times[f"stock {heat}"].append(milliseconds(stock, query))
        ratio = statistics.median(times["stock warm"]) / statistics.median(times["ours warm"])
        cells = [quantiles(times[name]) for name in ("ours cold", "stock cold", "ours warm", "stock warm")]
        rows.append(f"| {kind} | {' | '.join(cells)} | {ratio:.1f} |")
    return rows


def build_table(folder: Path, count: int) -> list[str]:
    """Make the reports, ingest and rebuild them, build the peer; one row each."""
    reports, home = folder / "reports.jsonl", {"DUIZHAO_HOME": str(folder / "home")}
    with reports.open("w", encoding="utf-8") as stream:
        for record in synthetic.reports(count, SEED):
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")
    duizhao = str(Path(sys.executable).parent / "duizhao")
    rows = ["| step | seconds | reports a second | peak MB | MB on disk |", "|---|---|---|---|---|"]
    for step, command, made in (
        ("duizhao ingest", [duizhao, "ingest", str(reports)], folder / "home"),
        ("duizhao index rebuild", [duizhao, "index", "rebuild"], folder / "home" / "index"),
        (
            "stock Whoosh build",
            [sys.executable, str(HERE / "stock_whoosh.py"), str(reports), str(folder / "stock")],
            folder / "stock",
        ),
    ):
        built = measured(command, home)
        rate, size = count / built.wall_s, folder_mb(made)
        rows.append(f"| {step} | {built.wall_s:.0f} | {rate:.0f} | {built.peak_mb:.0f} | {size:.0f} |")
        print(rows[-1], file=sys.stderr, flush=True)
    return rows


def main() -> None:
    """Measure, and print a page in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=5000)
    parser.add_argument("--output", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        built = build_table(folder, args.reports)
        home = folder / "home"
        with open_store(home / "corpus.sqlite3", create=False) as store:
            generations, stock = Generations(home / "index", store), StockSearcher(folder / "stock")

            def ours(query: str) -> object:
                with generations.lease() as generation:
                    return search(Inquiry(text=query), generation, store)

            searched = search_table(ours, stock.page)
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {date.today()}"
    page = "\n".join(
        [
            f"# {args.reports} synthetic reports",
            "",
            machine,
            "",
            "## Building",
            "",
            *built,
            "",
            "## Searching, milliseconds p50 / p95",
            "",
            *searched,
            "",
        ]
    )
    if args.output:
        args.output.parent.mkdir(parents=True, exist_ok=True)
        args.output.write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
