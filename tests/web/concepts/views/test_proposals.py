"""Proposals and bringing back, as people see them."""

from __future__ import annotations

from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone

from staffelstab.web.concepts.models import Proposal
from staffelstab.web.concepts.queries.presence import SECONDS, others_here
from tests.cast import Cast, assert_constant_queries
from tests.web.concepts.actions.test_proposals import propose
from tests.web.concepts.making import a_concept, station, transition
from tests.web.concepts.views.test_pages import BASE, page, text_of
from tests.web.concepts.views.test_versions import act, content


def test_a_partner_proposes_from_the_table_and_reads_the_answer(cast: Cast) -> None:
    concept = a_concept(cast)
    brandt, aydin = cast.client("brandt"), cast.client("aydin")
    table = page(brandt, f"{concept.pk}/tabelle/")
    (link,) = table.xpath("//table//a[contains(@href, '/vorschlag/')]/@href")
    form = page(brandt, link.removeprefix(BASE))
    assert "Beratung → Vorkurs Deutsch" in text_of(form.xpath("//h1")[0])
    told = act(brandt, link.removeprefix(BASE), state="agreed", papers="Zeugnis", reason="Fehlt bisher.")
    assert "Ihr Vorschlag ging an die Koordination" in told
    seen = content(aydin.get(f"{BASE}{concept.pk}/vorschlaege/"))
    assert "Zeugnis" in seen and "Fehlt bisher." in seen
    with cast.inside():
        proposal = Proposal.objects.get()
    given = {"revision": concept.revision, "verdict": "reject"}
    assert "Bitte nennen Sie den Grund" in act(aydin, f"vorschlag/{proposal.pk}/antwort/", **given)
    told = act(aydin, f"vorschlag/{proposal.pk}/antwort/", **given, answer="Erst in der Sitzung.")
    assert "Erst in der Sitzung." in told


def test_an_accepted_proposal_can_be_taken_back_and_brought_back(cast: Cast) -> None:
    concept = a_concept(cast)
    proposal = propose(cast, concept)
    aydin = cast.client("aydin")
    act(aydin, f"vorschlag/{proposal.pk}/antwort/", revision=concept.revision, verdict="accept")
    for path, expected in (("rueckgaengig/", ""), ("wiederherstellen/", "Beratungsstelle")):
        with cast.inside():
            concept.refresh_from_db()
        act(aydin, f"{concept.pk}/{path}", revision=concept.revision)
        with cast.inside():
            assert transition(concept, "beratung", "vorkurs").hands_over == expected


def test_what_changed_meanwhile_is_shown(cast: Cast) -> None:
    concept = a_concept(cast)
    propose(cast, concept)
    with cast.inside():
        there = transition(concept, "beratung", "vorkurs")
        type(there).objects.filter(pk=there.pk).update(hands_over="Jugendamt")
    seen = content(cast.client("aydin").get(f"{BASE}{concept.pk}/vorschlaege/"))
    assert "inzwischen steht im Gesamtkonzept: Jugendamt" in seen


def test_a_new_transition_is_proposed_on_the_page(cast: Cast) -> None:
    concept = a_concept(cast)
    with cast.inside():
        ends = {"origin": station(concept, "vorkurs").pk, "target": station(concept, "kurs").pk}
    assert "ein neuer Übergang" in act(cast.client("brandt"), f"{concept.pk}/vorschlaege/", **ends)


def test_the_number_of_queries_does_not_grow(cast: Cast) -> None:
    concept = a_concept(cast)
    client = cast.client("aydin")
    assert_constant_queries(
        lambda: page(client, f"{concept.pk}/vorschlaege/"),
        lambda number: propose(cast, concept, hands_over=f"Stelle {number}"),
    )


def test_who_else_is_here_is_told_by_function_and_forgotten(cast: Cast) -> None:
    concept = a_concept(cast)
    cache.delete(f"presence-{concept.pk}")  # who was here in another test
    assert "Gerade auch hier" not in content(cast.client("aydin").get(f"{BASE}{concept.pk}/"))
    told = content(cast.client("dikmen").get(f"{BASE}{concept.pk}/"))
    assert f"Gerade auch hier: {cast.aydin.user}." in told
    again = cast.client("dikmen").get(f"{BASE}{concept.pk}/anwesend/").content.decode()
    assert str(cast.aydin.user) in again and str(cast.dikmen.user) not in again
    later = timezone.now() + timedelta(seconds=SECONDS + 1)
    with cast.inside():
        assert others_here(cast.dikmen, concept, now=later) == []


def test_open_proposals_lie_on_the_desk_of_those_who_answer(cast: Cast) -> None:
    concept = a_concept(cast)
    propose(cast, concept)
    for who, waits in (("aydin", True), ("dikmen", True), ("brandt", False)):
        desk = cast.client(who).get("/b/musterkreis/schreibtisch/").content.decode()
        assert ("1 Vorschlag wartet auf Antwort" in desk) == waits, who
