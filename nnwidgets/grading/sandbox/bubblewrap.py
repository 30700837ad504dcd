"""Build the command of a sandboxed process: bubblewrap on Linux.

The process has no network, no view of other processes, no environment and no rights; it sees only a
read-only Python and an empty folder of a few megabytes. The kernel limits memory, processes, file
sizes and processor time; the memory of the whole process tree is watched from outside. The sandbox
is a process namespace, so killing it kills everything that was started in it.

Source: bubblewrap's manual, bwrap(1); namespaces(7) and getrlimit(2) of the Linux manual.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from nnwidgets.grading.limits import DEFAULTS, Limits
from nnwidgets.grading.sandbox.seccomp import filter_file

AGENT = "nnwidgets.grading.sandbox.inside.agent"
FIRST_USER = 1_000_000
"""User numbers that no system assigns; when root grades, each sandbox runs as its own user."""


class SandboxError(RuntimeError):
    """There is no sandbox; the message says why and what to do."""


def python_folders() -> list[Path]:
    """The folders that Python needs: itself, its libraries, the system's shared libraries."""
    libraries = [Path(entry) for entry in sys.path if entry.endswith("-packages")]
    system = [Path(name) for name in ("/usr", "/lib", "/lib64", "/lib32", "/bin")]
    known = [Path(sys.base_prefix), Path(sys.base_exec_prefix), *libraries, *system]
    return list(dict.fromkeys(path for path in known if path.exists()))


def interpreter() -> str:
    """The path of Python itself, not of a virtual environment's link to it."""
    return str(Path(sys.executable).resolve())


def mounts() -> list[str]:
    """Arguments of bubblewrap that show Python's folders, read-only."""
    folders = python_folders()
    parents = sorted({parent for path in folders for parent in path.parents[:-1]} - {*folders})
    arguments = [  # by default bubblewrap makes parents that only root can read
        word for path in parents for word in ("--perms", "0755", "--dir", str(path))
    ]
    for path in folders:
        if path.is_symlink():
            arguments += ["--symlink", str(path.readlink()), str(path)]
        else:
            arguments += ["--ro-bind", str(path), str(path)]
    packages = {
        place
        for path in folders
        for place in (
            path,
            *path.glob("lib/python3*/*-packages"),
            *path.glob("python3*/*-packages"),
        )
        if place.name.endswith("-packages") and not path.is_symlink()
    }
    for path in sorted(packages):
        for hidden in ("nnwidgets", "nbgrader"):  # an installed package contains the exercises
            if (path / hidden).is_dir():
                arguments += ["--tmpfs", str(path / hidden), "--remount-ro", str(path / hidden)]
    return arguments


def command(
    program: list[str], folder: Path, limits: Limits, calls: int | None = None
) -> list[str]:
    """The command line of a sandboxed program that sees `folder` as /edition.

    Args:
        program: with its arguments.
        folder: an edition of the package.
        limits: what it may use.
        calls: the number of an open file with the filter of system calls, or None.
    """
    size = str(limits.disk_bytes)
    as_root = os.geteuid() == 0
    rights = ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    everything = ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"]
    apart = [*everything, *rights] if as_root else [*everything, "--unshare-user"]
    return [
        *("bwrap", *apart, "--die-with-parent", "--new-session", "--clearenv"),
        *(() if calls is None else ("--seccomp", str(calls))),
        *mounts(),
        *("--ro-bind", str(folder), "/edition"),
        *("--proc", "/proc", "--dev", "/dev"),
        *("--size", size, "--perms", "1777", "--tmpfs", "/dev/shm"),  # noqa: S108  # in the sandbox
        *("--size", size, "--perms", "1777", "--tmpfs", "/student"),
        *("--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/student", "--"),
        *program,
    ]


def environment() -> dict[str, str]:
    """The environment variables of a submission; it has no others."""
    return {
        "HOME": "/student",
        "TMPDIR": "/student",
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "MPLBACKEND": "agg",
        "NNWIDGETS_GATES": "off",
        "MALLOC_ARENA_MAX": "2",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "PYTHONHASHSEED": "0",
    }


@cache
def why_there_is_none() -> str:
    """Why a sandbox cannot run here, and what to do; "" if it can."""
    if sys.platform != "linux":
        return "bubblewrap needs Linux: grade on Linux, in a virtual machine or in a container"
    if shutil.which("bwrap") is None:
        return "bubblewrap is not installed: `apt-get install bubblewrap`, or your system's package"
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        calls = filter_file()
        trial = subprocess.run(  # noqa: S603  # our own command
            command([interpreter(), "-c", ""], Path(folder), DEFAULTS, calls),
            capture_output=True,
            check=False,
            text=True,
            pass_fds=() if calls is None else (calls,),
        )
        if calls is not None:
            os.close(calls)
    if trial.returncode == 0:
        return ""
    return (
        f"bubblewrap does not work here ({trial.stderr.strip() or trial.returncode}): allow user "
        "namespaces (`sysctl kernel.unprivileged_userns_clone=1`; in Docker, "
        "`--security-opt seccomp=unconfined`; on Ubuntu, an AppArmor profile for bwrap)"
    )


def demand_sandbox() -> None:
    """Do nothing if a sandbox can run here.

    Raises:
        SandboxError: it cannot; the message says why.
    """
    if reason := why_there_is_none():
        raise SandboxError(f"There is no sandbox: {reason}.")
