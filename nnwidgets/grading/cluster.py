"""Grade many submissions in parallel: on an existing Dask cluster, or on this machine.

Workers grade and write nothing. Tasks and outcomes travel as JSON. The key of a task is the digest
of its submission, so a task that is sent out again after a worker died still has one result.
"""

from __future__ import annotations

import logging
import os
import warnings
from contextlib import contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from nnwidgets.grading.judging.submission import grade_submission
from nnwidgets.grading.judging.task import Outcome, Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RETRIES = 3
"""How often a submission may lose its worker before it is given up and reported."""


def grade_text(task: str) -> str:
    """The outcome of a task, both as JSON: the function that workers run."""
    return grade_submission(Task.from_json(task)).to_json()


@contextmanager
def connected(scheduler: str | None, workers: int | None) -> Iterator[Any]:
    """A Dask client of an existing cluster, or of a temporary one on this machine.

    Args:
        scheduler: its address, as "tcp://host:8786"; None for this machine.
        workers: on this machine; None for one per core.
    """
    from distributed import Client, LocalCluster

    if scheduler is not None:
        with Client(scheduler) as client:
            yield client
        return
    count = workers or len(os.sched_getaffinity(0))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # such as those on ports in use
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


def outcomes(
    tasks: Iterable[Task], *, scheduler: str | None = None, workers: int | None = None
) -> Iterator[tuple[Task, Outcome | str]]:
    """Each task with its outcome, or with why there is none, as soon as it is known.

    Args:
        tasks: submissions.
        scheduler: the address of a Dask scheduler; None for this machine.
        workers: on this machine; 1 to grade in this process.
    """
    tasks = iter(tasks)
    first = list(islice(tasks, 2))
    if not first:
        return
    if scheduler is None and (workers == 1 or len(first) == 1):
        yield from ((task, grade_here(task)) for task in chain(first, tasks))
        return
    with connected(scheduler, workers) as client:
        yield from spread(chain(first, tasks), client)


def grade_here(task: Task) -> Outcome | str:
    """The outcome of a task, or why there is none, in this process."""
    try:
        return grade_submission(task)
    except Exception as error:  # noqa: BLE001  # one submission must not stop the others
        return f"{type(error).__name__}: {error}"


def spread(tasks: Iterable[Task], client: Any) -> Iterator[tuple[Task, Outcome | str]]:  # noqa: ANN401
    """Submit tasks to a cluster, and yield each with its outcome as soon as it is done.

    Args:
        tasks: read while the cluster works.
        client: Dask's.
    """
    from distributed import as_completed

    waiting: dict[str, Task] = {}
    futures = as_completed()

    def outcome_of(future: Any) -> tuple[Task, Outcome | str]:  # noqa: ANN401
        task = waiting.pop(future.key)
        outcome = result_of(future)
        future.release()
        return task, outcome

    for task in tasks:
        key = f"judge-{task.digest}"
        waiting[key] = task
        futures.add(client.submit(grade_text, task.to_json(), key=key, retries=RETRIES))
        while futures.has_ready():
            yield outcome_of(next(futures))
    yield from map(outcome_of, futures)


def result_of(future: Any) -> Outcome | str:  # noqa: ANN401  # Dask's
    """The outcome that a future holds, or why there is none."""
    error = future.exception()
    return (
        Outcome.from_json(future.result()) if error is None else f"{type(error).__name__}: {error}"
    )
