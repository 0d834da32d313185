"""Findings as a work list: narrowed, grouped, assigned, accepted, and still there after the next check."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.test import Client

from staffelstab.web.concepts.actions.add_transition import add_transition
from staffelstab.web.concepts.actions.assign_finding import assign_finding
from staffelstab.web.concepts.models import Concept, FindingCare
from staffelstab.web.desk.queries import AssignedCard, desk_of
from tests.cast import Cast, assert_constant_queries
from tests.web.concepts.making import STUCK, TODAY, a_concept, board_of, finding_names, station
from tests.web.concepts.views.test_pages import BASE, page, text_of


def post(client: Client, concept: Concept, deed: str, **data: Any) -> Any:
    given = {"finding": STUCK, "view": "", **data}
    return client.post(f"{BASE}{concept.pk}/befunde/{deed}/", given, follow=True)


def items(found: Any) -> list[str]:
    return [text_of(item) for item in found.xpath("//li[@class='work-item']")]


def test_all_findings_stand_in_groups_by_cause(cast: Cast) -> None:
    concept = a_concept(cast)
    found = page(cast.client("brandt"), f"{concept.pk}/befunde/")
    with cast.inside():
        assert len(items(found)) == len(finding_names(concept))
    causes = [text_of(cause) for cause in found.xpath("//details[contains(@class, 'cause')]/summary")]
    assert any("Parkplatz: ein Übergang fehlt" in cause for cause in causes)
    assert any("Übergabe ungeregelt" in cause for cause in causes)


def test_the_list_can_be_narrowed(cast: Cast) -> None:
    concept = a_concept(cast)
    client = cast.client("aydin")
    everything = items(page(client, f"{concept.pk}/befunde/"))
    for query in ("severity=serious", "profile=language:none", "modules=1", "state=open", "place=05999004"):
        some = items(page(client, f"{concept.pk}/befunde/?{query}"))
        assert set(some) <= set(everything), query
        assert some, query
    assert not items(page(client, f"{concept.pk}/befunde/?state=accepted"))
    assert items(page(client, f"{concept.pk}/befunde/?severity=x&organisation=y&profile=z")) == everything


def test_an_assigned_finding_waits_on_the_desk_of_the_partner(cast: Cast) -> None:
    concept = a_concept(cast)
    answer = post(
        cast.client("aydin"),
        concept,
        "zuweisen",
        organisation=cast.partner_organisation.pk,
        due_on="01.12.2026",
    )
    assert "Bildungswerk Musterkreis, bis 01.12.2026" in answer.content.decode()
    with cast.inside():
        cards = [c for c in desk_of(cast.brandt, today=TODAY).cards if isinstance(c, AssignedCard)]
        assert [card.care.name for card in cards] == [STUCK]
        assert not cards[0].is_overdue
        assert not [c for c in desk_of(cast.dikmen, today=TODAY).cards if isinstance(c, AssignedCard)]
    assert (
        "Sie kümmern sich darum" in cast.client("brandt").get("/b/musterkreis/schreibtisch/").content.decode()
    )


def test_a_function_finds_what_is_assigned_to_it(cast: Cast) -> None:
    concept = a_concept(cast)
    post(cast.client("aydin"), concept, "zuweisen", function="Jugendamt")
    with cast.inside():
        cards = [c for c in desk_of(cast.dikmen, today=TODAY).cards if isinstance(c, AssignedCard)]
    assert len(cards) == 1


def test_accepting_needs_a_reason_and_survives_the_next_check(cast: Cast) -> None:
    concept = a_concept(cast)
    client = cast.client("dikmen")
    post(client, concept, "annehmen", because="  ")
    with cast.inside():
        assert not FindingCare.objects.exists()
    post(client, concept, "annehmen", because="Der Kurs beginnt erst im Herbst.")
    with cast.inside():
        add_transition(
            cast.aydin,
            concept,
            revision=concept.revision,
            origin=station(concept, "beratung"),
            target=station(concept, "kurs"),
        )
        assert STUCK in finding_names(concept)
    found = page(client, f"{concept.pk}/befunde/?state=accepted")
    assert len(items(found)) == 1
    assert "Der Kurs beginnt erst im Herbst." in items(found)[0]
    post(client, concept, "wieder-oeffnen")
    assert not items(page(client, f"{concept.pk}/befunde/?state=accepted"))


def test_what_is_repaired_is_told_as_settled(cast: Cast) -> None:
    concept = a_concept(cast)
    post(cast.client("aydin"), concept, "zuweisen", function="Jugendamt")
    with cast.inside():
        add_transition(
            cast.aydin,
            concept,
            revision=concept.revision,
            origin=station(concept, "vorkurs"),
            target=station(concept, "kurs"),
        )
        board_of(concept)
    found = page(cast.client("aydin"), f"{concept.pk}/befunde/")
    assert found.xpath("//section[@aria-labelledby='settled']//li")
    with cast.inside():
        assert not [c for c in desk_of(cast.dikmen, today=TODAY).cards if isinstance(c, AssignedCard)]


def test_partners_read_and_names_of_people_are_refused(cast: Cast) -> None:
    concept = a_concept(cast)
    assert post(cast.client("brandt"), concept, "zuweisen", function="Jugendamt").status_code == 403
    post(cast.client("aydin"), concept, "zuweisen", function="Frau Muster")
    post(cast.client("aydin"), concept, "zuweisen")
    with cast.inside():
        assert not FindingCare.objects.exists()
    assert (
        post(cast.client("aydin"), concept, "zuweisen", finding="x", function="Jugendamt").status_code == 404
    )


def test_the_number_of_queries_does_not_grow(cast: Cast) -> None:
    concept = a_concept(cast)
    client = cast.client("aydin")
    with cast.inside():
        names = sorted(finding_names(concept))

    def one_more(number: int) -> None:
        with cast.inside():
            assign_finding(
                cast.aydin,
                concept,
                name=names[number],
                title="Befund",
                organisation=cast.partner_organisation,
                due_on=date(2026, 12, number),
            )

    assert_constant_queries(lambda: page(client, f"{concept.pk}/befunde/"), one_more)
