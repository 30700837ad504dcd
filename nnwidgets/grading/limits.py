"""The grader's limits: time-outs, memory, processes, disk.

These are the defaults. A course sets its own in `nbgrader_config.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

CELL_TIMEOUT = 30.0
"""Seconds for one cell, or for all cases of one exercise; what is stopped earns nothing."""
SUBMISSION_TIMEOUT = 240.0
"""Seconds for a whole notebook, including second runs."""
START_TIMEOUT = 60.0
"""Seconds until a sandbox is ready for its first cell."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a submission may use.

    Attributes:
        cell_seconds: wall time of one cell, or of one exercise's cases.
        total_seconds: wall time of the submission.
        memory_bytes: of all its processes together.
        processes: processes and threads.
        disk_bytes: of its folder.
    """

    cell_seconds: float = CELL_TIMEOUT
    total_seconds: float = SUBMISSION_TIMEOUT
    memory_bytes: int = 2_000_000_000
    processes: int = 64
    disk_bytes: int = 64_000_000

    def for_kernel(self) -> dict[str, int]:
        """The limits that the kernel enforces, by their names in the module `resource`."""
        return {
            # Address space: stacks and libraries reserve much more than they touch.
            "RLIMIT_AS": self.memory_bytes + 3_000_000_000,
            "RLIMIT_NPROC": self.processes,
            "RLIMIT_FSIZE": self.disk_bytes,
            "RLIMIT_CPU": int(self.total_seconds) + 1,
            "RLIMIT_NOFILE": 256,
            "RLIMIT_CORE": 0,
        }


DEFAULTS = Limits()
