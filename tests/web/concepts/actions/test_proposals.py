"""Partners propose at their own stations; the coordination answers; nobody's change is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from staffelstab.web.concepts.actions.accept_proposal import accept_proposal
from staffelstab.web.concepts.actions.change_concept import ConceptChanged
from staffelstab.web.concepts.actions.propose_change import propose_change
from staffelstab.web.concepts.actions.reject_proposal import reject_proposal
from staffelstab.web.concepts.models import Concept, Proposal, Transition
from staffelstab.web.kit.verdict import Refused
from tests.cast import Cast
from tests.web.concepts.making import STUCK, a_concept, finding_names, station, transition


def propose(cast: Cast, concept: Concept, **values: Any) -> Proposal:
    """Brandt's organisation runs the pre-course."""
    with cast.inside():
        return propose_change(
            cast.brandt,
            concept,
            origin=station(concept, "beratung"),
            target=station(concept, "vorkurs"),
            **{"hands_over": "Beratungsstelle", **values},
        )


def test_a_proposal_leaves_the_concept_alone_until_it_is_accepted(cast: Cast) -> None:
    concept = a_concept(cast)
    proposal = propose(cast, concept, reason="So läuft es schon.")
    assert proposal.values == {"hands_over": "Beratungsstelle"}
    with cast.inside():
        assert transition(concept, "beratung", "vorkurs").hands_over == ""
        accept_proposal(cast.dikmen, proposal, revision=concept.revision)
        assert transition(concept, "beratung", "vorkurs").hands_over == "Beratungsstelle"
        proposal.refresh_from_db()
        with pytest.raises(Refused):
            accept_proposal(cast.dikmen, proposal, revision=concept.revision + 1)
    assert (proposal.state, proposal.answered_by) == ("accepted", str(cast.dikmen.user))


def test_a_new_transition_is_proposed_and_closes_the_gap(cast: Cast) -> None:
    concept = a_concept(cast)
    with cast.inside():
        proposal = propose_change(
            cast.brandt, concept, origin=station(concept, "vorkurs"), target=station(concept, "kurs")
        )
        assert proposal.is_new
        accept_proposal(cast.aydin, proposal, revision=concept.revision)
        assert STUCK not in finding_names(concept)


def test_rejecting_needs_a_reason(cast: Cast) -> None:
    concept = a_concept(cast)
    proposal = propose(cast, concept)
    with cast.inside():
        with pytest.raises(ValidationError):
            reject_proposal(cast.aydin, proposal, answer=" ")
        reject_proposal(cast.aydin, proposal, answer="Das klären wir in der Sitzung.")
        assert Transition.objects.get(pk=transition(concept, "beratung", "vorkurs").pk).hands_over == ""


def test_only_at_ones_own_stations_and_only_by_partners(cast: Cast) -> None:
    concept = a_concept(cast)
    with cast.inside():
        ends: dict[str, Any] = {"origin": station(concept, "kurs"), "target": station(concept, "arbeit")}
        own: dict[str, Any] = {"origin": station(concept, "beratung"), "target": station(concept, "vorkurs")}
        with pytest.raises(Refused):
            propose_change(cast.brandt, concept, **ends, papers="Zeugnis")
        for person in (cast.aydin, cast.ernst, cast.czerny):
            with pytest.raises(Refused):
                propose_change(person, concept, **own, papers="Zeugnis")
        with pytest.raises(ValidationError):
            propose_change(cast.brandt, concept, **own, hands_over="")
    proposal = propose(cast, concept)
    with cast.inside(), pytest.raises(Refused):
        accept_proposal(cast.brandt, proposal, revision=concept.revision)


def test_accepting_rests_on_a_revision(cast: Cast) -> None:
    concept = a_concept(cast)
    proposal = propose(cast, concept)
    with cast.inside():
        with pytest.raises(ConceptChanged):
            accept_proposal(cast.aydin, proposal, revision=concept.revision - 1)
        proposal.refresh_from_db()
    assert proposal.state == "open"
