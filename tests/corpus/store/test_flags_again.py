"""Since when a flag is there that goes and comes back."""

from pathlib import Path

from corpus.store import open_store
from tests.corpus.store.records import record, write

DAMAGED = "The count was 50 \ufffd 10 in most patients, and nobody knew why it was."


def test_a_flag_that_comes_back_is_new(tmp_path: Path) -> None:
    """Mended at the second revision, damaged again at the third; from then on it stays."""
    with open_store(tmp_path / "corpus.sqlite3", create=True) as store:
        write(store, [record("a", en=DAMAGED)])
        write(store, [record("a", en="The count was 50 in most patients.")])
        write(store, [record("a", en=f"{DAMAGED} It was high.")])
        assert [(flag.since, flag.rule) for flag in store.flags.listed(limit=10)] == [(3, "damage.replaced")]
        assert [count.new for count in store.flags.counts(since=2)] == [1]
        write(store, [record("a", zh="多数患者的计数如此。")])
        assert [flag.since for flag in store.flags.listed(rule="damage", limit=10)] == [3]
