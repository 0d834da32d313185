"""The taxonomy of actors: the counts of the 41 evaluated alliances, and what is usual."""

from __future__ import annotations

from pathlib import Path

import pytest

from staffelstab.programmes.actors import FILE, actor_taxonomy, read_actor_taxonomy
from staffelstab.programmes.errors import ProgrammeDataError

COUNTS = {
    "migration": [41, 35, 35, 14, 12, 10],
    "education": [22, 22, 19, 14, 13, 12, 12],
    "youth_social": [29, 25, 7, 6, 6, 5, 5],
    "labour_market": [36, 34, 20, 18, 13, 13],
}


def test_four_fields_and_26_counted_types() -> None:
    taxonomy = actor_taxonomy()
    assert [field.key for field in taxonomy.fields] == list(COUNTS)
    assert len([actor for actor in taxonomy.types if actor.is_counted]) == 26
    assert taxonomy.evaluated_alliances == 41


def test_counts_are_those_of_the_workshop() -> None:
    taxonomy = actor_taxonomy()
    for field in taxonomy.fields:
        counted = [actor.mentions for actor in taxonomy.types_in(field) if actor.is_counted]
        assert counted == COUNTS[field.key], field.key


def test_usual_is_what_more_than_half_name() -> None:
    assert {actor.key for actor in actor_taxonomy().usual_types} == {
        "ki",
        "auslaenderbehoerde",
        "jmd",
        "berufskolleg",
        "kaoa_koordinierung",
        "jugendamt",
        "sozialamt_asylblg",
        "jobcenter",
        "arbeitsagentur",
    }
    assert not actor_taxonomy().type("integration_point").is_usual


def test_types_outside_the_workshop_have_no_count() -> None:
    uncounted = {actor.key for actor in actor_taxonomy().types if not actor.is_counted}
    assert uncounted == {"betrieb", "kita_traeger", "freiwilligendienst_traeger"}
    assert actor_taxonomy().type("betrieb").share is None
    assert not actor_taxonomy().type("betrieb").is_usual


def test_share_is_the_count_over_the_alliances() -> None:
    assert actor_taxonomy().type("ki").share == 1.0
    assert actor_taxonomy().type("jugendamt").share == pytest.approx(29 / 41)


def test_labels_are_unique_in_both_languages() -> None:
    types = actor_taxonomy().types
    assert len({actor.label.de for actor in types}) == len(types)
    assert len({actor.label.in_language("en-gb") for actor in types}) == len(types)


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ("key: jmd,", "key: ki,", "The key 'ki' stands here twice."),
        ("{key: jmd, field: migration", "{key: jmd, field: moon", "There is no field 'moon'."),
        ("mentions: 36", "mentions: 42", "jobcenter is named more often"),
        ("mentions: 36", "mentions: many", "'many' is not of type 'integer', 'null'"),
        ("mentions: 36,", "", "'mentions' is a required property"),
    ],
)
def test_a_damaged_file_is_refused_with_its_line(
    tmp_path: Path, before: str, after: str, complaint: str
) -> None:
    text = FILE.read_text(encoding="utf-8")
    line = text[: text.index(before)].count("\n") + 1
    damaged = tmp_path / "actors.yaml"
    damaged.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(ProgrammeDataError) as refusal:
        read_actor_taxonomy(damaged)
    assert complaint in str(refusal.value)
    assert refusal.value.line == line
