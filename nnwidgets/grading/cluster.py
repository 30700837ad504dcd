"""Judge many submissions on many processes: an existing Dask cluster, or one on this machine.

Workers only run and judge. Tasks and outcomes travel as JSON text. A task has the digest of its
submission for a key, so that one that is given out twice, after a worker died, is one result.
"""

from __future__ import annotations

import logging
import os
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from nnwidgets.grading.judge import judge_submission
from nnwidgets.grading.task import Outcome, Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RETRIES = 3
"""How often a submission may lose its worker. One that kills workers is told so, and gets none."""


def judge_text(task: str) -> str:
    """The outcome of a task, both as text: what a worker runs."""
    return judge_submission(Task.from_json(task)).to_json()


@contextmanager
def connected(scheduler: str | None, workers: int | None) -> Iterator[Any]:
    """A Dask client of a cluster that exists, or of one made for the time being.

    Args:
        scheduler: its address, as "tcp://host:8786"; None for this machine.
        workers: on this machine; None for one a core.
    """
    from distributed import Client, LocalCluster

    if scheduler is not None:
        with Client(scheduler) as client:
            yield client
        return
    count = workers or len(os.sched_getaffinity(0))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on ports that are taken, and the like
        cluster = LocalCluster(
            n_workers=count,
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
            memory_limit=0,
            silence_logs=logging.ERROR,
        )
    with cluster, Client(cluster) as client:
        yield client


def judged(
    tasks: Iterable[Task], *, scheduler: str | None = None, workers: int | None = None
) -> Iterator[tuple[Task, Outcome | str]]:
    """Each task with its outcome as it comes in, or with why there is none.

    Args:
        tasks: submissions.
        scheduler: the address of a Dask scheduler; None for this machine.
        workers: how many on this machine; 1 for none beside this process.
    """
    waiting = {task.digest: task for task in tasks}
    if scheduler is None and (workers == 1 or len(waiting) <= 1):
        yield from ((task, judge_submission(task)) for task in waiting.values())
        return
    from distributed import as_completed

    with connected(scheduler, workers) as client:
        futures = [
            client.submit(judge_text, task.to_json(), key=f"judge-{digest}", retries=RETRIES)
            for digest, task in waiting.items()
        ]
        for future in as_completed(futures):
            task = waiting[future.key.removeprefix("judge-")]
            yield task, result_of(future)
            future.release()


def result_of(future: Any) -> Outcome | str:  # noqa: ANN401  # Dask's
    """The outcome in a future, or why there is none."""
    error = future.exception()
    return (
        Outcome.from_json(future.result()) if error is None else f"{type(error).__name__}: {error}"
    )
