"""What leaves as a table is what was shown: no formula, no lost zero, the same bytes twice."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from staffelstab.web.kit.sheets import Sheet, as_csv, as_file, as_xlsx, harmless


def written_in(file: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(file))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-1+cmd", "'-1+cmd"),
        ("+49 (281) 207-0", "+49 (281) 207-0"),
        ("Jobcenter", "Jobcenter"),
    ],
)
def test_nothing_is_calculated_by_the_spreadsheet(text: str, written: str) -> None:
    table = Sheet("T", ("a",), [(text,)])
    assert harmless(text) == written
    assert as_csv(table).decode("utf-8-sig").splitlines()[1].strip('"') == written
    assert written_in(as_xlsx([table], title="T"))["T"][1] == [text]


ROWS = (
    ("05154004", 7, 1.5, date(2026, 12, 1), None),
    ("Müller & Söhne\nZeile zwei", 0, -2.0, date(1871, 1, 1), "x"),
)


def test_numbers_stay_numbers_and_texts_stay_texts() -> None:
    sheet = Sheet("Zahlen", ("a", "b", "c", "d", "e"), ROWS)
    lines = written_in(as_xlsx([sheet], title="T"))["Zahlen"]
    assert lines[1] == ["05154004", 7, 1.5, date(2026, 12, 1), ""]
    assert lines[2] == ["Müller & Söhne\nZeile zwei", 0, -2.0, "01.01.1871", "x"]


def test_a_csv_file_opens_in_german_spreadsheets() -> None:
    text = as_csv(Sheet("Zahlen", ("a", "b"), (("ü", date(2026, 12, 1)), (None, 3))))
    assert text == "\ufeffa;b\r\nü;01.12.2026\r\n;3\r\n".encode()


def test_names_of_sheets_that_excel_refuses() -> None:
    sheet = Sheet("Wer/was: [eine] sehr lange Überschrift für ein Blatt?", ("a",), ())
    (name,) = written_in(as_file("xlsx", [sheet], title="T"))
    assert name == "Wer was   eine  sehr lange Über"


def test_the_same_tables_give_the_same_bytes() -> None:
    sheet = Sheet("Zahlen", ("a", "b", "c", "d", "e"), ROWS)
    assert as_xlsx([sheet], title="T") == as_xlsx([sheet], title="T")
