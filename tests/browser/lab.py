"""A real JupyterLab and a real Chromium: for the browser tests, the screenshots, the benchmarks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tools import chromium

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
SERVER_CONFIG = ROOT / "binder" / "jupyter_server_config.json"
SETTINGS = ROOT / "binder" / "overrides.json"
SECONDS_TO_START = 60.0
SECONDS_TO_END = 20.0

PRIVATE = (
    "JUPYTER_CONFIG_DIR",
    "JUPYTER_RUNTIME_DIR",
    "JUPYTERLAB_SETTINGS_DIR",
    "JUPYTERLAB_WORKSPACES_DIR",
    "IPYTHONDIR",
    "MPLCONFIGDIR",
)
"""Variables that name folders of settings."""

BROWSER_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


class LabError(RuntimeError):
    """JupyterLab or Chromium did not start."""


@contextmanager
def jupyter_lab(
    folder: Path,
    *,
    config: Path | None = SERVER_CONFIG,
    environment: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """A JupyterLab that shows `folder`, ended for certain; yields its address.

    It listens on this machine alone, which is why it may do without a token, on a port that is
    free, and neither reads nor writes any setting of its user.

    Args:
        folder: the notebooks to serve.
        config: of the server; the one of `make lab` and Binder, or None for Jupyter's defaults.
        environment: added to this process's; the kernels inherit it.

    Raises:
        LabError: no server after a minute; the message ends with what it logged.
    """
    with TemporaryDirectory(prefix="lab-") as home, (Path(home) / "log").open("wb") as log:
        process = subprocess.Popen(
            server_command(folder, Path(home), config),
            env={**os.environ, **private_folders(Path(home)), **(environment or {})},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            yield address_of(process, Path(home))
        finally:
            end(process)


def server_command(folder: Path, home: Path, config: Path | None) -> list[str]:
    """JupyterLab on loopback; `window.jupyterapp` lets a test run a command without menus."""
    settings = home / "application"
    settings.mkdir()
    (settings / "overrides.json").write_bytes(SETTINGS.read_bytes())
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += ["--ServerApp.ip=127.0.0.1", "--ServerApp.port=0", "--IdentityProvider.token="]
    command += [f"--ServerApp.root_dir={folder}", f"--LabApp.app_settings_dir={settings}"]
    command += ["--LabApp.expose_app_in_browser=True"]
    return command if config is None else [*command, f"--config={config}"]


def private_folders(home: Path) -> dict[str, str]:
    """Where Jupyter and its kernels may read and write settings, for once."""
    for name in PRIVATE:
        (home / name).mkdir()
    return {name: str(home / name) for name in PRIVATE}


def address_of(process: subprocess.Popen[bytes], home: Path) -> str:
    """The address that the server writes down as soon as it listens."""
    note = home / "JUPYTER_RUNTIME_DIR" / f"jpserver-{process.pid}.json"
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        try:
            return str(json.loads(note.read_text(encoding="utf-8"))["url"]).rstrip("/")
        except (FileNotFoundError, json.JSONDecodeError):  # not yet, or half written
            time.sleep(0.05)
    log = (home / "log").read_text(encoding="utf-8", errors="replace")
    raise LabError(f"JupyterLab did not start; its last words:\n{log[-2000:]}")


def end(process: subprocess.Popen[bytes]) -> None:
    """Ask the server to end its kernels and itself; after a while, do not ask."""
    process.terminate()
    try:
        process.wait(SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def chromium_browser(extra: Sequence[str] = ()) -> Iterator[Browser]:
    """A headless Chromium, the one that `NNWIDGETS_CHROMIUM` names or that is found.

    Raises:
        LabError: there is none that starts.
    """
    path = chromium.find()
    if path is None:
        raise LabError(f"No Chromium starts here: install one, or name it in {chromium.VARIABLE}.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=[*BROWSER_ARGUMENTS, *extra]
        )
        try:
            yield browser
        finally:
            browser.close()
