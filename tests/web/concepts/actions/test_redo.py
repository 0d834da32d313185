"""What was taken back can be brought back, as often as nothing else came between."""

from __future__ import annotations

import pytest

from staffelstab.web.concepts.actions.edit_concept import edit_concept
from staffelstab.web.concepts.actions.redo_change import redo_change
from staffelstab.web.concepts.actions.remove_transition import remove_transition
from staffelstab.web.concepts.actions.undo_change import undo_change
from staffelstab.web.concepts.models import Concept
from staffelstab.web.concepts.queries.boards import newest_change, newest_undo
from staffelstab.web.concepts.queries.snapshots import snapshot_of
from staffelstab.web.kit.verdict import Refused
from tests.cast import Cast
from tests.web.concepts.making import a_concept, transition


def undo(cast: Cast, concept: Concept) -> None:
    change = newest_change(concept)
    assert change is not None
    undo_change(cast.aydin, concept, revision=concept.revision, change=change)


def redo(cast: Cast, concept: Concept) -> None:
    found = newest_undo(concept)
    assert found is not None
    redo_change(cast.aydin, concept, revision=concept.revision, undo=found)


def test_two_changes_are_taken_back_and_brought_back_in_their_order(cast: Cast) -> None:
    concept = a_concept(cast)
    with cast.inside():
        states = [snapshot_of(concept)]
        edit_concept(cast.aydin, concept, revision=concept.revision, title="Neu")
        states.append(snapshot_of(concept))
        there = transition(concept, "kurs", "arbeit")
        remove_transition(cast.aydin, concept, revision=concept.revision, transition=there)
        states.append(snapshot_of(concept))
        for expected in (states[1], states[0]):
            undo(cast, concept)
            assert snapshot_of(concept) == expected
        for expected in (states[1], states[2]):
            redo(cast, concept)
            assert snapshot_of(concept) == expected
        assert newest_undo(concept) is None
        undo(cast, concept)
        assert snapshot_of(concept) == states[1]
        redo(cast, concept)
        assert snapshot_of(concept) == states[2]


def test_after_another_change_there_is_nothing_to_bring_back(cast: Cast) -> None:
    concept = a_concept(cast)
    with cast.inside():
        edit_concept(cast.aydin, concept, revision=concept.revision, title="Neu")
        undo(cast, concept)
        found = newest_undo(concept)
        assert found is not None
        edit_concept(cast.aydin, concept, revision=concept.revision, title="Anders")
        assert newest_undo(concept) is None
        with pytest.raises(Refused):
            redo_change(cast.aydin, concept, revision=concept.revision, undo=found)
        with pytest.raises(Refused):
            redo_change(cast.brandt, concept, revision=concept.revision, undo=found)
