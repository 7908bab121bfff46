"""How the processes of long work live and die, and how work is spread over them."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import chain, islice
from typing import Any, TypeVar

from corpus.errors import WorkerDied

Setting = TypeVar("Setting")
Item = TypeVar("Item")
Result = TypeVar("Result")

# In a worker process: the work with its setting, there once for all the items that the process is given.
_work: Callable[[Any], Any]


def in_order(
    work: Callable[[Setting, Item], Result],
    setting: Setting,
    items: Iterable[Item],
    *,
    jobs: int,
    place: Callable[[Item], str],
) -> Generator[tuple[Item, Result], None, None]:
    """Each item with what `work(setting, item)` makes of it, in the order of the items, whatever the jobs.

    Done by `jobs` processes, to each of which the setting is handed once; in this one if there is one job or one item.
    Few items are waiting at any time. Raises WorkerDied, which names the `place` of the item that was being waited for,
    where a process died or the memory ran out.
    """
    waiting = iter(items)
    head = list(islice(waiting, 2))
    if jobs <= 1 or len(head) < 2:
        for item in chain(head, waiting):
            try:
                result = work(setting, item)
            except MemoryError as exc:
                raise _memory_ran_out(place(item)) from exc
            yield item, result
        return
    others = multiprocessing.active_children()
    # Spawned, not forked: a fork would inherit the writer's lock and the database connection.
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), initializer=_begin, initargs=(work, setting))
    pending: deque[tuple[Item, Future[Result]]] = deque()
    try:
        for item in chain(head, waiting):
            try:
                pending.append((item, pool.submit(_do, item)))
            except BrokenProcessPool as exc:
                raise _worker_died(place(item)) from exc
            if len(pending) > 2 * jobs:
                yield _finished(*pending.popleft(), place)
        while pending:
            yield _finished(*pending.popleft(), place)
    except WorkerDied:
        # The pool ends the other workers, but not one that it was just starting: it would wait for that one for ever.
        for child in multiprocessing.active_children():
            if child not in others:
                child.kill()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def end_with_parent() -> None:
    """Leave Ctrl-C to the parent process, and die when it dies: an orphan would go on writing or waiting."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def follow() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


def _begin(work: Callable[[Setting, Item], Result], setting: Setting) -> None:
    """Make this process a worker."""
    global _work
    end_with_parent()
    _work = partial(work, setting)


def _do(item: Any) -> Any:
    return _work(item)


def _finished(item: Item, future: Future[Result], place: Callable[[Item], str]) -> tuple[Item, Result]:
    try:
        return item, future.result()
    except BrokenProcessPool as exc:
        raise _worker_died(place(item)) from exc
    except MemoryError as exc:
        raise _memory_ran_out(place(item)) from exc


def _memory_ran_out(place: str) -> WorkerDied:
    return WorkerDied(
        f"the memory ran out near {place}; what was committed before is kept. Give the same command again, with "
        "--jobs 1 or where there is more memory"
    )


def _worker_died(place: str) -> WorkerDied:
    return WorkerDied(
        f"a worker process died, perhaps for want of memory, near {place}; what was committed before is kept. Give the "
        "same command again, with --jobs 1 if it happens twice"
    )
