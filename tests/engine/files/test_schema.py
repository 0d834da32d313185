"""The published schema and the reader say the same."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from staffelstab.engine.errors import InputError
from staffelstab.engine.files import from_document, schema, to_document
from staffelstab.engine.model import Pathway
from tests.engine.files.strategies import pathways
from tests.engine.files.town import town

VALIDATOR = Draft202012Validator(schema())
SPOILS: tuple[Any, ...] = (
    None,
    "",
    " x ",
    "zwei Worte",
    -1,
    0,
    13,
    0.5,
    10**10,
    True,
    [],
    [None],
    {},
    ["A1"],
    "A1",
    "2021-08-01",
)


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


def test_every_key_is_described_or_refers_to_a_description() -> None:
    named = [d for name, d in schema()["$defs"].items() if d.get("type") == "object"]
    assert all("description" in definition for definition in named)


@given(pathways())
def test_what_is_written_is_valid(pathway: Pathway) -> None:
    VALIDATOR.validate(to_document(pathway))


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a document."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, child in inner for place in _places(child, (*path, key)))]


PLACES = [place for place in _places(town()) if place]


@given(st.sampled_from(PLACES), st.sampled_from(SPOILS))
def test_what_is_read_is_valid(place: tuple[Any, ...], value: Any) -> None:
    """One value replaced by another: if the reader takes it, so does the schema."""
    document = town()
    target: Any = document
    for part in place[:-1]:
        target = target[part]
    target[place[-1]] = copy.deepcopy(value)
    try:
        from_document(document)
    except InputError:
        return
    VALIDATOR.validate(document)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: "/".join(map(str, place)))
def test_a_key_that_may_be_left_out_may_be_left_out_in_the_schema(place: tuple[Any, ...]) -> None:
    document = town()
    target: Any = document
    for part in place[:-1]:
        target = target[part]
    del target[place[-1]]
    try:
        from_document(document)
    except InputError:
        return
    VALIDATOR.validate(document)


def test_the_schema_refuses_what_the_reader_refuses_by_its_form() -> None:
    changes: list[dict[str, Any]] = [
        {"version": 2},
        {"format": "x"},
        {"title": ""},
        {"unbekannt": 1},
        {"offers": {}},
    ]
    for change in changes:
        assert not VALIDATOR.is_valid(town() | change)
        with pytest.raises(InputError):
            from_document(town() | change)


def test_the_caller_may_change_the_schema() -> None:
    schema()["title"] = "anders"
    assert schema()["title"] != "anders"
    assert json.dumps(schema())
