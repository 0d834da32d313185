"""The list of needs as a file."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests.cast import Cast
from tests.web.offers.making import a_need

ROOT = "/b/musterkreis/angebote/bedarfe/"


def rows_of(content: bytes, form: str) -> list[list[Any]]:
    if form == "csv":
        return [list(row) for row in csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")]
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_range_stays_a_range_with_its_words(cast: Cast, form: str) -> None:
    a_need(cast, "Gruppe", wording="about 400", date=date(2026, 6, 30), places=cast.places[:2], note="=1+1")
    answer = cast.client("brandt").get(f"{ROOT}bedarfe.{form}")
    assert answer.status_code == 200
    header, row = rows_of(answer.content, form)
    said = dict(zip(header, row, strict=True))
    assert (
        said["Zahl, wie sie geschrieben wurde"],
        str(said["mindestens"])[:3],
        str(said["höchstens"])[:3],
    ) == (
        "about 400",
        "360",
        "440",
    )
    assert said["Schlüssel der Gemeinden"] == "05999008 05999004"
    assert said["Anmerkung"] == ("'=1+1" if form == "csv" else "=1+1")


def test_the_file_holds_what_the_list_shows(cast: Cast) -> None:
    a_need(cast, "Wohnen", life_area="housing")
    a_need(cast, "Sprache", life_area="language")
    content = cast.client("aydin").get(f"{ROOT}bedarfe.csv?life_area=housing").content
    assert [row[0] for row in rows_of(content, "csv")[1:]] == ["Wohnen"]


def test_a_stranger_gets_no_file(cast: Cast) -> None:
    assert cast.client("czerny").get(f"{ROOT}bedarfe.csv").status_code == 404
