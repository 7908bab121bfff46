"""The collection's rules over the store: what they give each report is kept with it, and made again where it is due."""

import hashlib
from typing import Final, NamedTuple

from corpus.audit.collection import audit_collection
from corpus.lexicon.glossary import NO_GLOSSARY, Glossary
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
    found = audit_collection(store, store.knowledge(), glossary)
    changed = store.flags.give(found)
    store.flags.note_audited(_seen(store, glossary))
    return CollectionAudit(sum(map(len, found.values())), changed)


def _seen(store: Store, glossary: Glossary) -> Audited:
    """What the rules would see now."""
    digest = hashlib.sha256()
    for first, second in store.links.pairs():
        digest.update(f"{first} {second}\n".encode())
    for term in glossary.terms:
        digest.update(f"{term.en}\t{term.zh}\t{term.status}\n".encode("utf-8", "surrogatepass"))
    return Audited(store.revision(), store.knowledge().number, int(digest.hexdigest()[:HASH_DIGITS], 16))
