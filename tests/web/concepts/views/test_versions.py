"""Versions, comments, comparison and variants as people see them."""

from __future__ import annotations

import hashlib
from typing import Any

from django.test import Client

from staffelstab.web.concepts.models import Comment, Concept, Version
from tests.cast import Cast, assert_constant_queries
from tests.web.concepts.actions.test_versions import presented
from tests.web.concepts.making import STUCK, a_concept, finding_names
from tests.web.concepts.views.test_pages import BASE, page, parsed, text_of


def content(answer: Any) -> str:
    return text_of(parsed(answer).get_element_by_id("content"))


def act(client: Client, path: str, **data: Any) -> str:
    return content(client.post(BASE + path, data, follow=True))


def test_from_draft_to_a_version_in_force(cast: Cast) -> None:
    concept = a_concept(cast)
    client = cast.client("aydin")
    assert "Es gibt noch keine Fassung" in content(client.get(f"{BASE}{concept.pk}/fassungen/"))
    told = act(client, f"{concept.pk}/fassungen/vorstellen/", revision=concept.revision, note="Erster Stand")
    assert "Kleinstadt, Fassung 1" in told
    assert "Er wurde eben neu berechnet und stimmt." in told
    with cast.inside():
        version = Version.objects.get()
    place = f"fassung/{version.pk}/"
    act(cast.client("brandt"), place + "anmerkung/", text="Wer übergibt?", about="station:vorkurs")
    act(client, place + "besprochen/")
    given = {"body": "Kerngruppe", "decided_on": "x", "text": "Angenommen."}
    assert "Das ist kein Datum" in act(client, place + "beschlossen/", **given)
    given["decided_on"] = version.presented_on.strftime("%d.%m.%Y")
    assert "Anmerkungen sind offen" in act(client, place + "beschlossen/", **given)
    with cast.inside():
        comment = Comment.objects.get()
    assert comment.about_title == "Vorkurs Deutsch"
    assert "Geklärt im Gespräch" in act(
        cast.client("dikmen"),
        f"anmerkung/{comment.pk}/erledigt/",
        state="resolved",
        answer="Geklärt im Gespräch",
    )
    assert "beschlossen" in act(client, place + "beschlossen/", **given)
    assert "in Kraft" in act(client, place + "in-kraft/", valid_from=given["decided_on"])


def test_the_fingerprint_can_be_computed_from_the_file(cast: Cast) -> None:
    version = presented(cast)
    answer = cast.client("ernst").get(f"{BASE}fassung/{version.pk}/fassung.json")
    assert hashlib.sha256(answer.content).hexdigest() == version.digest


def test_a_repair_is_tried_in_a_variant_with_one_click_and_merged(cast: Cast) -> None:
    concept = a_concept(cast)
    client = cast.client("aydin")
    told = act(client, f"{concept.pk}/varianten/reparatur/", finding=STUCK)
    assert "Nach »Vorkurs Deutsch« fehlt ein Übergang" in told
    with cast.inside():
        variant = Concept.objects.get(variant_of=concept)
        assert STUCK in finding_names(concept)
        assert STUCK not in finding_names(variant)
    shown = page(client, f"{variant.pk}/zusammenfuehren/")
    assert "Vorkurs Deutsch → Deutschkurs B1" in text_of(shown.get_element_by_id("content"))
    act(client, f"{variant.pk}/zusammenfuehren/", revision=concept.revision)
    with cast.inside():
        assert STUCK not in finding_names(concept)


def test_two_are_compared_side_by_side(cast: Cast) -> None:
    concept = a_concept(cast)
    version = presented(cast, concept)
    client = cast.client("brandt")
    assert "Beide sagen dasselbe" in content(
        client.get(f"{BASE}{concept.pk}/vergleich/?left=v{version.pk}&right=c{concept.pk}")
    )
    for query in ("", "?left=x&right=y", "?left=v999999&right=c999999"):
        assert client.get(f"{BASE}{concept.pk}/vergleich/{query}").status_code == 200


def test_a_stranger_side_is_never_compared(cast: Cast) -> None:
    concept = a_concept(cast)
    client = cast.client("czerny")
    assert client.get(f"{BASE}{concept.pk}/vergleich/").status_code == 404


def test_the_number_of_queries_does_not_grow(cast: Cast) -> None:
    concept = a_concept(cast)
    client = cast.client("aydin")
    assert_constant_queries(
        lambda: page(client, f"{concept.pk}/fassungen/"), lambda number: presented(cast, concept)
    )
