"""The fields of our Whoosh indexes: postings only, made of tokens that come ready; nothing is analysed or stored here.

Each target has an index of its own in a folder of its name, so that document counts and mean lengths are its own.
"""

from typing import Any, Final

from whoosh import fields, formats

from corpus.model import SIDES
from indexer.engines.posting_arrays import bag_field
from indexer.entries import Target
from indexer.fields import LINES

TARGETS: Final[tuple[Target, ...]] = ("reports", "units")


class Places(formats.Existence):  # type: ignore[misc]  # Whoosh has no types
    """Places of a term as little-endian uint32, four bytes each, all of a block joined.

    The count that parts the documents of a block is the posting's weight; blocks are read whole, never by posting.
    """

    posting_size = 4


def make_schema() -> Any:
    """The schema of one target."""
    schema = fields.Schema()
    for side in SIDES:
        schema.add(bag_field(side), fields.FieldType(formats.Existence(), None))
    for line in LINES:
        schema.add(line, fields.FieldType(Places(), None))
    return schema
