"""One deed, one file, one function, one code in the journal."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.utils.translation import override

from staffelstab.web.concepts.rules import FROM_A_FILE
from staffelstab.web.journal.phrases import deed_label

WEB = Path(__file__).resolve().parents[2] / "src" / "staffelstab" / "web"
ACTIONS = sorted(file for file in WEB.glob("*/actions/*.py") if file.name != "__init__.py")


def name_of(file: Path) -> str:
    return f"{file.relative_to(WEB).parts[0]}.{file.stem}"


@pytest.mark.parametrize("file", ACTIONS, ids=name_of)
def test_a_deed_has_the_name_of_its_file(file: Path) -> None:
    functions = [
        node.name for node in ast.parse(file.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)
    ]
    assert file.stem in functions
    assert re.fullmatch(r"[a-z]+(_[a-z]+)+", file.stem), "verb_noun"


@pytest.mark.parametrize("file", ACTIONS, ids=name_of)
def test_the_journal_knows_a_deed_under_its_own_name(file: Path) -> None:
    """Whoever reads a code in the journal finds the file."""
    written = re.findall(r"write_entry\(\s*[\w.()]+,\s*\"([^\"]+)\"", file.read_text("utf-8"))
    assert set(written) <= {name_of(file)}


@pytest.mark.parametrize("file", ACTIONS, ids=name_of)
def test_what_is_written_is_written_together_or_not_at_all(file: Path) -> None:
    text = file.read_text("utf-8")
    if "write_entry(" in text and file.stem != "write_entry":
        assert "transaction.atomic" in text


def codes_written() -> set[str]:
    codes = {f"concepts.{FROM_A_FILE}"}
    for file in ACTIONS:
        text, room = file.read_text("utf-8"), file.relative_to(WEB).parts[0]
        codes.update({name_of(file)} if f'"{name_of(file)}"' in text else ())
        if "change_concept(" in text:
            codes.update(f"{room}.{code}" for code in re.findall(r"\bcode=\"(\w+)\"", text))
    return codes


def test_every_deed_of_the_journal_reads_in_words() -> None:
    with override("de"):
        assert [code for code in sorted(codes_written()) if deed_label(code) == code] == []


def test_no_words_are_kept_for_deeds_that_do_not_exist() -> None:
    named = {code for config in apps.get_app_configs() for code in getattr(config, "deeds", {})}
    assert named - codes_written() == set()
