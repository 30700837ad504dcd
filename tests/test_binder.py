"""What Binder reads, as repo2docker's own classes read it; no image is built."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from jupyter_server.serverapp import ServerApp
from repo2docker.app import Repo2Docker
from repo2docker.buildpacks import CondaBuildPack
from traitlets.config import Config

ROOT = Path(__file__).resolve().parent.parent
OVERRIDES = ROOT / "binder" / "overrides.json"
SERVER = ROOT / "binder" / "jupyter_server_config.json"


@pytest.fixture
def buildpack(monkeypatch: pytest.MonkeyPatch) -> CondaBuildPack:
    monkeypatch.chdir(ROOT)
    pack = CondaBuildPack(Repo2Docker().base_image)
    pack.platform = "linux/amd64"
    return pack


def pip_requirements(environment: dict[str, list[object]]) -> list[str]:
    (section,) = (entry for entry in environment["dependencies"] if isinstance(entry, dict))
    return list(section["pip"])


def lines(name: str) -> set[str]:
    return set((ROOT / name).read_text(encoding="utf-8").splitlines())


def test_the_recipe_is_the_one_in_binder(buildpack: CondaBuildPack) -> None:
    assert buildpack.detect()
    assert buildpack.binder_path("environment.yml") == "binder/environment.yml"
    assert buildpack.environment_yaml_path == "binder/environment.yml"


def test_conda_users_get_what_binder_gets() -> None:
    theirs = (ROOT / "environment.yml").read_bytes()
    assert (ROOT / "binder" / "environment.yml").read_bytes() == theirs


def test_binder_uses_the_python_that_is_asked_for(buildpack: CondaBuildPack) -> None:
    """Anything but one `=` would silently give repo2docker's default."""
    assert buildpack.python_version == "3.12"
    assert buildpack.python_version != buildpack.major_pythons["3"]


def test_every_version_on_binder_is_exact_and_pinned_here_too(buildpack: CondaBuildPack) -> None:
    pins = pip_requirements(buildpack.environment_yaml)
    assert all(re.match(r"[a-z0-9-]+==[\w.]+( ;.*)?$", pin) for pin in pins)
    names = {pin.partition("==")[0] for pin in pins}
    direct = {re.match(r"[\w-]+", line).group() for line in required("nnwidgets")}  # type: ignore[union-attr]
    assert direct <= names
    assert pinned(pins) <= pinned(lines("requirements.txt"))
    assert pinned(lines("requirements.txt")) <= pinned(lines("requirements-test.txt"))


def required(distribution: str) -> Iterator[str]:
    """What a distribution cannot do without, extras left out."""
    requirements = metadata.requires(distribution) or []
    return (line for line in requirements if "extra ==" not in line)


def pinned(requirements: set[str] | list[str]) -> set[str]:
    """Names and versions; the conditions after `;` widen with what else is installed."""
    return {line.partition(" ;")[0] for line in requirements}


def test_the_image_keeps_its_environment_when_only_the_course_changes(
    buildpack: CondaBuildPack,
) -> None:
    """The environment is built from its one file, before the repository is copied."""
    assert "binder/environment.yml" in buildpack.get_preassemble_script_files()
    recipe = buildpack.render(build_args={})
    environment = recipe.index('env update -p ${NB_PYTHON_PREFIX} --file "binder/environment.yml"')
    copied = recipe.index(" src/ ${REPO_DIR}/")
    after = recipe.index("RUN ./binder/postBuild")
    assert environment < copied < after


def test_post_build_installs_the_package_and_the_settings(tmp_path: Path) -> None:
    """Run as Binder does, with a Python that only notes its arguments."""
    prefix = tmp_path / "a folder"
    python = prefix / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\necho "$@" > "{tmp_path}/called"\n', encoding="utf-8")
    python.chmod(0o755)
    script = ROOT / "binder" / "postBuild"
    assert os.access(script, os.X_OK)
    environment = {"NB_PYTHON_PREFIX": str(prefix), "PATH": os.environ["PATH"]}
    subprocess.run([script], cwd=ROOT, env=environment, check=True)
    assert (tmp_path / "called").read_text(encoding="utf-8") == "-m pip install --no-deps .\n"
    settings = prefix / "share" / "jupyter" / "lab" / "settings" / "overrides.json"
    assert settings.read_bytes() == OVERRIDES.read_bytes()
    folder = prefix / "etc" / "jupyter" / "jupyter_server_config.d"
    assert (folder / "nnwidgets.json").read_bytes() == SERVER.read_bytes()


def test_every_overridden_setting_is_one_that_jupyterlab_knows() -> None:
    distribution = metadata.distribution("jupyterlab")
    for plugin, settings in json.loads(OVERRIDES.read_text(encoding="utf-8")).items():
        extension, _, name = plugin.partition(":")
        (schema_file,) = (
            file
            for file in distribution.files or []
            if file.match(f"share/jupyter/lab/schemas/{extension}/{name}.json")
        )
        properties = json.loads(schema_file.read_text())["properties"]
        for key, value in settings.items():
            choices = [option["const"] for option in properties[key].get("oneOf", [])]
            assert value in (choices or [True, False])


def test_the_server_knows_its_settings() -> None:
    for application, settings in json.loads(SERVER.read_text(encoding="utf-8")).items():
        assert application == "ServerApp"
        server = ServerApp(config=Config({application: settings}))
        for name, value in settings.items():
            chosen = getattr(server, name)
            assert f"{chosen.__module__}.{chosen.__name__}" == value


def test_the_badge_opens_the_first_notebook() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (address,) = set(re.findall(r"https://mybinder\.org/v2/gh/[^)\s]+", readme))
    repository, _, query = address.partition("?")
    assert repository.endswith("/gh/nnwidgets/nnwidgets/main")
    kind, _, path = query.partition("=")
    assert kind == "urlpath"
    assert path.startswith("lab/tree/notebooks/01_")
    assert (ROOT / path.removeprefix("lab/tree/")).is_file()
