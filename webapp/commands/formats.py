"""`duizhao formats`: what can be read and written."""

import json
from typing import Final

import click

from corpus.readers import READERS
from corpus.writers import WRITERS

# What a format is to somebody who has a file of it; a test holds the names to the registries.
DESCRIPTIONS: Final[dict[str, str]] = {
    "text": "plain text, or a web page saved as text: one report a file, in one language or both",
    "jsonl": "JSON Lines: whole records (the interchange format), or simple ones with id, lang, title and text",
    "pubmed": "PubMed XML, gzipped or not",
}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def formats(as_json: bool) -> None:
    """List the formats that can be read and written."""
    rows = [
        {"name": name, "reads": name in READERS, "writes": name in WRITERS, "description": DESCRIPTIONS.get(name, "")}
        for name in {**READERS, **WRITERS}
    ]
    if as_json:
        click.echo(json.dumps({"formats": rows}, ensure_ascii=False, indent=2))
        return
    click.echo(f"{'format':8} {'read':5} {'write':6} what it is")
    for row in rows:
        ticks = ("yes" if row["reads"] else "-", "yes" if row["writes"] else "-")
        click.echo(f"{row['name']:8} {ticks[0]:5} {ticks[1]:6} {row['description']}")
