"""What the documentation says about the repository is compared with the repository."""

from __future__ import annotations

import configparser
import io
import re
import shlex
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from staffelstab.web.alliances.models import Alliance, Membership, unscoped
from tests.house.repository import ROOT, files_under, name_of, text_of

DOCS = ROOT / "docs"
MAP = text_of(DOCS / "development" / "map.md") or ""
DECISIONS = sorted(path for path in files_under("docs/decisions", ".md") if path.name != "README.md")
WEB = ROOT / "src" / "staffelstab" / "web"


def layers(contract: str) -> list[str]:
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    return re.findall(r"[a-z_]+", contracts[f"importlinter:contract:{contract}"]["layers"])


def first_column(heading: str) -> list[str]:
    """The words in code style that begin the rows of the first table below a heading of the map."""
    section = MAP.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (`[^|]+) \|", section, re.MULTILINE)
    return [word for cell in cells for word in re.findall(r"`(\w+)`", cell)]


@pytest.mark.parametrize(
    ("heading", "contract"),
    [("The rooms of the web, top to bottom", "rooms"), ("The shelves of a room, top to bottom", "shelves")],
)
def test_the_map_shows_the_order_of_the_contract(heading: str, contract: str) -> None:
    assert first_column(heading) == layers(contract)


def test_the_map_shows_the_floors_of_the_engine_that_exist() -> None:
    engine = ROOT / "src" / "staffelstab" / "engine"
    built = [name for name in layers("engine-floors") if any(engine.glob(f"{name}*"))]
    assert first_column("The engine, floor by floor") == built


def test_every_place_named_on_the_map_exists() -> None:
    table = MAP.partition("## Where does it live?\n")[2]
    named = [name for row in re.findall(r"^\|[^|]+\|(.+)\|$", table, re.MULTILINE) for name in code(row)]
    assert named
    source = ROOT / "src" / "staffelstab"
    missing = [name for name in named if not (list(source.glob(name)) or list(ROOT.glob(name)))]
    assert missing == []


def code(text: str) -> list[str]:
    """Words in code style, with a placeholder for any room turned into a pattern."""
    outside_links = re.sub(r"\[[^\]]*\]\([^)]*\)", "", text)
    return [re.sub(r"<\w+>", "*", word).rstrip("/") for word in re.findall(r"`([^`]+)`", outside_links)]


def test_decisions_are_numbered_and_listed() -> None:
    assert [path.name[:4] for path in DECISIONS] == [f"{n:04}" for n in range(1, len(DECISIONS) + 1)]
    index = text_of(DOCS / "decisions" / "README.md") or ""
    assert re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", index) == [path.name for path in DECISIONS]


@pytest.mark.parametrize("page", DECISIONS, ids=name_of)
def test_a_decision_says_why_what_and_what_follows(page: Path) -> None:
    text = text_of(page) or ""
    assert re.match(rf"# {int(page.name[:4])} · .+\n\n\d{{4}}-\d\d-\d\d\n", text)
    assert re.findall(r"^\*\*(\w+)\.\*\*", text, re.MULTILINE) == ["Context", "Decision", "Consequence"]


@pytest.mark.parametrize("folder", ["handbook", "operations", "decisions", "development"])
def test_no_page_is_lost(folder: str) -> None:
    """Every page is linked from the index of its folder, or from the index of all."""
    pages = {path for path in files_under(f"docs/{folder}", ".md") if path.name != "README.md"}
    linked = set()
    for index in (DOCS / "README.md", DOCS / folder / "README.md"):
        targets = re.findall(r"\]\(([^)#\s]+\.md)", (text_of(index) or "") if index.exists() else "")
        linked |= {(index.parent / target).resolve() for target in targets}
    assert sorted(map(name_of, pages - linked)) == []


def test_no_link_breaks_across_lines() -> None:
    """The test that follows links reads line by line."""
    pages = [ROOT / "README.md", ROOT / "LIESMICH.md", *files_under("docs", ".md")]
    broken = [name_of(page) for page in pages if re.search(r"\[[^\]\n]*\n[^\]\n]*\]\(", text_of(page) or "")]
    assert broken == []


def test_every_command_named_for_operators_exists() -> None:
    known = {path.stem for path in WEB.glob("*/management/commands/*.py")}
    known |= {"migrate", "collectstatic", "check", "shell", "clearsessions"}
    pages = "\n".join(text_of(path) or "" for path in files_under("docs/operations", ".md"))
    named = set(re.findall(r"(?:^|`)manage (\w+)", pages, re.MULTILINE))
    assert named >= {"migrate", "load_reference_data", "send_letters"}
    assert named <= known


@pytest.mark.django_db
def test_the_first_alliance_is_opened_as_the_operators_are_told() -> None:
    page = text_of(DOCS / "operations" / "README.md") or ""
    (line,) = re.findall(r"^manage (open_alliance .*)$", page, re.MULTILINE)
    call_command(*shlex.split(line), stdout=io.StringIO())
    alliance = Alliance.objects.get(slug="kreis-wesel")
    with unscoped("the test looks at all alliances"):
        (member,) = Membership.objects.filter(alliance=alliance)
    assert member.is_coordinator
    assert member.is_valid_on(timezone.localdate())
