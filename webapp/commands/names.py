"""The names by which the command line takes a report, and by which it knows its user."""

import os
import pwd
import re
from typing import Final

import click

from corpus.errors import UnknownReport
from corpus.linking import fitting_pairs
from corpus.store import Store
from corpus.text.decoding import replace_unencodable

# The hash of a report without an id of its own may be cut short, to at least this many digits.
HASH_PREFIX: Final = re.compile("(?:sha256:)?([0-9a-f]{4,64})|sha256:([0-9a-f]{1,3})")
AMBIGUOUS_SHOWN: Final = 5
# Reports that carry one alias: two if both languages of a work are reports of their own, more by error.
CARRIERS_MAX: Final = 20


def find(store: Store, name: str) -> str:
    """The id of the one report that an id, an alias or the beginning of a sha256 id means.

    Of several that carry the alias it is the first, and standard error names them all. Raises UnknownReport for none,
    and for several that begin so.
    """
    ids = find_all(store, name)
    if len(ids) > 1:
        click.echo(f"{name} belongs to {len(ids)} reports: {', '.join(ids)}. This is {ids[0]}.", err=True)
    return ids[0]


def find_pair(store: Store, names: tuple[str, str]) -> tuple[str, str]:
    """The ids of the two reports meant, in the order of the names.

    Where several reports carry an alias, those are meant that make an English and a Chinese report of the two; raises
    UnknownReport if that leaves more than one choice.
    """
    one, other = (find_all(store, name) for name in names)
    if len(one) == len(other) == 1:
        return one[0], other[0]
    pairs = fitting_pairs(store, one, other)
    if len(pairs) == 1:
        return pairs[0]
    shared = next(
        f"{name} belongs to {', '.join(ids)}" for name, ids in zip(names, (one, other), strict=True) if ids[1:]
    )
    raise UnknownReport(f"{shared}; name the English and the Chinese report by their ids")


def find_all(store: Store, name: str) -> tuple[str, ...]:
    """The ids of the reports that a name means, in order: more than one only for an alias. Raises UnknownReport."""
    if found := store.named(name, CARRIERS_MAX):
        return found
    if match := HASH_PREFIX.fullmatch(name.lower()):
        ids = store.ids_starting_with(f"sha256:{match[1] or match[2]}", AMBIGUOUS_SHOWN)
        if len(ids) == 1 and match[1]:
            return ids
        if ids:
            raise UnknownReport(
                f"{name}: reports that begin so; name at least four digits, and enough for one: {', '.join(ids)}"
            )
    raise UnknownReport(f"{name}: no report has this id or alias; `duizhao search` prints ids")


def user_name() -> str:
    """Who decides: the owner of the process, by name where the system knows one."""
    try:
        return replace_unencodable(pwd.getpwuid(os.getuid()).pw_name)
    except KeyError:
        return str(os.getuid())
