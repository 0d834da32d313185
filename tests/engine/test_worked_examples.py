"""The worked examples of the definition page: its files are checked, its tables are the answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from staffelstab.engine.check import Finding, Question, Report, Step, check
from staffelstab.engine.files import read_with_warnings, to_document
from staffelstab.engine.replay import replay

PAGE = Path(__file__).parents[2] / "docs" / "background" / "the_check.md"
SECTION = PAGE.read_text(encoding="utf-8").partition("\n## Worked examples\n")[2].partition("\n## ")[0]
EXAMPLES = {part.partition("\n")[0]: part for part in SECTION.split("\n### ")[1:]}


def file_of(example: str) -> bytes:
    (block,) = re.findall(r"^```yaml\n(.*?)^```$", example, re.MULTILINE | re.DOTALL)
    return str(block).encode()


def table_of(example: str) -> list[tuple[str, ...]]:
    rows = re.findall(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$", example, re.MULTILINE)
    return [tuple(row) for row in rows]


def steps(taken: Sequence[Step]) -> str:
    return ", ".join(f"{step.station} {step.starts}–{step.ends}" for step in taken)


def story(finding: Finding) -> str:
    witness = finding.witness
    assert witness is not None
    parts = [steps(witness.way)] if witness.way else []
    parts += [f"round: {steps(witness.circle)}"] if witness.circle else []
    parts += [f"waiting for: {steps([witness.next_step])}"] if witness.next_step else []
    return "; ".join(parts) or "no step"


def table(report: Report) -> list[tuple[str, ...]]:
    return sorted((f.name, f"{f.profiles.count} of {f.profiles.total}", story(f)) for f in report.findings)


def test_there_are_five() -> None:
    assert len(EXAMPLES) == 5


@pytest.mark.parametrize("title", EXAMPLES)
def test_the_check_finds_what_the_page_says(title: str) -> None:
    pathway, warnings = read_with_warnings(file_of(EXAMPLES[title]), "example.yaml")
    assert warnings == ()
    assert pathway.title == title
    assert pathway.date is not None
    report = check(pathway, Question(pathway.date))
    assert table(report) == sorted(table_of(EXAMPLES[title]))
    document = to_document(pathway)
    assert [f.name for f in report.findings if not replay(document, report.question, f).holds] == []
