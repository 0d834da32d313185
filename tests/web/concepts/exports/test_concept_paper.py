"""The concept on paper: four parts, findings and how they are dealt with, the annex; accessible and lasting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import page
import pytest

from staffelstab.web.concepts.actions.accept_finding import accept_finding
from staffelstab.web.concepts.exports.concept_paper import (
    Subject,
    brief_paper,
    concept_paper,
    drawing_paper,
)
from staffelstab.web.concepts.models import Concept
from staffelstab.web.concepts.queries.versions import content_of
from staffelstab.web.documents.exports.paper import Heading, Paper, Points, Table, Text
from staffelstab.web.documents.exports.pdf import to_pdf
from tests.cast import Cast
from tests.web.concepts.actions.test_versions import decided
from tests.web.concepts.making import STUCK, TODAY, a_concept
from tests.web.concepts.views.test_pages import BASE


def subject(cast: Cast, concept: Concept | None = None) -> Subject:
    concept = concept or a_concept(cast)
    with cast.inside():
        content = content_of(concept)
    cares = {care["name"]: care for care in content["findings"]}
    return Subject(content["document"], "Bündnis Musterkreis", "Entwurf", date(2026, 12, 1), cares)


def said(paper: Paper) -> Iterator[str]:
    for block in paper.blocks:
        if isinstance(block, Heading | Text):
            yield block.text
        elif isinstance(block, Points):
            yield from block.items
        elif isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row)


def test_the_four_parts_stand_in_their_order_and_then_findings_and_annex(cast: Cast) -> None:
    paper = concept_paper(subject(cast))
    parts = [block.text for block in paper.blocks if isinstance(block, Heading) and block.level == 1]
    assert [part.split()[0] for part in parts] == ["1", "2", "3", "4", "5", "Anhang:"]
    text = " ".join(said(paper))
    assert "Bausteine: Vorkurs Deutsch." in text
    assert "Beratung → Vorkurs Deutsch" in text
    assert "Wer übergibt: Kursleitung" in text
    assert "Aufgenommen wird" in text


def test_what_can_be_passed_on_counts_no_persons(cast: Cast) -> None:
    """The needs of this concept count 40 persons; a smaller number would be told as easily."""
    counted = re.compile(r"\d+\s+Person")
    printed = subject(cast)
    assert counted.search(" ".join(said(brief_paper(printed))))
    assert not counted.search(" ".join(said(concept_paper(printed))))


def test_an_accepted_finding_is_printed_with_its_reason(cast: Cast) -> None:
    concept = a_concept(cast)
    with cast.inside():
        accept_finding(
            cast.aydin, concept, name=STUCK, title="P", because="Der Kurs kommt 2027.", today=TODAY
        )
    assert "als bekannt angenommen: Der Kurs kommt 2027." in set(said(concept_paper(subject(cast, concept))))


def test_the_brief_is_short_and_says_what_to_decide(cast: Cast) -> None:
    text = " ".join(said(brief_paper(subject(cast))))
    assert "2 von 2 Übergängen sind vereinbart" in text
    assert "Programm Brücke" in text


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_the_papers_are_accessible_and_last(profile: str, cast: Cast) -> None:
    made = subject(cast)
    for paper in (concept_paper(made), brief_paper(made), drawing_paper(made, "a3")):
        assert page.validate_pdf_bytes(to_pdf(paper), profile=profile).is_compliant


def test_a_decided_version_prints_the_same_paper_again(cast: Cast) -> None:
    version = decided(cast)
    client = cast.client("ernst")
    address = f"{BASE}fassung/{version.pk}/papier/gesamtkonzept.pdf"
    first, again = client.get(address), client.get(address)
    assert first.status_code == 200
    assert first.content == again.content


@pytest.mark.parametrize(
    "name", ["gesamtkonzept.pdf", "kurzfassung.pdf", "bild-a4.pdf", "bild-a3.pdf", "bild.png"]
)
def test_every_paper_can_be_taken_along(name: str, cast: Cast) -> None:
    concept = a_concept(cast)
    answer = cast.client("brandt").get(f"{BASE}{concept.pk}/papier/{name}")
    assert answer.status_code == 200
    assert answer.content.startswith((b"%PDF", b"\x89PNG"))


def test_other_papers_do_not_exist(cast: Cast) -> None:
    concept = a_concept(cast)
    assert cast.client("brandt").get(f"{BASE}{concept.pk}/papier/x.pdf").status_code == 404


def test_the_concept_leaves_as_bpmn_too(cast: Cast) -> None:
    concept = a_concept(cast)
    answer = cast.client("brandt").get(f"{BASE}{concept.pk}/datei.bpmn")
    assert answer.status_code == 200
    assert b"http://www.omg.org/spec/BPMN/20100524/MODEL" in answer.content
