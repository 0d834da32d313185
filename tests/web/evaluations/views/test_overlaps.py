from __future__ import annotations

import page as validator
from django.urls import reverse

from tests.cast import Cast
from tests.web.evaluations.making import a_figure, a_known_overlap, pair, twice


def page_of(cast: Cast) -> str:
    return reverse("evaluations:overlaps", args=[cast.alliance.slug])


def test_a_stranger_finds_nothing(cast: Cast) -> None:
    twice(cast)
    known = a_known_overlap(cast)
    one, other = pair(cast)
    czerny = cast.client("czerny")
    mark = reverse("evaluations:mark_overlap", args=[cast.alliance.slug, one.pk, other.pk])
    unmark = reverse("evaluations:unmark_overlap", args=[cast.alliance.slug, known.pk])
    assert {czerny.get(page_of(cast)).status_code, czerny.get(mark).status_code} == {404}
    assert czerny.post(unmark).status_code == 404


def test_the_statement_says_who_pays_what_for_whom(cast: Cast) -> None:
    twice(cast)
    page = cast.client("brandt").get(page_of(cast)).content.decode()
    assert "Doppelförderung: Vorkurs" in page
    assert "Bezahlt werden sie aus zwei öffentlichen Quellen:" in page
    assert "Beide gibt es in allen Gemeinden." in page
    assert "Betroffene Personen: 40." in page
    assert "Mit beiden Zuwendungsgebern zu klären" in page
    assert "Als bekannt vermerken" not in page


def test_a_known_overlap_shows_its_reason(cast: Cast) -> None:
    twice(cast)
    one, other = pair(cast)
    client = cast.client("dikmen")
    mark = reverse("evaluations:mark_overlap", args=[cast.alliance.slug, one.pk, other.pk])
    assert "Why" not in client.get(mark).content.decode()
    empty = client.post(mark, {"reason": ""})
    assert empty.status_code == 200
    client.post(mark, {"reason": "Abends kommen andere."})
    page = client.get(page_of(cast)).content.decode()
    assert "Nichts ist offen" in page
    assert "vom Bündnis gewollt: Abends kommen andere." in page


def test_the_paper_is_accessible(cast: Cast) -> None:
    twice(cast)
    a_known_overlap(cast, reason="Weil <b>beide</b> #gebraucht werden.")
    answer = cast.client("aydin").get(reverse("evaluations:overlaps_pdf", args=[cast.alliance.slug]))
    assert answer["Content-Type"] == "application/pdf"
    assert validator.validate_pdf_bytes(answer.content, profile="ua1").is_compliant


def test_without_an_overlap_the_page_says_what_was_looked_at(cast: Cast) -> None:
    assert "Es gibt noch kein Gesamtkonzept." in cast.client("aydin").get(page_of(cast)).content.decode()
    a_figure(cast)
    page = cast.client("aydin").get(page_of(cast)).content.decode()
    assert "Keine zwei Angebote tun dasselbe" in page
