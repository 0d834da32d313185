"""Facts about the repository as a whole."""

from __future__ import annotations

import json
import re
import tomllib

import pytest
import yaml

from staffelstab import __version__
from tests.house.repository import ROOT, files, files_under, name_of, text_of

TOP_LEVEL = {
    ".ci",
    ".editorconfig",
    ".gitignore",
    ".importlinter",
    ".npmrc",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "LIESMICH.md",
    "Makefile",
    "README.md",
    "SECURITY.md",
    "benchmarks",
    "corpus",
    "deploy",
    "docs",
    "package-lock.json",
    "package.json",
    "publiccode.yml",
    "pyproject.toml",
    "requirements",
    "src",
    "tests",
    "tools",
}
REGISTRY_HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("deb", "debian", "org"),
        ("security", "debian", "org"),
    )
]
MACHINE_PATH = re.compile(r"(?<![\w.~*-])/(?:work|root|tmp|home/\w+)/\w")
THIRD_PARTY = re.compile(r"\.min\.(js|css|mjs)$|\.(woff2?|ttf|otf|eot|whl|tgz|jar|exe|so|dll)$|(^|/)vendor/")
SECRET_FILE = re.compile(r"\.(env|pem|key|sqlite3)$|(^|/)secret_key$")
LARGEST_FILE = 1_000_000


def test_only_known_names_stand_at_the_top() -> None:
    found = {name_of(path).split("/")[0] for path in files()}
    assert found <= TOP_LEVEL, "a new name at the top is a decision: name it in this test"


@pytest.mark.parametrize("name", ["LICENSE", "README.md", "SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_what_every_reader_expects_is_there(name: str) -> None:
    assert (text_of(ROOT / name) or "").strip()


def test_no_file_of_somebody_else_is_committed() -> None:
    """Browser libraries and fonts come from packages when the application is set up."""
    assert [name for name in map(name_of, files()) if THIRD_PARTY.search(name)] == []


def test_no_file_is_large() -> None:
    assert [name_of(path) for path in files() if path.stat().st_size > LARGEST_FILE] == []


@pytest.mark.parametrize("host", REGISTRY_HOSTS)
def test_no_registry_is_named(host: str) -> None:
    """Where packages come from is a matter of the machine, not of the source."""
    assert [name_of(path) for path in files() if host in (text_of(path) or "")] == []


def test_no_path_of_one_machine_is_named() -> None:
    found = []
    for path in files():
        found += [f"{name_of(path)}: {match[0]}" for match in MACHINE_PATH.finditer(text_of(path) or "")]
    assert not found, "\n" + "\n".join(map(str, found))


def test_no_secret_is_committed() -> None:
    marker = "-----BEGIN " + "{}PRIVATE KEY"
    markers = [marker.format(kind) for kind in ("", "RSA ", "EC ", "OPENSSH ")]
    found = [path for path in files() if any(marker in (text_of(path) or "") for marker in markers)]
    assert not found, "\n" + "\n".join(map(str, found))
    assert [name for name in map(name_of, files()) if SECRET_FILE.search(name)] == []


def test_locked_browser_packages_carry_fingerprints_and_no_addresses() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages
    for name, package in packages.items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name


@pytest.mark.parametrize("name", ["base", "web", "dev", "node", "bench"])
def test_locked_python_packages_carry_fingerprints_and_no_addresses(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    assert "://" not in text
    pins = re.split(r"\n(?=\S)", text.strip())
    assert pins
    assert [pin for pin in pins if not re.match(r"[a-z0-9._-]+(\[[a-z,]+\])?==\S+", pin)] == []
    assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []


def pins(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    return dict(re.findall(r"^([a-z0-9._-]+)(?:\[[a-z,]+\])?==(\S+)", text, re.MULTILINE))


def test_what_is_tested_is_what_is_delivered() -> None:
    """The larger sets of packages hold the smaller ones, with the same versions."""
    assert pins("base").items() <= pins("web").items() <= pins("dev").items()


@pytest.mark.parametrize("name", ["base", "web", "dev", "node", "bench"])
def test_everything_wanted_is_pinned(name: str) -> None:
    wanted = (ROOT / "requirements" / f"{name}.in").read_text()
    names = {
        found.lower().replace("_", "-") for found in re.findall(r"^[A-Za-z][\w.-]*", wanted, re.MULTILINE)
    }
    assert names
    assert names <= set(pins(name)), "run `make lock`"


def direct_dependencies() -> set[str]:
    wanted = "\n".join(text_of(path) or "" for path in files_under("requirements", ".in"))
    python = set(re.findall(r"^[A-Za-z][\w.-]*", wanted, re.MULTILINE))
    package = json.loads((ROOT / "package.json").read_text())
    return python | set(package["dependencies"]) | set(package["devDependencies"])


def test_every_dependency_says_why_it_is_here() -> None:
    page = (ROOT / "docs" / "development" / "dependencies.md").read_text()
    explained = dict(re.findall(r"^\| `([^`]+)` \|[^|]*\|([^|]+)\|", page, re.MULTILINE))
    assert set(explained) == direct_dependencies()
    assert [name for name, reason in explained.items() if len(reason.strip()) < 10] == []


def test_the_version_is_the_same_everywhere() -> None:
    assert yaml.safe_load((ROOT / "publiccode.yml").read_text())["softwareVersion"] == __version__
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text()


def test_the_oldest_python_is_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert project["project"]["requires-python"] == ">=3.11"
    assert project["tool"]["mypy"]["python_version"] == "3.11"
    assert project["tool"]["ruff"]["target-version"] == "py311"
    assert "(3, 11)" in (ROOT / "tools" / "python_check.sh").read_text()
