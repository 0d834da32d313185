"""A work aid goes out as a workbook and comes back: every cell is an answer or is named; nothing hostile gets in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from staffelstab.web.surveys.exports.workbook import workbook_of
from staffelstab.web.surveys.pathway import (
    FilledIn,
    Question,
    Typed,
    UnreadableWorkbook,
    WorkAid,
    World,
    aids_today,
    canonical,
    cleaned,
    is_empty,
    layout,
    read_workbook,
)
from tests.engine.files.packing import part_of, repacked

AIDS = {aid.key: aid for aid in aids_today(date(2026, 12, 1))}
WORLD = World(
    {"05999004": "Musterstadt", "05999008": "Altenfeld (Süd)"},
    {"vhs": "Volkshochschule (VHS)", "ki": "Kommunales Integrationszentrum (KI)"},
)
NEEDS = AIDS["needs_and_offers"]
TOTAL, GROUPS = "people.total", "people.groups"
ANSWERS: dict[str, Typed] = {
    TOTAL: "etwa 400",
    GROUPS: [{"group": "Geduldete", "status": "duldung", "place": "05999004", "persons": "20–30"}],
    "gaps.development": "Mehr Kinderbetreuung.\nAuch am Abend.",
}
# Two escapes of the file format that share a sign ("_x005F_x000D_") are no text that people write.
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60),
    st.sampled_from(
        [
            "007",
            "=SUMME(A1:A3)",
            "+49 1234",
            "@x",
            "-1",
            "Größe: ß, é, 漢字, 👩‍🏫",
            "Zeile 1\nZeile 2",
            "_x000D_",
            "1e5",
            "01.02.2026",
            "10-12",
            "ja",
            "x",
            "Kennung",
            "people.groups",
            "Duldung",
            "#NV",
            "WAHR",
            '"in Anführung"',
            "<b>&amp;</b>",
            "ä" * 30_000,
        ]
    ),
)


def written(answers: dict[str, Typed], aid: WorkAid = NEEDS) -> bytes:
    return workbook_of(aid, aid.sections, answers, WORLD, asked_for="Bündnis Musterkreis")


def read(content: bytes, aid: WorkAid = NEEDS) -> FilledIn:
    return read_workbook(content, "antwort.xlsx", aid, aid.sections, WORLD)


def expected(question: Question, typed: Typed) -> Typed:
    """What the program keeps of an answer, whichever way it came."""
    kept = cleaned(question, typed)
    if question.kind == "rows":
        by_key = {column.key: column for column in question.columns}
        return [{name: canonical(by_key[name], text, WORLD) for name, text in row.items()} for row in kept]
    if question.kind == "several":
        return {canonical(question, item, WORLD) for item in kept}
    return canonical(question, kept, WORLD)


def answer_to(question: Question) -> st.SearchStrategy[Typed]:
    def cell(thing: Any) -> st.SearchStrategy[str]:
        keys = list(WORLD.choices(thing))
        return st.one_of(TEXTS, st.sampled_from(keys)) if keys else TEXTS

    if question.kind == "rows":
        row = st.fixed_dictionaries({}, optional={column.key: cell(column) for column in question.columns})
        return st.lists(row, max_size=4)
    return st.lists(cell(question), max_size=4, unique=True) if question.kind == "several" else cell(question)


@pytest.mark.parametrize("key", sorted(AIDS))
@settings(max_examples=25)
@given(data=st.data())
def test_the_round_trip_loses_no_cell(key: str, data: st.DataObject) -> None:
    aid = AIDS[key]
    answers = {question.key: data.draw(answer_to(question)) for question in aid.questions()}
    wanted = {question.key: expected(question, answers[question.key]) for question in aid.questions()}
    wanted = {name: typed for name, typed in wanted.items() if not is_empty(typed)}
    if not wanted:
        return
    found = read(written({q.key: cleaned(q, answers[q.key]) for q in aid.questions()}, aid), aid)
    back = {name: expected(aid.question(name), typed) for name, typed in found.answers.items()}
    assert {name: typed for name, typed in back.items() if not is_empty(typed)} == wanted
    assert found.remarks == []


def test_an_empty_template_says_that_it_has_no_answer() -> None:
    for aid in AIDS.values():
        with pytest.raises(UnreadableWorkbook, match="keine Antwort"):
            read(written({}, aid), aid)


def test_a_template_of_one_language_is_read_in_the_other() -> None:

    with override("en"):
        content = written(ANSWERS)
    assert read(content).answers == ANSWERS


def edited(change: Callable[[openpyxl.Workbook], None], answers: dict[str, Typed] = ANSWERS) -> bytes:
    """As somebody's office program would save it."""
    book = openpyxl.load_workbook(io.BytesIO(written(answers)))
    change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def rows_page(book: openpyxl.Workbook) -> Any:
    return next(page for page in book.worksheets if page["B2"].value == GROUPS)


def remarks_after(change: Callable[[openpyxl.Workbook], None]) -> list[tuple[str, str]]:
    return [(remark.cell, remark.read) for remark in read(edited(change)).remarks]


def test_an_unchanged_file_saved_by_another_program_is_the_same() -> None:
    found = read(edited(lambda book: None))
    assert (found.answers, found.remarks) == (ANSWERS, [])


def test_numbers_and_dates_of_the_office_program_become_what_people_mean() -> None:
    def change(book: openpyxl.Workbook) -> None:
        page = rows_page(book)
        page["E5"], page["H5"] = 25, date(2026, 11, 1)

    row = read(edited(change)).answers[GROUPS][0]
    assert (row["persons"], row["date"]) == ("25", "01.11.2026")


@pytest.mark.parametrize(
    ("place", "text"), [("J4", "Ansprechperson"), ("J5", "Büro"), ("K40", "Notiz"), ("D1", "Randnotiz")]
)
def test_what_is_written_beside_the_answers_is_named(place: str, text: str) -> None:
    def change(book: openpyxl.Workbook) -> None:
        rows_page(book)[place] = text

    assert remarks_after(change) == [(place, text)]


def test_a_word_of_a_list_in_a_wrong_place_is_named_too() -> None:
    def change(book: openpyxl.Workbook) -> None:
        page = book[layout.single_name()]
        page["F2"], page["C90"] = "Duldung", "Duldung"

    assert remarks_after(change) == [("F2", "Duldung"), ("C90", "Duldung")]


def test_an_unknown_sheet_is_kept_as_remarks() -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.create_sheet("Eigene Liste")["B2"] = "Wichtig"

    assert remarks_after(change) == [("B2", "Wichtig")]


def test_columns_in_another_order_and_rows_further_down_are_found() -> None:
    def change(book: openpyxl.Workbook) -> None:
        page = rows_page(book)
        page.move_range("A4:A5", cols=9)
        page.move_range("B5:J5", rows=7)

    found = read(edited(change))
    assert found.answers[GROUPS] == ANSWERS[GROUPS] and found.remarks == []


def test_a_word_that_is_in_no_list_stays_as_it_was_typed() -> None:
    def change(book: openpyxl.Workbook) -> None:
        rows_page(book)["D5"] = "Mustersatdt"

    assert read(edited(change)).answers[GROUPS][0]["place"] == "Mustersatdt"


def test_a_formula_is_named_and_its_last_result_read() -> None:
    book = io.BytesIO()
    with Workbook(book) as made:
        page = made.add_worksheet("x")
        page.write_row(0, 0, ("Kennung", "Frage", "Ihre Antwort"))
        page.write(1, 0, TOTAL)
        page.write_formula(1, 2, "=100+20", None, 120)
    found = read(book.getvalue())
    assert found.answers == {TOTAL: "120"}
    assert [(remark.cell, "Formel" in remark.expected) for remark in found.remarks] == [("C2", True)]


def test_a_key_that_nobody_asked_is_named() -> None:
    content = edited(lambda book: None)
    found = read_workbook(content, "x.xlsx", NEEDS, NEEDS.sections[:1], WORLD)
    assert set(found.answers) == {TOTAL, GROUPS}
    assert any("hier nicht gestellt" in remark.expected for remark in found.remarks)


def test_merged_cells_are_named() -> None:
    def change(book: openpyxl.Workbook) -> None:
        rows_page(book).merge_cells("A5:A7")

    assert remarks_after(change) == [("A5:A7", "")]


def empty_zip(names: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    return target.getvalue()


def with_cells(cells: str) -> bytes:
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{namespace}"><sheetData>{cells}</sheetData></worksheet>'.encode()
    return repacked(GOOD, {"xl/worksheets/sheet2.xml": sheet})


def many_cells() -> bytes:
    target = io.BytesIO()
    with Workbook(target) as book:
        page = book.add_worksheet()
        for number in range(20_500):
            page.write(number, 0, number)
    return target.getvalue()


def of_another_aid() -> bytes:
    return written({"cooperation.overview": "yes"}, AIDS["structures"])


GOOD = written(ANSWERS)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
HOSTILE: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "blanks": lambda: b"  \n",
    "a text": lambda: b"Hallo",
    "csv": lambda: b"a;b\n1;2\n",
    "pdf": lambda: b"%PDF-1.7 ...",
    "html called xlsx": lambda: b"<html><table><tr><td>1</td></tr></table></html>",
    "old xls": lambda: OLD_OFFICE,
    "encrypted": lambda: OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"),
    "cut off": lambda: GOOD[: len(GOOD) // 2],
    "a zip of something else": lambda: empty_zip({"hallo.txt": b"x"}),
    "an empty zip": lambda: empty_zip({}),
    "a document": lambda: empty_zip({"word/document.xml": b"<w/>", "[Content_Types].xml": b"<t/>"}),
    "a bomb": lambda: repacked(GOOD, {"xl/media/a.xml": bytes(90 * 1024 * 1024)}),
    "too many parts": lambda: empty_zip({f"xl/{number}.xml": b"<a/>" for number in range(2100)}),
    "macros": lambda: repacked(GOOD, {"xl/vbaProject.bin": b"x"}),
    "an old macro sheet": lambda: repacked(GOOD, {"xl/macrosheets/sheet1.xml": b"<a/>"}),
    "an entity": lambda: repacked(
        GOOD, {"xl/sharedStrings.xml": b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'}
    ),
    "an entity in utf-16": lambda: repacked(
        GOOD, {"xl/sharedStrings.xml": '<?xml version="1.0"?><!DOCTYPE a []><a/>'.encode("utf-16")}
    ),
    "broken xml": lambda: repacked(GOOD, {"xl/worksheets/sheet2.xml": b"<worksheet><row"}),
    "broken workbook": lambda: repacked(GOOD, {"xl/workbook.xml": b"<workbook"}),
    "no workbook part": lambda: empty_zip({"[Content_Types].xml": b"<Types/>"}),
    "the last cell of all": lambda: with_cells('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "a row below the end": lambda: with_cells('<row r="9999999"><c r="A9999999"><v>1</v></c></row>'),
    "too many cells": many_cells,
    "too large": lambda: b"PK\x03\x04" + bytes(11 * 1024 * 1024),
    "another work aid": of_another_aid,
    "a text that does not exist": lambda: with_cells('<row r="1"><c r="A1" t="s"><v>999999</v></c></row>'),
    "no answer": lambda: written({}),
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_and_broken_files_are_refused_in_words(name: str) -> None:
    with pytest.raises(UnreadableWorkbook) as refusal:
        read(HOSTILE[name]())
    assert refusal.value.sentences
    for sentence in refusal.value.sentences:
        assert sentence.strip().endswith((".", "!", "“", ")")) and "Traceback" not in sentence, sentence


def test_links_to_other_files_are_not_followed() -> None:
    link = b'<externalLink xmlns="x"><externalBook r:id="rId1" xmlns:r="y"/></externalLink>'
    assert read(repacked(GOOD, {"xl/externalLinks/externalLink1.xml": link})).answers == ANSWERS


def test_headings_are_locked_without_a_password_and_answers_are_not() -> None:
    sheet = part_of(GOOD, "xl/worksheets/sheet2.xml")
    assert b"<sheetProtection" in sheet and b"password" not in sheet
    book = openpyxl.load_workbook(io.BytesIO(GOOD))
    page = rows_page(book)
    assert page["A4"].protection.locked and not page["A5"].protection.locked
    assert page.data_validations.count > 0 and book.sheetnames[0] == layout.guide_name()
