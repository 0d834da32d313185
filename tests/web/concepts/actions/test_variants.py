"""Branch, change both sides, merge: nothing is lost, conflicts are decided by somebody."""

from __future__ import annotations

import pytest

from staffelstab.web.concepts.actions.add_transition import add_transition
from staffelstab.web.concepts.actions.branch_variant import branch_variant
from staffelstab.web.concepts.actions.change_concept import ConceptChanged
from staffelstab.web.concepts.actions.edit_transition import edit_transition
from staffelstab.web.concepts.actions.merge_variant import merge_variant
from staffelstab.web.concepts.actions.present_version import present_version
from staffelstab.web.concepts.actions.remove_transition import remove_transition
from staffelstab.web.concepts.actions.undo_change import undo_change
from staffelstab.web.concepts.models import Concept
from staffelstab.web.concepts.queries.boards import document_for_export, newest_change
from staffelstab.web.concepts.queries.merging import merge_plan
from staffelstab.web.concepts.queries.snapshots import snapshot_of
from staffelstab.web.kit.verdict import Refused
from tests.cast import Cast
from tests.web.concepts.making import STUCK, TODAY, a_concept, finding_names, station, transition


def both(cast: Cast) -> tuple[Concept, Concept]:
    concept = a_concept(cast)
    with cast.inside():
        return concept, branch_variant(cast.aydin, concept, title="Versuch")


def join(cast: Cast, concept: Concept) -> None:
    add_transition(
        cast.aydin,
        concept,
        revision=concept.revision,
        origin=station(concept, "vorkurs"),
        target=station(concept, "kurs"),
    )


def merge(cast: Cast, variant: Concept, concept: Concept, *chosen: str) -> None:
    concept.refresh_from_db()
    variant.refresh_from_db()
    merge_variant(cast.aydin, variant, revision=concept.revision, from_variant=chosen)
    concept.refresh_from_db()


def test_a_variant_begins_as_the_same_and_leaves_the_concept_alone(cast: Cast) -> None:
    concept, variant = both(cast)
    with cast.inside():
        same = document_for_export(variant) | {"title": concept.title}
        assert same == document_for_export(concept)
        join(cast, variant)
        assert STUCK not in finding_names(variant)
        assert STUCK in finding_names(concept)


def test_what_only_the_variant_changed_comes_over_in_one_change(cast: Cast) -> None:
    concept, variant = both(cast)
    with cast.inside():
        join(cast, variant)
        edit_transition(
            cast.aydin,
            concept,
            revision=concept.revision,
            transition=transition(concept, "kurs", "arbeit"),
            papers="Zeugnis",
        )
        merge(cast, variant, concept)
        assert STUCK not in finding_names(concept)
        assert transition(concept, "kurs", "arbeit").papers == "Zeugnis"
        change = newest_change(concept)
        assert change is not None and change.code == "merge_variant"
        undo_change(cast.aydin, concept, revision=concept.revision, change=change)
        assert STUCK in finding_names(concept)


@pytest.mark.parametrize(("takes_variant", "expected"), [(False, "im Gespräch"), (True, "per Brief")])
def test_where_both_changed_somebody_chooses(takes_variant: bool, expected: str, cast: Cast) -> None:
    concept, variant = both(cast)
    with cast.inside():
        for each, text in ((concept, "im Gespräch"), (variant, "per Brief")):
            there = transition(each, "kurs", "arbeit")
            edit_transition(cast.aydin, each, revision=each.revision, transition=there, procedure=text)
        plan = merge_plan(snapshot_of(concept), variant.base, snapshot_of(variant))
        (conflict,) = plan.conflicts
        assert not plan.agreed
        merge(cast, variant, concept, *([conflict.name] if takes_variant else []))
        assert transition(concept, "kurs", "arbeit").procedure == expected
        variant.refresh_from_db()
        again = merge_plan(snapshot_of(concept), variant.base, snapshot_of(variant))
        assert not again.conflicts or not takes_variant


def test_the_same_change_on_both_sides_is_no_conflict(cast: Cast) -> None:
    concept, variant = both(cast)
    with cast.inside():
        for each in (concept, variant):
            remove_transition(
                cast.aydin,
                each,
                revision=each.revision,
                transition=transition(each, "kurs", "arbeit"),
            )
        plan = merge_plan(snapshot_of(concept), variant.base, snapshot_of(variant))
        assert (plan.conflicts, plan.agreed) == ([], [])


def test_merging_rests_on_a_revision(cast: Cast) -> None:
    concept, variant = both(cast)
    with cast.inside():
        join(cast, variant)
        with pytest.raises(ConceptChanged):
            merge_variant(cast.aydin, variant, revision=concept.revision - 1)


def test_who_may_what(cast: Cast) -> None:
    concept, variant = both(cast)
    with cast.inside():
        for person in (cast.brandt, cast.ernst, cast.czerny):
            with pytest.raises(Refused):
                branch_variant(person, concept, title="Nein")
            with pytest.raises(Refused):
                merge_variant(person, variant, revision=concept.revision)
        with pytest.raises(Refused):
            branch_variant(cast.aydin, variant, title="Variante der Variante")
        with pytest.raises(Refused):
            merge_variant(cast.aydin, concept, revision=concept.revision)
        with pytest.raises(Refused):
            present_version(cast.aydin, variant, revision=variant.revision, today=TODAY)
