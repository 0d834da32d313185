"""Whatever is written is read again as the same pathway, in every kind of file, and nothing is corrected."""

from __future__ import annotations

import json

import yaml
from hypothesis import given

from staffelstab.engine.files import (
    from_document,
    read_with_warnings,
    to_document,
    write_json,
    write_xlsx,
    write_yaml,
)
from staffelstab.engine.model import Pathway
from tests.engine.files.strategies import pathways

DOUBTS = {"same-title"}
DIGITS = {"number-stored-as-text"}
"""Numbers with more digits than a spreadsheet keeps are written as text."""


def _read(content: bytes, name: str, expected: set[str] = DOUBTS) -> Pathway:
    pathway, warnings = read_with_warnings(content, name)
    assert {warning.code for warning in warnings} <= expected
    return pathway


@given(pathways())
def test_document(pathway: Pathway) -> None:
    document = to_document(pathway)
    assert from_document(json.loads(json.dumps(document))) == pathway


@given(pathways())
def test_yaml(pathway: Pathway) -> None:
    assert _read(write_yaml(pathway).encode(), "x.yaml") == pathway


class _DatesStayText(yaml.SafeLoader):
    """What a reader of the older YAML 1.1 makes of a file, its dates left as they are."""


_DatesStayText.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@given(pathways())
def test_other_readers_of_yaml_see_the_same(pathway: Pathway) -> None:
    seen = yaml.load(write_yaml(pathway), Loader=_DatesStayText)  # a loader of plain data
    assert seen == to_document(pathway)


@given(pathways())
def test_json(pathway: Pathway) -> None:
    assert _read(write_json(pathway).encode(), "x.json") == pathway


@given(pathways())
def test_workbook(pathway: Pathway) -> None:
    assert _read(write_xlsx(pathway), "x.xlsx", DOUBTS | DIGITS) == pathway
