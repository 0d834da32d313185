"""Every deed on a concept: what it changes, who may, what is remembered, and that it can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from staffelstab.web.concepts.actions.add_station import add_station
from staffelstab.web.concepts.actions.add_transition import add_transition
from staffelstab.web.concepts.actions.change_concept import ConceptChanged
from staffelstab.web.concepts.actions.edit_concept import edit_concept
from staffelstab.web.concepts.actions.edit_transition import edit_transition
from staffelstab.web.concepts.actions.mark_entry_point import mark_entry_point
from staffelstab.web.concepts.actions.remove_station import remove_station
from staffelstab.web.concepts.actions.remove_transition import remove_transition
from staffelstab.web.concepts.actions.undo_change import undo_change
from staffelstab.web.concepts.models import Change, Concept, Station, Transition
from staffelstab.web.concepts.queries.boards import newest_change
from staffelstab.web.concepts.queries.snapshots import snapshot_of
from staffelstab.web.journal.models import Entry
from staffelstab.web.kit.verdict import Refused
from tests.cast import Cast
from tests.web.concepts.making import STUCK, a_concept, finding_names, station, transition
from tests.web.offers.making import an_offer

Deed = Callable[[Any, Concept, int, Cast], Any]


def _add_station(person: Any, concept: Concept, revision: int, cast: Cast) -> Any:
    return add_station(
        person, concept, revision=revision, offer=an_offer(cast, "Sprachcafé"), is_entry_point=True
    )


def _remove_station(person: Any, concept: Concept, revision: int, cast: Cast) -> Any:
    return remove_station(person, concept, revision=revision, station=station(concept, "vorkurs"))


def _mark(person: Any, concept: Concept, revision: int, cast: Cast) -> Any:
    there = station(concept, "kurs")
    return mark_entry_point(person, concept, revision=revision, station=there, is_entry_point=True)


def _add_transition(person: Any, concept: Concept, revision: int, cast: Cast) -> Any:
    origin, target = station(concept, "vorkurs"), station(concept, "kurs")
    return add_transition(person, concept, revision=revision, origin=origin, target=target)


def _edit_transition(person: Any, concept: Concept, revision: int, cast: Cast) -> Any:
    there = transition(concept, "kurs", "arbeit")
    return edit_transition(
        person, concept, revision=revision, transition=there, receives=" Betrieb ", within_days=7
    )


def _remove_transition(person: Any, concept: Concept, revision: int, cast: Cast) -> Any:
    there = transition(concept, "beratung", "vorkurs")
    return remove_transition(person, concept, revision=revision, transition=there)


def _edit_concept(person: Any, concept: Concept, revision: int, cast: Cast) -> Any:
    return edit_concept(
        person, concept, revision=revision, title="Neuer Titel", settings={"waiting_months": 1}
    )


DEEDS = {
    "add_station": _add_station,
    "remove_station": _remove_station,
    "mark_entry_point": _mark,
    "add_transition": _add_transition,
    "edit_transition": _edit_transition,
    "remove_transition": _remove_transition,
    "edit_concept": _edit_concept,
}
every_deed = pytest.mark.parametrize("code", sorted(DEEDS))


@every_deed
def test_a_deed_changes_raises_the_revision_and_is_remembered(code: str, cast: Cast) -> None:
    concept = a_concept(cast)
    with cast.inside():
        before, revision = snapshot_of(concept), concept.revision
        DEEDS[code](cast.dikmen, concept, revision, cast)
        assert snapshot_of(Concept.objects.get(pk=concept.pk)) != before
        assert concept.revision == revision + 1
        change = Change.objects.get(concept=concept, revision=revision + 1)
        assert (change.code, change.by) == (code, cast.dikmen.journal_label)
    entry = Entry.objects.filter(chain=cast.alliance.slug, code=f"concepts.{code}").get()
    assert entry.actor_id == cast.dikmen.journal_id
    assert entry.before != entry.after


@every_deed
def test_a_deed_can_be_taken_back(code: str, cast: Cast) -> None:
    concept = a_concept(cast)
    with cast.inside():
        before = snapshot_of(concept)
        DEEDS[code](cast.aydin, concept, concept.revision, cast)
        change = newest_change(concept)
        assert change is not None
        undo_change(cast.aydin, concept, revision=concept.revision, change=change)
        assert snapshot_of(Concept.objects.get(pk=concept.pk)) == before


@every_deed
@pytest.mark.parametrize("who", ["brandt", "ernst", "czerny"])
def test_only_the_core_group_changes_a_concept(code: str, who: str, cast: Cast) -> None:
    concept = a_concept(cast)
    with cast.inside():
        before = snapshot_of(concept)
        with pytest.raises(Refused):
            DEEDS[code](getattr(cast, who), concept, concept.revision, cast)
        assert snapshot_of(concept) == before


@every_deed
def test_a_deed_on_an_older_state_changes_nothing_and_says_what_happened(code: str, cast: Cast) -> None:
    concept = a_concept(cast)
    with cast.inside():
        seen = concept.revision
        edit_concept(cast.dikmen, concept, revision=seen, notes=["inzwischen"])
        before = snapshot_of(concept)
        with pytest.raises(ConceptChanged) as conflict:
            DEEDS[code](cast.aydin, concept, seen, cast)
        assert [change.code for change in conflict.value.changes] == ["edit_concept"]
        assert snapshot_of(Concept.objects.get(pk=concept.pk)) == before


def test_the_missing_transition_closes_the_gap(cast: Cast) -> None:
    """Who comes without German stands still after the pre-course, until the arrow to the course is there."""
    concept = a_concept(cast)
    with cast.inside():
        assert STUCK in finding_names(concept)
        _add_transition(cast.aydin, concept, concept.revision, cast)
        assert STUCK not in finding_names(concept)


def test_several_changes_are_taken_back_one_by_one(cast: Cast) -> None:
    concept = a_concept(cast)
    with cast.inside():
        states = [snapshot_of(concept)]
        for code in ("add_transition", "mark_entry_point", "remove_station"):
            DEEDS[code](cast.aydin, concept, concept.revision, cast)
            states.append(snapshot_of(Concept.objects.get(pk=concept.pk)))
        for expected in reversed(states[:-1]):
            change = newest_change(concept)
            assert change is not None
            undo_change(cast.aydin, concept, revision=concept.revision, change=change)
            assert snapshot_of(Concept.objects.get(pk=concept.pk)) == expected


def test_only_the_newest_change_can_be_taken_back(cast: Cast) -> None:
    concept = a_concept(cast)
    with cast.inside():
        _add_transition(cast.aydin, concept, concept.revision, cast)
        first = newest_change(concept)
        assert first is not None
        _mark(cast.aydin, concept, concept.revision, cast)
        with pytest.raises(Refused):
            undo_change(cast.aydin, concept, revision=concept.revision, change=first)


def test_a_transition_needs_two_different_stations_of_this_concept(cast: Cast) -> None:
    concept, other = a_concept(cast), a_concept(cast)
    with cast.inside():
        here, there = station(concept, "vorkurs"), Station.objects.filter(concept=other)[0]
        for origin, target in ((here, here), (here, there)):
            with pytest.raises(ValidationError):
                add_transition(cast.aydin, concept, revision=concept.revision, origin=origin, target=target)
        known = transition(concept, "beratung", "vorkurs")
        with pytest.raises(ValidationError):
            add_transition(
                cast.aydin, concept, revision=concept.revision, origin=known.origin, target=known.target
            )
        assert Transition.objects.filter(concept=concept).count() == 2


def test_an_offer_of_others_cannot_become_a_station(cast: Cast) -> None:
    concept, offer = a_concept(cast), an_offer(cast)
    with cast.inside():
        offer.listings.all().delete()
        with pytest.raises(ValidationError):
            add_station(cast.aydin, concept, revision=concept.revision, offer=offer)


def test_nothing_changed_is_no_change(cast: Cast) -> None:
    concept = a_concept(cast)
    with cast.inside():
        revision = concept.revision
        there = transition(concept, "kurs", "arbeit")
        edit_transition(cast.aydin, concept, revision=revision, transition=there, state=there.state)
        assert Concept.objects.get(pk=concept.pk).revision == revision
