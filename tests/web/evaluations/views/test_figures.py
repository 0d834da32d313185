from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.urls import reverse
from pptx import Presentation
from pytest_django import Settings

from staffelstab.web.alliances.models import Alliance
from tests.cast import Cast, assert_constant_queries
from tests.web.evaluations.making import FIRST, a_figure
from tests.web.offers.making import a_need

TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def page_of(alliance: Alliance) -> str:
    return reverse("evaluations:figure", args=[alliance.slug])


def file_of(alliance: Alliance, kind: str) -> str:
    return reverse("evaluations:figure_file", args=[alliance.slug, kind])


def test_a_stranger_finds_nothing(cast: Cast) -> None:
    a_figure(cast)
    assert cast.client("czerny").get(page_of(cast.alliance)).status_code == 404
    assert cast.client("czerny").get(file_of(cast.alliance, "xlsx")).status_code == 404


def test_without_a_concept_the_page_says_what_is_needed(cast: Cast) -> None:
    page = cast.client("aydin").get(page_of(cast.alliance)).content.decode()
    assert "Es gibt noch kein Gesamtkonzept." in page
    assert cast.client("aydin").get(file_of(cast.alliance, "pdf")).status_code == 404


def test_the_figure_counts_the_town(cast: Cast) -> None:
    a_figure(cast)
    page = cast.client("brandt").get(page_of(cast.alliance)).content.decode()
    row = page.partition(f'kern-table__cell">{FIRST}</th>')[2].partition("</tr>")[0]
    cells = [cell.partition("</td>")[0] for cell in row.split('kern-table__cell">')[1:]]
    assert cells == ["40", "nicht bekannt", "höchstens 40", "0", "40", "100 %"]


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_every_kind_of_file_can_be_taken_along(cast: Cast, kind: str) -> None:
    a_figure(cast)
    answer = cast.client("brandt").get(file_of(cast.alliance, kind))
    assert (answer.status_code, answer["Content-Type"]) == (200, TYPES[kind])
    assert answer["Content-Disposition"].endswith(f'-musterkreis.{kind}"')
    assert (
        "handlungsfeldern" in answer["Content-Disposition"]
        or "foerderbausteinen" in answer["Content-Disposition"]
    )


def test_page_drawing_slide_and_workbook_say_the_same(cast: Cast) -> None:
    a_figure(cast)
    client = cast.client("aydin")
    drawing = client.get(file_of(cast.alliance, "svg")).content.decode()
    assert FIRST in drawing
    assert drawing.count(">40<") == 2
    slide = Presentation(BytesIO(client.get(file_of(cast.alliance, "pptx")).content)).slides[0]
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    assert [str(label) for label in chart.plots[0].categories] == [FIRST]
    assert {series.name: tuple(series.values) for series in chart.plots[0].series} == {
        "Bedarf, mindestens": (40.0,),
        "Bedarf, höchstens": (40.0,),
        "Plätze, mindestens": (None,),
        "Plätze, höchstens": (None,),
        "Ohne Weg, mindestens": (40.0,),
        "Ohne Weg, höchstens": (40.0,),
    }
    assert "40\tnicht bekannt\thöchstens 40\t0\t40\t100 %" in slide.notes_slide.notes_text_frame.text
    book = openpyxl.load_workbook(BytesIO(client.get(file_of(cast.alliance, "xlsx")).content))
    first = [cell.value for cell in book["Zahlen"][2]]
    assert first == [FIRST, 40, 40, None, None, 0, 40, 0, 0, 40, 40, 2, 0, 2]


def test_what_leaves_the_page_says_that_it_is_internal(cast: Cast) -> None:
    a_figure(cast)
    content = cast.client("aydin").get(file_of(cast.alliance, "pptx")).content
    slide = Presentation(BytesIO(content)).slides[0]
    assert any("Nur für den internen Gebrauch" in s.text_frame.text for s in slide.shapes if s.has_text_frame)


def test_an_unknown_concept_or_kind_is_not_found(cast: Cast) -> None:
    a_figure(cast)
    assert cast.client("aydin").get(f"{page_of(cast.alliance)}?concept=99999").status_code == 404
    assert cast.client("aydin").get(file_of(cast.alliance, "exe")).status_code == 404


def test_needs_without_numbers_leave_persons_unknown(cast: Cast) -> None:
    a_figure(cast, needs=[])
    page = cast.client("aydin").get(page_of(cast.alliance)).content.decode()
    assert "Noch kein Bedarf hat eine Zahl." in page
    assert "100 %" in page


def test_more_needs_cost_no_more_queries(cast: Cast) -> None:
    a_figure(cast)
    client = cast.client("aydin")
    assert_constant_queries(
        lambda: client.get(page_of(cast.alliance)),
        lambda n: a_need(cast, label=f"Gruppe {n}", minimum=n, source="Zählung"),
    )


@pytest.mark.parametrize("kind", ["pdf", "png"])
def test_without_letters_for_papers_the_page_says_what_to_do(
    cast: Cast, kind: str, settings: Settings, tmp_path: Path
) -> None:
    a_figure(cast)
    settings.NODE_MODULES_DIR = tmp_path
    page = cast.client("aydin").get(file_of(cast.alliance, kind), follow=True).content.decode()
    assert "Die Datei konnte nicht erstellt werden." in page
