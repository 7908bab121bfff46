"""How the processes of long work live and die."""

import multiprocessing
import os
import signal
import threading


def end_with_parent() -> None:
    """Leave Ctrl-C to the parent process, and die when it dies: an orphan would go on writing or waiting."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def follow() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
