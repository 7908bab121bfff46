"""The store into a new generation of the index, while the old one serves."""

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Final, TypeAlias

from corpus.store import Store
from corpus.words.segmentation import words_fingerprint
from indexer.building import Built, Failed, Job, Message, build, disk_trouble
from indexer.engines import ENGINES, open_engine
from indexer.errors import RebuildFailed
from indexer.generations import Generations
from indexer.manifest import FORMAT_VERSION, Manifest, seal_files
from indexer.publishing import Draft, rebuild_lock, sweep

# Called with reports done and, where known, reports in all.
Progress: TypeAlias = Callable[[int, int | None], None]

_END_SECONDS: Final = 5.0


def rebuild(store: Store, generations: Generations, *, engine: str, jobs: int, progress: Progress) -> Manifest:
    """Index the store as it is now and put the result in force; the manifest of the new generation.

    `progress` is told the reports done and in all. Raises AnotherWriter while another rebuild runs, RebuildFailed if
    the new generation could not be made (disk, memory, a dead process), IndexUnavailable for an unknown engine; the
    old generation goes on serving in each case.
    """
    if engine not in ENGINES:
        open_engine(engine, generations.folder)  # raises, naming those that there are
    with rebuild_lock(generations.folder), _disk_trouble_told():
        sweep(generations, store)
        knowledge = store.studies.knowledge_number()
        revision = store.revision()
        draft = Draft.begin(generations.folder, store, revision)
        try:
            job = Job(store.path, revision, store.report_count(revision), draft.folder, engine, jobs)
            built = _run(job, progress)
            manifest = Manifest(
                format=FORMAT_VERSION,
                number=draft.number,
                engine=engine,
                revision=revision,
                knowledge=knowledge,
                reports=built.reports,
                units=built.units,
                words_fingerprint=words_fingerprint(),
                built_at=datetime.now(UTC).replace(microsecond=0),
                duizhao=version("duizhao"),
                files=seal_files(draft.folder),
            )
            draft.publish(manifest)
        except BaseException:
            draft.discard()
            raise
        sweep(generations, store)
    return manifest


def _run(job: Job, progress: Progress) -> Built:
    """Build in a child process; raises RebuildFailed with its reason if it does not come to an end."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=build, args=(job, sender), name="duizhao-rebuild")
    process.start()
    sender.close()
    try:
        while True:
            message: Message = receiver.recv()
            if isinstance(message, Built):
                return message
            if isinstance(message, Failed):
                raise _failed(message.reason)
            progress(message, job.report_count)
    except EOFError as exc:
        process.join()
        raise _failed(
            f"the process that builds it ended with code {process.exitcode}, perhaps for want of memory"
        ) from exc
    except BaseException:
        process.kill()  # Ctrl-C among others: it would go on to the end
        raise
    finally:
        receiver.close()
        process.join(_END_SECONDS)
        if process.is_alive():
            process.kill()
            process.join()
        process.close()


@contextmanager
def _disk_trouble_told() -> Iterator[None]:
    """Turns what the disk refuses into words."""
    try:
        yield
    except OSError as exc:
        raise _failed(disk_trouble(exc)) from exc


def _failed(reason: str) -> RebuildFailed:
    return RebuildFailed(f"the new index could not be built: {reason}. The old one, if any, goes on serving")
