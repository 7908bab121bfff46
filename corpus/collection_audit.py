"""The collection's rules over the store: what they give each report is kept with it, and made again where it is due."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from corpus.audit import audit_report
from corpus.audit.collection import RULES_VERSION, audit_collection
from corpus.audit.findings import Keys
from corpus.knowledge import Knowledge
from corpus.lexicon.glossary import NO_GLOSSARY, Glossary
from corpus.linking.pairs import linked_report
from corpus.model import Flag
from corpus.store import Store
from corpus.store.flags import Audited

# Hexadecimal digits of a hash that SQLite keeps as an integer of 64 bits.
HASH_DIGITS: Final = 15


class CollectionAudit(NamedTuple):
    """What the collection's rules found: the flags that there are of them, and the reports that changed by it."""

    flag_count: int
    changed: int


def collection_audit_due(store: Store, glossary: Glossary = NO_GLOSSARY) -> bool:
    """Whether reports, knowledge or glossary changed since the collection's rules last ran."""
    return store.flags.audited() != _seen(store, glossary)


def audit_whole_collection(store: Store, glossary: Glossary = NO_GLOSSARY) -> CollectionAudit:
    """Run the collection's rules, and keep what they find; inside `with store.writing()`.

    The same reports, knowledge, links and glossary give the same flags. A report whose flags changed takes the next
    revision.
    """
    knowledge = store.knowledge()
    found: defaultdict[str, list[Flag]] = defaultdict(list)
    for report_id, flags in audit_collection(store, knowledge, glossary).items():
        found[report_id].extend(flags)
    for report_id, flag in _between_linked(store, knowledge):
        found[report_id].append(flag)
    changed = store.flags.give(found)
    store.flags.note_audited(_seen(store, glossary))
    return CollectionAudit(sum(map(len, found.values())), changed)


def _between_linked(store: Store, knowledge: Knowledge) -> Iterator[tuple[str, Flag]]:
    """What the rules of a report say of two linked ones read as one, with the id of the report where it stands.

    Only what needs both: what one text alone shows is among that report's own flags. The keys hash the report where
    the flag stands, whichever it is linked to.
    """
    for link in store.links.every():
        first = store.report(link.first)
        linked = linked_report(store, first) if first is not None else None
        if first is None or linked is None:
            continue
        joined = linked.side_by_side(first)
        keys = Keys(joined)
        for flag in audit_report(joined, knowledge):
            if len({span.side for span in flag.spans}) > 1:
                owner = link.first if flag.spans[0].side == "en" else link.second
                yield owner, replace(flag, key=keys.key(flag.rule, flag.spans[0], owner=owner))


def _seen(store: Store, glossary: Glossary) -> Audited:
    """What the rules would see now, and which rules they are."""
    digest = hashlib.sha256(f"{RULES_VERSION}\n".encode())
    for first, second in store.links.pairs():
        digest.update(f"{first} {second}\n".encode())
    for term in glossary.terms:
        digest.update(f"{term.en}\t{term.zh}\t{term.status}\t{term.line}\n".encode("utf-8", "surrogatepass"))
    return Audited(store.revision(), store.knowledge().number, int(digest.hexdigest()[:HASH_DIGITS], 16))
