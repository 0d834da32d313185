"""Papers keep PDF/A and PDF/UA whatever people typed into them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import page
import pytest

from staffelstab.web.documents.exports.charts import Bar, Chart, draw
from staffelstab.web.documents.exports.paper import Drawing, Heading, Paper, Points, Table, Text
from staffelstab.web.documents.exports.pdf import PaperNotSet, to_pdf, to_png
from staffelstab.web.documents.phrases import Span

DRAWING = draw(Chart("Titel", "Text", "Personen", ("Bedarf",), (Bar("Baustein", (Span(3, None),)),)))
PAPER = Paper(
    title="Ergebnisse",
    subtitle="Untertitel",
    preline="Bündnis Musterkreis",
    marking="Nur für den internen Gebrauch",
    language="de",
    day=date(2026, 12, 1),
    blocks=(
        Drawing(DRAWING, "Baustein: Bedarf mindestens 3", "Abbildung"),
        Heading("Zahlen"),
        Table("Tabelle", ("Baustein", "Bedarf"), (("Coaching", "90 bis 110"),), numeric=(1,)),
        Heading("Einzelnes", 2),
        Text("Ein Satz.", is_note=True),
        Points(("eins", "zwei")),
    ),
)


@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize("is_wide", [False, True])
def test_a_paper_is_accessible_and_lasts(profile: str, is_wide: bool) -> None:
    report = page.validate_pdf_bytes(to_pdf(replace(PAPER, is_wide=is_wide)), profile=profile)
    assert report.is_compliant


@pytest.mark.parametrize(
    "typed", ["#panic(1) $x$ *b* @q <l> \\ //", "emoji 🙂 汉字 \u202e عربى", "Łódź İstanbul Ștefan Київ", ""]
)
def test_whatever_is_typed_is_text(typed: str) -> None:
    paper = replace(PAPER, title=typed or "Titel", blocks=(Text(typed), Points((typed,))))
    assert page.validate_pdf_bytes(to_pdf(paper), profile="ua1").is_compliant


def test_the_same_paper_is_the_same_file_and_has_the_same_fingerprint() -> None:
    assert to_pdf(PAPER) == to_pdf(replace(PAPER))
    assert replace(PAPER, title="Anders").fingerprint != PAPER.fingerprint


def test_a_drawing_becomes_a_picture() -> None:
    assert to_png(DRAWING).startswith(b"\x89PNG")


def test_a_broken_drawing_says_so() -> None:
    with pytest.raises(PaperNotSet, match=r"drawing\.typ"):
        to_png("<svg")
