"""Journeys: a real server with the demonstration data, a real Chromium, every wall standing."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.journeys.browser import CHROMIUM_FLAGS, chromium_path, logs, remember_logins, watch

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 60


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a journey; nobody has to remember the mark."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("journey")


def environment_for(data_dir: Path, address: str) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("STAFFELSTAB_")}
    return own | {"STAFFELSTAB_DATA_DIR": str(data_dir), "STAFFELSTAB_PUBLIC_ADDRESS": address}


def manage(data_dir: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "staffelstab.web.project.manage", *arguments]
    environment = environment_for(data_dir, "http://127.0.0.1:8000")
    run = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    if run.returncode:
        pytest.fail(f"{' '.join(arguments)} failed:\n{run.stdout}{run.stderr}", pytrace=False)
    return run.stdout


@pytest.fixture(scope="session")
def prepared_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with the demonstration, built once; every module gets a copy."""
    data_dir = tmp_path_factory.mktemp("demo")
    manage(data_dir, "migrate", "--verbosity", "0")
    remember_logins(manage(data_dir, "load_demo"))
    return data_dir


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urlopen(address, timeout=5):
                return
        except HTTPError:
            return  # an answer is an answer
        except (URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"The server did not start:\n{log.read_text()}", pytrace=False)


@pytest.fixture(scope="module")
def server_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the server prints, letters among it: the demonstration has no mail server."""
    return tmp_path_factory.mktemp("server") / "data" / "server.log"


@pytest.fixture(scope="module")
def server(prepared_data: Path, server_log: Path) -> Iterator[str]:
    """The address of a fresh server: what one module of journeys changes, no other module sees."""
    data_dir, log = server_log.parent, server_log
    shutil.copytree(prepared_data, data_dir)
    host = f"127.0.0.1:{free_port()}"
    address = f"http://{host}"
    command = [sys.executable, "-m", "gunicorn", "staffelstab.web.project.wsgi", "--bind", host]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "--workers", "1", "--threads", "4"],
            env=environment_for(data_dir, address),
            cwd=ROOT,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_for(address, process, log)
        logs[address] = log
        yield address
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for the whole run: starting it costs more than most journeys."""
    running = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
    yield running
    running.close()


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    """A fresh, German visitor; a script error, a refused style or a foreign address fails the journey."""
    context = browser.new_context(
        base_url=server, locale="de-DE", timezone_id="Europe/Berlin", viewport={"width": 1280, "height": 900}
    )
    context.set_default_timeout(10_000)
    visitor = context.new_page()
    complaints = watch(visitor, server)
    yield visitor
    context.close()
    assert complaints == []
