"""Two people at one concept at the same moment, each in a transaction of their own: nothing is lost, one is told."""

from __future__ import annotations

from typing import Any

from django.test import Client

from staffelstab.web.concepts.models import Change, Concept, FindingCare
from tests.cast import Cast
from tests.web.concepts.making import STUCK, a_concept, board_of, transition
from tests.web.concepts.views.test_pages import BASE
from tests.web.racing import post_at_once


def at_once(clients: dict[str, Client], path: str, data: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Both start together; what each of them reads."""
    answers = post_at_once(clients, BASE + path, data)
    return {who: clients[who].get(answer["Location"]).content.decode() for who, answer in answers.items()}


def test_of_two_edits_of_a_transition_one_is_stored_and_the_other_told(
    transactional_db: None, cast: Cast
) -> None:
    concept = a_concept(cast)
    with cast.inside():
        there = transition(concept, "kurs", "arbeit")
        board_of(concept)
    states = {"aydin": "possible", "dikmen": "aimed"}
    data = {who: {"revision": concept.revision, "state": state} for who, state in states.items()}
    clients = {who: cast.client(who) for who in states}
    answers = at_once(clients, f"{concept.pk}/uebergaenge/{there.pk}/stand/", data)
    (told,) = [who for who, text in answers.items() if "Es wurde nichts gespeichert" in text]
    with cast.inside():
        stored = Concept.objects.get(pk=concept.pk)
        assert stored.revision == concept.revision + 1
        assert Change.objects.filter(concept=stored, revision=stored.revision).count() == 1
        (written,) = Change.objects.filter(concept=stored, revision=stored.revision)
        winner = next(who for who in states if written.by == str(cast.user(who)))
        assert winner != told
        assert transition(concept, "kurs", "arbeit").state == states[winner]


def test_a_finding_taken_up_twice_at_once_has_one_care(transactional_db: None, cast: Cast) -> None:
    concept = a_concept(cast)
    with cast.inside():
        board_of(concept)
    data = {
        who: {"finding": STUCK, "view": "", "function": function}
        for who, function in (("aydin", "Koordination"), ("dikmen", "Jugendamt"))
    }
    clients = {who: cast.client(who) for who in data}
    at_once(clients, f"{concept.pk}/befunde/zuweisen/", data)
    with cast.inside():
        care = FindingCare.objects.get()
    assert care.function in ("Koordination", "Jugendamt")
