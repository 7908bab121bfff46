"""Ranked retrieval beside stock Whoosh, in one run: nDCG@10, Recall@100, MRR@10 and a paired test for every set.

    python benchmarks/retrieval.py [FOLDER] [--output benchmarks/results/retrieval.md] [--sets nfcorpus,scifact]

FOLDER holds a folder for each judged set: docs.jsonl.gz (the simple records that ingest reads), queries.SPLIT.jsonl.gz
(`id`, `lang`, `text`) and qrels.SPLIT.tsv.gz (query, document, grade). Without a folder it runs on the bundled reports,
which parts of their own sentences ask for; three reports show that it works, not how well.

We are measured through the command line: ingest, index rebuild, search --queries --run, with one configuration for all
sets; words of the other language are looked for wherever a set has two languages.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Final

from retrieval_scores import SHUFFLES, QueryScores, means, p_value, score
from retrieval_sets import JudgedSet, judged_sets
from stock_ranking import StockRanking

SEED: Final = 1
LIMIT: Final = 100
COLUMNS: Final = "| set | documents | queries | system | nDCG@10 | R@100 | MRR@10 | nDCG@10, difference | p |"

PAGE: Final = """# Ranked retrieval

{machine}. {source}

Stock Whoosh is {whoosh} with its own BM25F, StandardAnalyzer for English and jieba's ChineseAnalyzer for Chinese; any
word of the query in title or text. p is that of a paired randomisation test over the queries' nDCG@10, {shuffles}
shuffles.

{table}
"""


def our_ranking(judged: JudgedSet, folder: Path) -> dict[str, list[str]]:
    """The hits of each query, best first, by the installed `duizhao` with a data folder of its own."""
    documents, queries, run = folder / "docs.jsonl", folder / "queries.jsonl", folder / "run.trec"
    _write(documents, judged.documents)
    _write(queries, [{"id": q.query_id, "lang": q.language, "text": q.text} for q in judged.queries])
    across = "on" if len(judged.languages() | {query.language for query in judged.queries}) > 1 else "off"
    _duizhao(folder, "ingest", str(documents))
    _duizhao(folder, "index", "rebuild")
    asked = ("--queries", str(queries), "--run", str(run), "--limit", str(LIMIT), "--cross-lingual", across)
    _duizhao(folder, "search", *asked)
    ranked: dict[str, list[str]] = {}
    for line in run.read_text(encoding="utf-8").splitlines():
        query_id, _, document_id, *_ = line.split()
        ranked.setdefault(query_id, []).append(document_id)
    return ranked


def rows(judged: JudgedSet) -> list[str]:
    """Both systems on one set."""
    with tempfile.TemporaryDirectory() as folder:
        ours = our_ranking(judged, Path(folder))
        stock = StockRanking(Path(folder, "stock"), judged.documents)
        theirs = {query.query_id: stock.rank(query.text, LIMIT) for query in judged.queries}
    scores = {
        system: [score(ranked.get(query.query_id, []), judged.judgements[query.query_id]) for query in judged.queries]
        for system, ranked in (("stock Whoosh", theirs), ("duizhao", ours))
    }
    first = f"| {judged.name} | {len(judged.documents)} | {len(judged.queries)} |"
    stock_means, our_means = means(scores["stock Whoosh"]), means(scores["duizhao"])
    p = p_value(*([query.ndcg_10 for query in of] for of in (scores["duizhao"], scores["stock Whoosh"])), seed=SEED)
    return [
        f"{first} stock Whoosh | {_cells(stock_means)} | | |",
        f"{first} duizhao | {_cells(our_means)} | {our_means.ndcg_10 - stock_means.ndcg_10:+.3f} | {p:.4f} |",
    ]


def _cells(figures: QueryScores) -> str:
    return " | ".join(f"{figure:.3f}" for figure in figures)


def _write(path: Path, objects: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(item, ensure_ascii=False) + "\n" for item in objects)


def _duizhao(home: Path, *arguments: str) -> None:
    """Run a command with the data folder in `home`; stops the benchmark if it fails."""
    command = [str(Path(sys.executable).parent / "duizhao"), *arguments]
    environ = os.environ | {"DUIZHAO_HOME": str(home / "home")}
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}: status {done.returncode}\n{done.stderr[-2000:]}")


def main() -> None:
    """Measure, and print a page in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="judged sets; without it the bundled reports")
    parser.add_argument("--sets", type=lambda names: names.split(","), help="some of the folder's, by name")
    parser.add_argument("--output", type=Path)
    args = parser.parse_args()
    table = [COLUMNS, "|---" * COLUMNS.count(" |") + "|"]
    for judged in judged_sets(args.folder, args.sets):
        table += rows(judged)
        print(*table[-2:], sep="\n", file=sys.stderr, flush=True)
    if len(table) == 2:
        sys.exit("no judged set: give a folder of folders that hold docs.jsonl.gz, queries.*.jsonl.gz, qrels.*.tsv.gz")
    page = PAGE.format(
        machine=f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {date.today()}",
        source="Judged sets from outside, their development halves." if args.folder else "The bundled reports.",
        whoosh=version("whoosh"),
        shuffles=SHUFFLES,
        table="\n".join(table),
    )
    if args.output:
        args.output.parent.mkdir(parents=True, exist_ok=True)
        args.output.write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
