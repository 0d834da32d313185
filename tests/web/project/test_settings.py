from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from staffelstab.web.project import settings

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "settings.md"


def start(
    *, deed: tuple[str, ...] = ("check", "--deploy"), **variables: str
) -> subprocess.CompletedProcess[str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("STAFFELSTAB_")}
    command = [sys.executable, "-m", "staffelstab.web.project.manage", *deed]
    return subprocess.run(command, env=own | variables, capture_output=True, text=True, check=False)


def test_every_setting_is_documented_and_every_documented_setting_exists() -> None:
    documented = re.findall(r"^\| `(STAFFELSTAB_\w+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(documented) == sorted(settings.environment.names_read)
    assert len(documented) < 40


def test_operation_passes_its_own_examination(tmp_path: Path) -> None:
    run = start(
        STAFFELSTAB_DATA_DIR=str(tmp_path),
        STAFFELSTAB_PUBLIC_ADDRESS="https://staffelstab.example/",
        STAFFELSTAB_SECRET_KEY="kein-echter-schluessel-nur-lang-genug-0123456789-abcdefghijk",
    )
    complaints = set(re.findall(r"\((\w+\.[EW]\d+)\)", run.stderr + run.stdout))
    # W021: being preloaded into browsers for ever is the operator's decision; W005: so are subdomains
    assert complaints <= {"security.W021", "security.W005"}, run.stderr


def test_plain_http_is_not_for_operation(tmp_path: Path) -> None:
    run = start(STAFFELSTAB_DATA_DIR=str(tmp_path), STAFFELSTAB_PUBLIC_ADDRESS="http://staffelstab.example")
    assert run.returncode == 1
    assert "staffelstab.E001" in run.stderr


def test_a_value_that_cannot_be_used_stops_the_start_and_says_what_to_write(tmp_path: Path) -> None:
    run = start(STAFFELSTAB_DATA_DIR=str(tmp_path), STAFFELSTAB_DEBUG="vielleicht")
    assert run.returncode == 1
    assert run.stderr == "STAFFELSTAB_DEBUG: “vielleicht” is neither yes nor no. Write yes or no.\n"


@pytest.mark.parametrize(
    ("variables", "trusted"),
    [
        ({}, 0),
        ({"STAFFELSTAB_PROXIES": "2"}, 0),
        ({"STAFFELSTAB_BEHIND_PROXY": "yes"}, 1),
        ({"STAFFELSTAB_BEHIND_PROXY": "yes", "STAFFELSTAB_PROXIES": "2"}, 2),
    ],
)
def test_addresses_are_believed_only_from_own_proxies(
    tmp_path: Path, variables: dict[str, str], trusted: int
) -> None:
    run = start(deed=("diffsettings",), STAFFELSTAB_DATA_DIR=str(tmp_path), **variables)
    assert f"ALLAUTH_TRUSTED_PROXY_COUNT = {trusted} " in run.stdout
