"""Which generation is served, what is refused, and what happens to those before."""

import hashlib
import json
import threading
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from corpus.knowledge import Knowledge, TermPair
from indexer.errors import IndexDamaged, IndexMissing, IndexStale
from indexer.generations import CURRENT_FILE, Generations
from indexer.manifest import MANIFEST_FILE, read_manifest, write_manifest
from indexer.search import Inquiry, search
from tests.indexer.made_collections import add_reports, collection, reindex, total


def files_of(generation: Path) -> list[Path]:
    """All files of a generation but the manifest, the largest first."""
    files = [path for path in generation.rglob("*") if path.is_file() and path.name != MANIFEST_FILE]
    return sorted(files, key=lambda path: -path.stat().st_size)


def test_without_an_index_the_command_is_named(tmp_path: Path) -> None:
    with (
        collection(tmp_path, 0) as (_, generations),
        pytest.raises(IndexMissing, match="duizhao index rebuild"),
        generations.lease(),
    ):
        pass


def test_the_new_generation_is_noticed_and_a_lease_keeps_the_old(tmp_path: Path) -> None:
    """A search that began goes on in its own generation; the next one sees the new."""
    with collection(tmp_path) as (store, generations):
        reindex(store, generations)
        with generations.lease() as old:
            add_reports(store, range(3, 5))
            reindex(store, generations)
            with generations.lease() as new:
                assert (old.number, total(old), new.number, total(new)) == (1, 3, 2, 5)
            assert total(old, "case2x") == 1
        with generations.lease() as again:
            assert again is new


def test_a_generation_answers_with_what_was_known_when_it_was_built(tmp_path: Path) -> None:
    """In every process alike, whatever was learnt before one opened it; the next generation answers with that."""
    with collection(tmp_path) as (store, generations):
        store.learn(Knowledge(1, terms=(TermPair("case0x", "脾切除", 0.9, 5),)))
        reindex(store, generations)
        store.learn(Knowledge(2, terms=(TermPair("case0x", "血小板", 0.9, 5),)))
        inquiry = Inquiry("case0x", cross_lingual=True)
        with generations.lease() as built:
            assert (built.knowledge, search(inquiry, built, store).total) == (1, 1)
        reindex(store, generations)
        with closing(Generations(generations.folder, store)) as fresh, fresh.lease() as after:
            assert (after.knowledge, search(inquiry, after, store).total) == (2, 3)


def test_two_generations_are_kept_and_no_more(tmp_path: Path) -> None:
    """Nor are unfinished ones, nor the superseded reports that only they needed."""
    with collection(tmp_path) as (store, generations):
        for word in ("one", "two", "three"):
            add_reports(store, range(3), word)
            reindex(store, generations)
        (tmp_path / "index" / "gen-000009.building").mkdir()
        (tmp_path / "index" / "CURRENT.77.tmp").touch()
        reindex(store, generations)
        assert sorted(path.name for path in (tmp_path / "index").iterdir()) == [
            "CURRENT", "LOCK", "gen-000003", "gen-000004",
        ]  # fmt: skip
        assert store.report("r0000", 6) is None


def test_the_reports_of_a_kept_generation_stay_as_they_were(tmp_path: Path) -> None:
    """Whatever is ingested later: a search shows what was indexed."""
    with collection(tmp_path) as (store, generations):
        revision = reindex(store, generations).revision
        add_reports(store, range(3), "changed")
        store.sweep()
        shown = store.report("r0001", revision)
        assert shown is not None
        assert "platelets" in shown.versions[0].text


@pytest.mark.parametrize("damage", ["flip", "truncate", "remove", "add"])
def test_every_damage_is_found_when_a_generation_is_opened(tmp_path: Path, damage: str) -> None:
    """The file is named and the remedy too; nothing of the index is read before."""
    with collection(tmp_path) as (store, generations):
        reindex(store, generations)
        for victim in files_of(tmp_path / "index" / "gen-000001")[:12]:
            content = victim.read_bytes()
            added = victim.with_name("_MAIN_9.toc")  # Whoosh would take it for the newest table of contents
            if damage == "flip":
                victim.write_bytes(content[:-1] + bytes((content[-1] ^ 1,)))
            elif damage == "truncate":
                victim.write_bytes(content[:-1])
            elif damage == "remove":
                victim.unlink()
            else:
                added.write_bytes(content)
            named = added.name if damage == "add" else victim.name
            with (
                pytest.raises(IndexDamaged, match="duizhao index rebuild") as caught,
                Generations(tmp_path / "index", store).lease(),
            ):
                pass
            assert named in str(caught.value)
            victim.write_bytes(content)
            added.unlink(missing_ok=True)
        with generations.lease() as generation:
            assert total(generation) == 3


def test_a_generation_that_the_store_never_published_is_not_opened(tmp_path: Path) -> None:
    """Although every hash in it is right: whoever can write files cannot make us read their pickles."""
    with collection(tmp_path) as (store, generations):
        reindex(store, generations)
        folder = tmp_path / "index" / "gen-000001"
        manifest, _ = read_manifest(folder)
        victim = next(path for path in files_of(folder) if path.suffix == ".toc")
        victim.write_bytes(b"cos\nsystem\n(S'touch " + str(tmp_path / "pwned").encode() + b"'\ntR.")
        name = victim.relative_to(folder).as_posix()
        seal = msgspec.structs.replace(
            manifest.files[name],
            size_bytes=victim.stat().st_size,
            sha256=hashlib.sha256(victim.read_bytes()).hexdigest(),
        )
        sha256 = write_manifest(folder, msgspec.structs.replace(manifest, files={**manifest.files, name: seal}))
        (tmp_path / "index" / CURRENT_FILE).write_text(f"gen-000001 {sha256}\n")
        with pytest.raises(IndexDamaged, match="was not published from this store"), generations.lease():
            pass
        assert not (tmp_path / "pwned").exists()


def test_an_index_of_another_store_is_not_opened(tmp_path: Path) -> None:
    """A data folder whose database was replaced says so instead of showing other reports."""
    with collection(tmp_path / "one") as (store, generations):
        reindex(store, generations)
    with collection(tmp_path / "two") as (other, _):
        foreign = Generations(tmp_path / "one" / "index", other)
        with pytest.raises(IndexDamaged, match="not published from this store"), foreign.lease():
            pass


@pytest.mark.parametrize(("field", "value"), [("words_fingerprint", "other words"), ("format", 0)])
def test_an_index_made_with_other_words_or_another_format_is_stale(tmp_path: Path, field: str, value: object) -> None:
    """Law 4 of the house: a mismatch is an error that names the command."""
    with collection(tmp_path) as (store, generations):
        reindex(store, generations)
        folder = tmp_path / "index" / "gen-000001"
        manifest, _ = read_manifest(folder)
        content = json.loads((folder / MANIFEST_FILE).read_bytes()) | {field: value}
        (folder / MANIFEST_FILE).write_text(json.dumps(content))
        sha256 = hashlib.sha256((folder / MANIFEST_FILE).read_bytes()).hexdigest()
        store.remember_generation("gen-000001", sha256, manifest.revision)
        (tmp_path / "index" / CURRENT_FILE).write_text(f"gen-000001 {sha256}\n")
        with pytest.raises(IndexStale, match="duizhao index rebuild"), generations.lease():
            pass


@pytest.mark.parametrize("content", ["", "gen-000001", "../../etc x", "gen-1/../.. y", "\xff", "gen-000001 x y"])
def test_a_pointer_that_says_nothing_sensible_is_damage(tmp_path: Path, content: str) -> None:
    with collection(tmp_path) as (store, generations):
        reindex(store, generations)
        (tmp_path / "index" / CURRENT_FILE).write_text(content, encoding="latin-1")
        with pytest.raises(IndexDamaged, match="duizhao index rebuild"), generations.lease():
            pass


def test_the_old_generation_serves_while_the_new_one_is_damaged(tmp_path: Path) -> None:
    """For those who have it open; who opens anew is told of the damage. A rebuild mends it for both."""
    with collection(tmp_path) as (store, generations):
        reindex(store, generations)
        with generations.lease():
            pass
        add_reports(store, range(3, 4))
        reindex(store, generations)
        files_of(tmp_path / "index" / "gen-000002")[0].write_bytes(b"")
        for _ in range(3):
            with generations.lease() as generation:
                assert (generation.number, total(generation)) == (1, 3)
        with pytest.raises(IndexDamaged), Generations(tmp_path / "index", store).lease():
            pass
        reindex(store, generations)
        with generations.lease() as generation:
            assert (generation.number, total(generation)) == (3, 4)


def test_many_threads_go_through_swaps_without_an_error(tmp_path: Path) -> None:
    """Six threads search all the time while generations follow each other; each sees a whole one, never an older."""
    with collection(tmp_path) as (store, generations):
        reindex(store, generations)
        stop, failures = threading.Event(), list[str]()
        counts = {number: 2 + number for number in range(1, 5)}

        def search() -> None:
            newest = 0
            while not stop.is_set():
                try:
                    with generations.lease() as generation:
                        found = total(generation, "platelets")
                except Exception as exc:  # noqa: BLE001 - whatever it is, it is what the test looks for
                    failures.append(repr(exc))
                    return
                if found != counts[generation.number] or generation.number < newest:
                    failures.append(f"{found} in generation {generation.number} after {newest}")
                newest = generation.number

        threads = [threading.Thread(target=search) for _ in range(6)]
        for thread in threads:
            thread.start()
        for count in (3, 4, 5):
            add_reports(store, range(count, count + 1))
            reindex(store, generations)
        stop.set()
        for thread in threads:
            thread.join()
        assert failures == []
        with generations.lease() as generation:
            assert generation.number == 4
