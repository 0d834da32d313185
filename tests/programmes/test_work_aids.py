"""Work aids are data: questions with source, what they become, and options the rest of the program knows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from staffelstab.programmes.actors import actor_taxonomy
from staffelstab.programmes.catalogue import scales
from staffelstab.programmes.errors import ProgrammeDataError
from staffelstab.programmes.work_aids import (
    FOLDER,
    Column,
    Question,
    QuestionKind,
    current_work_aids,
    read_work_aid,
    work_aid,
    work_aids,
)

STRUCTURES = FOLDER / "structures.yaml"


def all_questions() -> Iterator[Question]:
    for aid in work_aids():
        yield from aid.questions()


def all_things() -> Iterator[Question | Column]:
    for question in all_questions():
        yield question
        yield from question.columns


def test_both_work_aids_of_the_deck_are_there() -> None:
    assert [aid.key for aid in current_work_aids(date(2026, 12, 1))] == ["needs_and_offers", "structures"]
    assert current_work_aids(date(2018, 1, 1)) == ()


def test_every_question_has_a_key_of_its_own_and_a_source() -> None:
    for aid in work_aids():
        keys = [question.key for question in aid.questions()]
        assert len(keys) == len(set(keys))
        assert all(question.sources for question in aid.questions())
        assert aid.question(keys[0]).key == keys[0]


def test_what_a_group_stands_for_is_in_the_scales() -> None:
    known = {(a.key, value.key) for a in scales().attributes for value in a.values}
    for thing in all_things():
        for option in thing.options:
            assert {(name, v) for name, values in option.when.items() for v in values} <= known


def test_both_languages_differ_only_where_names_are_proper() -> None:
    assert [thing.key for thing in all_things() if thing.label.de == thing.label.en] == []


def test_the_deck_s_way_of_founding_is_asked() -> None:
    founding = work_aid("structures", 1).question("core_group.founding")
    assert founding.kind is QuestionKind.CHOICE
    assert [option.key for option in founding.options] == ["newly_founded", "attached"]
    assert {k for s in work_aid("structures", 1).sections for k in s.asked_types} <= {
        actor.key for actor in actor_taxonomy().types
    }


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("types: [ki]", "types: [kx]", "no type of actor 'kx'"),
        ("options: involvement", "options: nothing", "no list 'nothing'"),
        ("sources: [ruemsa]", "sources: [nobody]", "no source 'nobody'"),
        ("- key: managing_office", "- key: founding", "'founding' stands here twice"),
        ("founding, columns: {value: value}", "founding, columns: {other: value}", "no column 'other'"),
        ('kind: several\n    label: {de: "Wer fehlt', 'kind: many\n    label: {de: "Wer fehlt', "many"),
        ("version: 1", "version: 0", "version"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, was: str, becomes: str, said: str) -> None:
    text = STRUCTURES.read_text("utf-8")
    assert was in text
    file = tmp_path / "aid.yaml"
    file.write_text(text.replace(was, becomes, 1), "utf-8")
    with pytest.raises(ProgrammeDataError) as problem:
        read_work_aid(file)
    assert said in str(problem.value) and problem.value.line is not None
