"""Where reports are kept: SQLite by default, through SQLAlchemy, with their records, decisions and knowledge."""

from corpus.store.links import Pair
from corpus.store.packing import Prepared, Remade
from corpus.store.store import Store, open_store
from corpus.store.writing import Outcome, rejected

__all__ = ["Outcome", "Pair", "Prepared", "Remade", "Store", "open_store", "rejected"]
