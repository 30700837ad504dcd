"""Where a browser for the tests is looked for; the browsers here are scripts of one line."""

import sys
from pathlib import Path

import pytest

from tools import chromium


def fake(path: Path, exit_code: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\nexit {exit_code}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with an empty path, no browser of Playwright's and nothing that installs one."""
    monkeypatch.delenv(chromium.VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "none"))
    monkeypatch.setattr(chromium, "INSTALLERS", ())
    return tmp_path


def test_the_environment_comes_first(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake(bare / "bin" / "chromium", 0)
    mine = fake(bare / "mine", 0)
    monkeypatch.setenv(chromium.VARIABLE, str(mine))
    assert chromium.find() == str(mine)


def test_a_named_browser_that_does_not_start_is_not_replaced(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fake(bare / "bin" / "chromium", 0)
    monkeypatch.setenv(chromium.VARIABLE, str(bare / "missing"))
    assert chromium.main() == 1
    assert chromium.VARIABLE in capsys.readouterr().err


def test_a_browser_on_the_path_that_starts_is_found(bare: Path) -> None:
    fake(bare / "bin" / "chromium", 127)
    works = fake(bare / "bin" / "google-chrome", 0)
    assert chromium.find() == str(works)


@pytest.mark.usefixtures("bare")
def test_without_any_the_command_fails_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert chromium.find() is None
    assert chromium.main() == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "No Chromium starts here" in said.err


def test_the_second_installer_follows_where_the_first_fails(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    browser = bare / "bin" / "chromium"
    text = (
        f"import pathlib; p = pathlib.Path({str(browser)!r}); p.parent.mkdir(); "
        "p.write_text('#!/bin/sh'); p.chmod(0o755); print('noise')"
    )
    fails, works = (sys.executable, "-c", "raise SystemExit(1)"), (sys.executable, "-c", text)
    monkeypatch.setattr(chromium, "INSTALLERS", ((fails,), (works,)))
    assert chromium.main() == 0
    assert capsys.readouterr().out == f"{browser}\n"
