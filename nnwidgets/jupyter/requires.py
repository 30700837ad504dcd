"""What a notebook says, and leaves out, where a package that it is about is not installed."""

from __future__ import annotations

from importlib.util import find_spec

from IPython import get_ipython

COMMANDS = ("%", "!")
"""A cell that begins like this still runs: the package can be installed in the notebook."""


def needs(package: str, install: str) -> None:
    """Go on where a package is installed; else say how to get it, and let the cells below rest.

    They still run, from top to bottom and without an error, but do nothing. Restarting the kernel
    ends that.

    Args:
        package: the name under which it is imported.
        install: what `%pip install` is given, with the version and where to find it.

    Raises:
        ModuleNotFoundError: it is missing, and there is no notebook whose cells could rest.

    >>> needs("numpy", "numpy")
    >>> needs("no_such_package", "no-such-package==1.0")
    Traceback (most recent call last):
    ModuleNotFoundError: This notebook needs no_such_package, which is not installed: run \
`%pip install no-such-package==1.0` in a new cell and restart the kernel; until then the cells \
below do nothing.
    """
    if find_spec(package) is not None:
        return
    sentence = (
        f"This notebook needs {package}, which is not installed: run `%pip install {install}` in "
        "a new cell and restart the kernel; until then the cells below do nothing."
    )
    shell = get_ipython()  # type: ignore[no-untyped-call,unused-ignore]  # typed in new versions
    if shell is None:
        raise ModuleNotFoundError(sentence, name=package)
    print(sentence)  # noqa: T201  # a notebook talks by printing
    shell.input_transformers_cleanup.append(commands_only)


def commands_only(lines: list[str]) -> list[str]:
    """The lines of a cell that is a command of the notebook, and none of any other.

    >>> commands_only(["%pip install torch"]), commands_only(["import torch", "torch.ones(2)"])
    (['%pip install torch'], [])
    """
    return lines if lines and lines[0].startswith(COMMANDS) else []
