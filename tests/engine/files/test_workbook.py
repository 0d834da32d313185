"""What people do to a workbook in a spreadsheet program: it is read rightly, or the cell is named."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from staffelstab.engine.errors import InputError, Location, Problem
from staffelstab.engine.files import empty_workbook, from_document, read, read_with_warnings, write_xlsx
from staffelstab.engine.model import Pathway, Verdict
from tests.engine.files.packing import part_of, repacked
from tests.engine.files.town import town

TOWN = from_document(town())
Change = Callable[[Workbook], None]


def spoilt(change: Change, pathway: Pathway = TOWN) -> bytes:
    workbook = openpyxl.load_workbook(io.BytesIO(write_xlsx(pathway)))
    change(workbook)
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def read_changed(change: Change) -> tuple[Pathway, tuple[Problem, ...]]:
    return read_with_warnings(spoilt(change), "m.xlsx")


def problems_of(change: Change) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        read(spoilt(change), "m.xlsx")
    return caught.value.problems


def column(page: Worksheet, heading: str) -> str:
    return next(cell.column_letter for cell in page[1] if cell.value == heading)


def setting(sheet: str, heading: str, row: int, value: Any) -> Change:
    def change(workbook: Workbook) -> None:
        page = workbook[sheet]
        page[f"{column(page, heading)}{row}"] = value

    return change


def test_the_workbook_of_another_program_is_read_without_doubt() -> None:
    assert read_changed(lambda workbook: None) == (TOWN, ())


def test_the_same_pathway_gives_the_same_bytes() -> None:
    assert write_xlsx(TOWN) == write_xlsx(TOWN)


@pytest.mark.parametrize(
    ("sheet", "heading", "row", "value", "code", "cell"),
    [
        ("Angebote", "Dauer in Monaten", 2, "sechs", "wrong-type", "E2"),
        ("Angebote", "Dauer in Monaten", 2, -6, "number-too-small", "E2"),
        ("Angebote", "Plätze", 2, 12.5, "wrong-type", "L2"),
        ("Angebote", "Art", 2, "Kurs", "wrong-choice", "D2"),
        ("Angebote", "Träger", 2, "vsh", "unknown-reference", "F2"),
        ("Angebote", "gültig bis", 2, "31.02.2029", "wrong-date", "I2"),
        ("Angebote", "gültig bis", 2, "01.01.2020", "period-wrong-way", "I2"),
        ("Angebote", "gültig bis", 2, "01.01.21", "wrong-date", "I2"),
        ("Angebote", "Gemeinden", 2, "Seedorf, Talheim", "unknown-reference", "J2"),
        ("Angebote", "Startmonate", 2, "Februar, Herbst", "wrong-type", "K2"),
        ("Angebote", "Titel", 3, None, "missing-key", "B3"),
        ("Angebote", "Schlüssel", 3, "kurs", "duplicate-key", "A3"),
        ("Angebote", "Schlüssel", 2, "mein kurs", "bad-key", "A2"),
        ("Zugang", "Zugangsvoraussetzung", 2, "language ab A2", "bad-condition-line", "E2"),
        ("Zugang", "Zugangsvoraussetzung", 2, "age: ab 16 Jahre", "bad-condition-line", "E2"),
        ("Zugang", "Zugangsvoraussetzung", 2, "language: ab C9", "unknown-reference", "E2"),
        ("Zugang", "Zugangsvoraussetzung", 2, "sprache: ab A2", "unknown-reference", "E2"),
        ("Zugang", "Zugangsvoraussetzung", 2, "tolerated: bis 12", "since-clock-maximum", "E2"),
        ("Zugang", "Angebot", 2, "kur", "unknown-reference", "A2"),
        ("Zugang", "Zugangsurteil", 2, "vielleicht", "wrong-choice", "B2"),
        ("Ergebnisse", "Anteil", 2, 1.5, "number-too-large", "F2"),
        ("Ergebnisse", "auf", 2, "C9", "unknown-reference", "K2"),
        ("Übergänge", "nach", 2, "praktikum", "not-a-station", "B2"),
        ("Stationen", "Einstieg", 2, "vielleicht", "wrong-type", "B2"),
        ("Gesamtkonzept", "Angabe", 2, "Tittel", "unknown-entry", "A2"),
        ("Gesamtkonzept", "Zielbedingung", 7, "age: ab 200", "goal-with-clock", "F7"),
        ("Gesamtkonzept", "Zielbedingung", 6, "language: B1", "unknown-entry", "F6"),
        ("Gesamtkonzept", "Wert", 7, "Arbeit", "unknown-entry", "B7"),
        ("Bedarfe", "mindestens", 3, 700, "range-wrong-way", None),
        ("Merkmale", "Art", 3, "ungeordnet", "conflicting-rows", "B3"),
        ("Merkmale", "Wert", 3, "none", "duplicate-key", "F3"),
        ("Profile", "Werte bei Eintritt", 2, "none, C9", "unknown-reference", "B2"),
    ],
)
def test_problem_names_sheet_and_cell(
    sheet: str, heading: str, row: int, value: Any, code: str, cell: str | None
) -> None:
    problems = problems_of(setting(sheet, heading, row, value))
    found = next(problem for problem in problems if problem.code == code)
    assert found.location is not None
    assert (found.location.file, found.location.sheet) == ("m.xlsx", sheet)
    if cell is not None:
        assert found.location.cell == cell


@pytest.mark.parametrize("heading", ["Schlüssel", "Titel"])
def test_a_missing_entry_is_called_as_its_column(heading: str) -> None:
    problems = problems_of(setting("Angebote", heading, 3, None))
    missing = next(problem for problem in problems if problem.code == "missing-key")
    assert missing.arguments["key"] == heading
    assert not [problem for problem in problems if "None" in problem.arguments.get("known", "")]


@pytest.mark.parametrize(
    ("sheet", "heading", "value", "allowed", "suggestion"),
    [
        ("Übergänge", "Stand", "vereinbahrt", "möglich, angestrebt, vereinbart", "vereinbart"),
        ("Angebote", "Art", "Kurs", "Maßnahme, Begleitung, Rechtsschritt", ""),
        ("Angebote", "Art", "legal stp", "Maßnahme, Begleitung, Rechtsschritt", "legal step"),
    ],
)
def test_a_wrong_word_is_answered_with_words_of_the_workbook(
    sheet: str, heading: str, value: str, allowed: str, suggestion: str
) -> None:
    (problem,) = problems_of(setting(sheet, heading, 2, value))
    assert (problem.arguments["allowed"], problem.arguments["suggestion"]) == (allowed, suggestion)


def test_a_text_about_a_person_is_a_doubt_with_its_cell() -> None:
    content = spoilt(setting("Übergänge", "wer übergibt", 2, "Frau Muster"))
    wanted = column(openpyxl.load_workbook(io.BytesIO(content))["Übergänge"], "wer übergibt")
    signs = {"Frau Muster": ["Name"]}
    pathway, warnings = read_with_warnings(
        content, "m.xlsx", signs_of_a_person=lambda text: signs.get(text, [])
    )
    (warning,) = warnings
    assert (warning.code, warning.arguments, warning.is_warning) == ("personal-data", {"signs": "Name"}, True)
    assert warning.location is not None
    assert (warning.location.sheet, warning.location.cell) == ("Übergänge", f"{wanted}2")
    assert pathway.concept.transitions[0].handover.hands_over == "Frau Muster"


@pytest.mark.parametrize(
    ("sheet", "heading", "row", "value", "code"),
    [
        ("Angebote", "Dauer in Monaten", 2, " 6 ", "number-stored-as-text"),
        ("Ergebnisse", "Anteil", 2, "0,5", "number-stored-as-text"),
        ("Ergebnisse", "Anteil", 2, "50 %", "number-stored-as-text"),
        ("Angebote", "Titel", 2, "Sprachkurs  ", "trimmed"),
        ("Gemeinden", "Schlüssel", 2, 5170044, "leading-zero-restored"),
        ("Angebote", "Dauer in Monaten", 2, 6.0, None),
        ("Angebote", "gültig bis", 2, "31.12.2029", None),
        ("Angebote", "gültig bis", 2, dt.date(2029, 12, 31), None),
        ("Angebote", "Startmonate", 2, "Februar, Sept.", None),
        ("Angebote", "Gemeinden", 2, "Seedorf; 05170048", None),
        ("Angebote", "Träger", 2, "Volkshochschule", None),
        ("Angebote", "Art", 2, "measure", None),
        ("Zugang", "Zugangsurteil", 2, "Mit Bedingungen", None),
        ("Zugang", "Angebot", 2, "Sprachkurs", None),
        ("Stationen", "Einstieg", 2, "x", None),
        ("Stationen", "Einstieg", 2, True, None),
        ("Übergänge", "Stand", 2, "agreed", None),
        ("Ergebnisse", "Misserfolg", 2, "nein", None),
        ("Zeitzähler", "Art", 2, "fixed", None),
    ],
)
def test_what_people_write_is_understood(
    sheet: str, heading: str, row: int, value: Any, code: str | None
) -> None:
    pathway, warnings = read_changed(setting(sheet, heading, row, value))
    assert pathway == TOWN
    assert [warning.code for warning in warnings] == ([code] if code else [])
    assert all(w.location and w.location.sheet == sheet and w.location.cell for w in warnings)


def test_conditions_in_words() -> None:
    text = (
        "Deutsch: von A1 bis B1; status: Duldung\nage: mindestens 192 Monate\nstay: begonnen bis 2022-12-31"
    )
    pathway, warnings = read_changed(setting("Zugang", "Zugangsvoraussetzung", 2, text))
    when = pathway.offer("kurs").access[0].when
    assert when.values == {"language": ("A1", "A2", "B1"), "status": ("duldung",)}
    assert (when.clocks["age"].minimum, when.clocks["age"].maximum) == (192, None)
    assert when.begun_by == {"stay": dt.date(2022, 12, 31)}
    assert warnings == ()


def test_keys_come_before_names_in_conditions() -> None:
    """A value may be called like a range, a clock like an attribute."""
    document = town()
    document["attributes"][0]["values"][0]["label"] = "bis A2"
    document["clocks"][0]["label"] = "language"
    document["clocks"][1]["label"] = "status"
    pathway = from_document(document)
    assert read(write_xlsx(pathway), "m.xlsx") == pathway


def test_formula_with_and_without_a_result() -> None:
    """openpyxl stores formulas without a result, as programs do that never calculated them."""
    problems = problems_of(setting("Angebote", "Dauer in Monaten", 2, "=3*2"))
    assert [(p.code, p.location) for p in problems] == [
        ("formula-without-value", Location("m.xlsx", sheet="Angebote", cell="E2"))
    ]


def test_formula_whose_result_is_used() -> None:
    content = repacked(write_xlsx(TOWN), {"xl/worksheets/sheet5.xml": _with_formula(b"<f>3*2</f><v>6</v>")})
    pathway, warnings = read_with_warnings(content, "m.xlsx")
    assert pathway == TOWN
    assert [(w.code, w.arguments["value"]) for w in warnings] == [("formula-used", "6")]


def test_error_value() -> None:
    content = repacked(
        write_xlsx(TOWN), {"xl/worksheets/sheet5.xml": _with_formula(b"<f>1/0</f><v>#DIV/0!</v>", b' t="e"')}
    )
    with pytest.raises(InputError) as caught:
        read(content, "m.xlsx")
    assert [(p.code, p.arguments["found"]) for p in caught.value.problems] == [("error-value", "#DIV/0!")]


def _with_formula(inside: bytes, kind: bytes = b"") -> bytes:
    page = part_of(write_xlsx(TOWN), "xl/worksheets/sheet5.xml")
    changed = re.sub(rb'(<c r="E2" s="\d+")>.*?</c>', rb"\1" + kind + b">" + inside + b"</c>", page, count=1)
    assert changed != page
    return changed


def test_merged_cells_hold_for_every_row() -> None:
    def change(workbook: Workbook) -> None:
        page = workbook["Ergebnisse"]
        page.merge_cells("A2:A3")
        assert page["A3"].value is None

    pathway, warnings = read_changed(change)
    assert pathway == TOWN
    assert [(w.code, w.arguments) for w in warnings] == [("merged-cells", {"range": "A2:A3"})]


def test_columns_in_another_order_with_a_title_above() -> None:
    def change(workbook: Workbook) -> None:
        page = workbook["Gemeinden"]
        rows = [[cell.value for cell in row] for row in page.iter_rows()]
        page.delete_rows(1, page.max_row)
        page.append(["Gemeinden im Kreis"])
        page.append([])
        for row in rows:
            page.append(list(reversed(row)))

    assert read_changed(change) == (TOWN, ())


def test_unknown_and_missing_columns() -> None:
    def change(workbook: Workbook) -> None:
        page = workbook["Angebote"]
        page["E1"] = "Dauer in Monat"
        page["Z1"] = "Bemerkung"
        page["Z2"] = "wird nicht gelesen"
        page["A1"] = "Kürzel"

    problems = problems_of(change)
    assert [(p.code, p.arguments["column"]) for p in problems] == [("missing-column", "Schlüssel")]

    def only_unknown(workbook: Workbook) -> None:
        workbook["Angebote"]["Z1"] = "Titell"

    assert [(w.code, w.location and w.location.cell, w.arguments) for w in read_changed(only_unknown)[1]] == [
        ("unknown-column", "Z1", {"column": "Titell", "suggestion": "Titel"})
    ]


def test_heading_that_stands_twice() -> None:
    def change(workbook: Workbook) -> None:
        workbook["Gemeinden"]["H1"] = "Name"

    assert [(p.code, p.location and p.location.cell) for p in problems_of(change)] == [
        ("duplicate-column", "H1")
    ]


def test_missing_and_unknown_sheets() -> None:
    def change(workbook: Workbook) -> None:
        del workbook["Angebote"]
        workbook.create_sheet("Notizen")

    codes = [problem.code for problem in problems_of(change)]
    assert "missing-sheet" in codes

    def only_unknown(workbook: Workbook) -> None:
        workbook.create_sheet("Notizen")

    assert [(w.code, w.arguments["sheet"]) for w in read_changed(only_unknown)[1]] == [
        ("unknown-sheet", "Notizen")
    ]


def test_missing_or_newer_version_mark() -> None:
    def without_guide(workbook: Workbook) -> None:
        del workbook["Anleitung"]

    pathway, warnings = read_changed(without_guide)
    assert pathway == TOWN
    assert [warning.code for warning in warnings] == ["no-version-marker"]

    def newer(workbook: Workbook) -> None:
        for row in workbook["Anleitung"].iter_rows():
            if row[0].value == "Fassung des Dateiformats":
                row[1].value = 2

    assert [problem.code for problem in problems_of(newer)] == ["newer-version"]


def test_empty_rows_and_formatted_cells_are_no_entries() -> None:
    def change(workbook: Workbook) -> None:
        page = workbook["Angebote"]
        page.insert_rows(3, 5)
        page["B200"] = "   "
        page["C300"].font = Font(bold=True)

    assert read_changed(change) == (TOWN, ())


def test_nobody_and_nowhere() -> None:
    course = replace(TOWN.offers[0], access=(), territory=())
    pathway = replace(TOWN, offers=(course, *TOWN.offers[1:]))
    assert read(write_xlsx(pathway), "m.xlsx") == pathway

    def without_rows(workbook: Workbook) -> None:
        workbook["Zugang"].delete_rows(2)

    assert read_changed(without_rows)[0].offer("kurs").access[0].verdict is Verdict.OPEN


def test_too_long_a_text_is_refused_when_writing() -> None:
    long = replace(TOWN, notes=("ä" * 32_768,))
    with pytest.raises(InputError) as caught:
        write_xlsx(long)
    assert [p.code for p in caught.value.problems] == ["cell-too-long"]
    assert caught.value.problems[0].location == Location(sheet="Gesamtkonzept", cell="B4")
    at_the_limit = replace(TOWN, notes=("ä" * 32_767,))
    assert read(write_xlsx(at_the_limit), "m.xlsx") == at_the_limit


def test_empty_workbook_is_ready_to_be_filled_in() -> None:
    content = empty_workbook(TOWN)
    pathway = read(content, "leer.xlsx")
    assert (pathway.offers, pathway.concept.stations, pathway.needs) == ((), (), ())
    assert (pathway.scales, pathway.places, pathway.concept.goals) == (
        TOWN.scales,
        TOWN.places,
        TOWN.concept.goals,
    )
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    page = workbook["Angebote"]
    page.append(["neu", "Neues Angebot"])
    target = io.BytesIO()
    workbook.save(target)
    assert [offer.key for offer in read(target.getvalue(), "voll.xlsx").offers] == ["neu"]


def test_people_get_help_while_they_write() -> None:
    """Frozen headings, drop-downs for words and keys, wrapped text."""
    workbook = openpyxl.load_workbook(io.BytesIO(write_xlsx(TOWN)))
    lists = {
        (page.title, str(rule.formula1)) for page in workbook for rule in page.data_validations.dataValidation
    }
    assert ("Übergänge", '"möglich,angestrebt,vereinbart"') in lists
    assert any(title == "Übergänge" and "Angebote" in source for title, source in lists)
    assert all(page.freeze_panes == "B2" for page in workbook if page.title != "Anleitung")
    assert workbook["Angebote"]["N2"].alignment.wrap_text


def test_blanks_after_a_key_are_no_part_of_it() -> None:
    """A trailing blank cannot be seen in a spreadsheet; the other sheets still find the offer."""

    def change(workbook: Workbook) -> None:
        page = workbook["Angebote"]
        for row in range(2, page.max_row + 1):
            cell = page[f"{column(page, 'Schlüssel')}{row}"]
            if cell.value:
                cell.value = f"{cell.value}  "

    assert read_changed(change) == (TOWN, ())
