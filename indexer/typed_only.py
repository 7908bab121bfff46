"""What a search asks in the typed language only though it could be said in the other too: exclusions and phrases.

They are meant as written, so nothing is added to them unasked; but somebody who excludes *splenectomy* should know that
脾切除 stays in. Each comes with the query that says it in both.
"""

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple, TypeAlias

from indexer.expansion import Expander
from indexer.query import And, Not, Or, Phrase, Query, Term
from indexer.query_trees import is_switch, leaves

Kind: TypeAlias = Literal["excluded", "quoted"]
# Renderings named for one word or phrase: the likeliest, to be read at a glance.
NAMED_MAX: Final = 3


class TypedOnly(NamedTuple):
    """A word excluded or a phrase quoted, its renderings, and the whole query with these beside it."""

    kind: Kind
    said: str
    renderings: tuple[str, ...]
    query: Query


def typed_only(query: Query, expander: Expander) -> Iterator[TypedOnly]:
    """Those that are joined by AND, in the order of typing; none where the query itself says what is expanded."""
    if any(is_switch(leaf) or (isinstance(leaf, Term) and leaf.other_language_only) for leaf in leaves(query)):
        return
    parts = query.parts if isinstance(query, And) else (query,)
    for place, part in enumerate(parts):
        asked = part.part if isinstance(part, Not) else part
        if not isinstance(asked, Phrase if asked is part else Term | Phrase):
            continue
        if isinstance(asked, Term) and asked.literal:
            continue
        found = expander.renderings(asked)[:NAMED_MAX]
        if found:
            either = Or((asked, *(Phrase(text, asked.field) for text in found)))
            wider = Not(either) if isinstance(part, Not) else either
            whole = tuple(wider if at == place else one for at, one in enumerate(parts))
            kind: Kind = "quoted" if asked is part else "excluded"
            yield TypedOnly(kind, asked.text, found, whole[0] if len(whole) == 1 else And(whole))
