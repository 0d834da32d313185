"""Foreign tables with all their traps become plain rows, every value with its address."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from staffelstab.engine.files.foreign import ForeignFile, Table, likely_kind, propose, read_foreign
from tests.engine.files.foreign.hostile import workbook

DATA = Path(__file__).parents[3] / "web" / "intake" / "data"


def read(text: str | bytes, name: str = "liste.csv") -> Table:
    return read_foreign(text.encode() if isinstance(text, str) else text, name).tables[0]


def cells(table: Table) -> list[tuple[str, ...]]:
    return [line.cells for line in table.lines]


def sheet(rows: list[list[Any]], **options: Any) -> ForeignFile:
    def write(book: xlsxwriter.Workbook) -> None:
        page = book.add_worksheet("Kurse")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
        if "merge" in options:
            page.merge_range(*options["merge"])
        if "formula" in options:
            page.write_formula(*options["formula"])
        if options.get("hidden"):
            second = book.add_worksheet("Versteckt")
            second.write_row(0, 0, ["Name", "Ort"])
            second.write_row(1, 0, ["Geheimes Werk", "Wesel"])
            second.hide()

    return read_foreign(workbook(write), "kurse.xlsx")


UMLAUTS = "Träger;Straße\nÖkumenisches Werk;Größenweg 5\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_umlauts_survive_every_encoding(encoding: str) -> None:
    assert cells(read(UMLAUTS.encode(encoding))) == [("Ökumenisches Werk", "Größenweg 5")]


def test_damaged_umlauts_are_named_with_their_line() -> None:
    content = UMLAUTS.encode().decode("windows-1252", "replace").encode()
    doubts = read_foreign(content, "liste.csv").doubts
    assert [(doubt.code, doubt.location and doubt.location.line) for doubt in doubts] == [
        ("umlauts-damaged", 1)
    ]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_every_usual_separator_is_recognised(separator: str) -> None:
    text = separator.join(["Titel", "Ort"]) + "\n" + separator.join(["Kurs", "Wesel"]) + "\n"
    assert cells(read(text)) == [("Kurs", "Wesel")]


def test_commas_in_texts_do_not_win_over_semicolons() -> None:
    text = "Titel;Ort\nDeutsch, Mathe, Englisch;Wesel, Moers\nHolz, Metall;Hamminkeln, Xanten\n"
    assert cells(read(text))[0] == ("Deutsch, Mathe, Englisch", "Wesel, Moers")


@pytest.mark.parametrize("first", ["sep=;", "sep=,", "sep=\t", '"sep=;"', "SEP=;"])
def test_the_announcement_of_the_separator_is_no_heading(first: str) -> None:
    separator = first.strip('"')[-1]
    table = read(f"{first}\r\nTitel{separator}Ort\r\nKurs{separator}Wesel\r\n")
    assert table.headings == ("Titel", "Ort")
    assert [line.number for line in table.lines] == [3]


def test_quotes_and_line_breaks_in_cells_stay() -> None:
    table = read('Titel;Ort\n"Kurs ""Start""\nzweite Zeile; mit Semikolon";Wesel\nDanach;Moers\n')
    assert cells(table)[0] == ('Kurs "Start"\nzweite Zeile; mit Semikolon', "Wesel")
    assert [line.number for line in table.lines] == [2, 4]


def test_separators_at_the_end_make_no_column() -> None:
    assert read("Titel;Ort;;\nKurs;Wesel;;\n").headings == ("Titel", "Ort")


def test_a_column_without_heading_keeps_its_values() -> None:
    table = read("Titel;;Ort\nKurs;wichtig;Wesel\n")
    assert table.headings == ("Titel", "2", "Ort")
    assert cells(table) == [("Kurs", "wichtig", "Wesel")]


def test_two_columns_of_one_heading_are_told_apart() -> None:
    assert read("Name;Ort;Name\na;b;c\n").headings == ("Name", "Ort", "Name (2)")


def test_headings_need_not_stand_in_the_first_line() -> None:
    text = "Angebote im Kreis;;\nStand 01.07.2026;;\n;;\nTitel;Ort;Plätze\nKurs;Wesel;12\nWerkstatt;Moers;8\n"
    table = read(text)
    assert table.headings == ("Titel", "Ort", "Plätze")
    assert [note.cells[0] for note in table.notes] == ["Angebote im Kreis", "Stand 01.07.2026"]


def test_headings_over_two_rows_are_joined() -> None:
    text = ";Kontakt;;Umfang\nTitel;Telefon;E-Mail;Plätze\n"
    text += "Kurs;0281 12345;a@example.org;12\nWerk;0281 12346;b@example.org;1\n"
    table = read(text)
    assert table.headings == ("Titel", "Kontakt · Telefon", "Kontakt · E-Mail", "Umfang · Plätze")


def test_a_second_row_that_fills_the_gaps_of_the_first_belongs_to_the_headings() -> None:
    table = read("Titel;Adresse;;\n;Straße;PLZ;Ort\nKurs;Weg 1;46483;Wesel\nWerk;Weg 2;46483;Wesel\n")
    assert table.headings == ("Titel", "Adresse · Straße", "Adresse · PLZ", "Adresse · Ort")
    assert len(table.lines) == 2


def test_empty_rows_notes_sums_and_repeated_headings_are_no_rows_but_are_kept() -> None:
    text = (
        "Titel;Ort;Plätze;Dauer\nKurs;Wesel;12;6\n;;;\nTitel;Ort;Plätze;Dauer\nWerk;Moers;8;3\nSumme;;20;\n"
        "* Angaben ohne Gewähr;;;\nQuelle: Träger;;;\n"
    )
    table = read(text)
    assert [line.cells[0] for line in table.lines] == ["Kurs", "Werk"]
    assert [note.number for note in table.notes] == [4, 6, 7, 8]


def test_a_list_of_one_column_is_a_list() -> None:
    assert cells(read("Name\nLernwerk\nBildungswerk\n")) == [("Lernwerk",), ("Bildungswerk",)]


def test_dates_numbers_and_flags_of_a_workbook_become_texts() -> None:
    table = sheet(
        [["Titel", "ab", "Plätze", "Preis", "offen"], ["Kurs", dt.date(2026, 8, 1), 12, 12.5, True]]
    ).tables[0]
    assert cells(table)[0][2:] == ("12", "12,5", "ja")


def test_a_date_of_a_workbook_is_an_international_day() -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        page = book.add_worksheet("K")
        page.write_row(0, 0, ["Titel", "ab"])
        page.write_string(1, 0, "Kurs")
        page.write_datetime(1, 1, dt.datetime(2026, 8, 1), book.add_format({"num_format": "dd.mm.yyyy"}))  # noqa: DTZ001

    assert cells(read(workbook(write))) == [("Kurs", "2026-08-01")]


def test_a_value_merged_over_rows_holds_for_each_and_is_named() -> None:
    rows = [["Träger", "Titel", "Ort"], ["", "Kurs A", "Wesel"], ["", "Kurs B", "Moers"]]
    found = sheet(rows, merge=(1, 0, 2, 0, "Lernwerk"))
    assert [row[0] for row in cells(found.tables[0])] == ["Lernwerk", "Lernwerk"]
    assert [(d.code, d.location and d.location.cell) for d in found.doubts] == [("merged-cells", "A2")]


def test_of_a_formula_its_value_is_read_and_named() -> None:
    found = sheet([["Titel", "Plätze"], ["Kurs", ""]], formula=(1, 1, "=6+6", None, 12))
    assert cells(found.tables[0]) == [("Kurs", "12")]
    assert [(d.code, d.location and d.location.cell) for d in found.doubts] == [("formula-used", "B2")]


def test_an_error_value_is_no_value() -> None:
    found = sheet([["Titel", "Plätze"], ["Kurs", ""]], formula=(1, 1, "=1/0", None, "#DIV/0!"))
    assert cells(found.tables[0]) == [("Kurs", "")]
    assert [d.code for d in found.doubts] == ["error-value"]


def test_a_hidden_sheet_comes_last_and_is_named() -> None:
    found = sheet([["Titel", "Ort"], ["Kurs", "Wesel"]], hidden=True)
    assert [(table.name, table.is_hidden) for table in found.tables] == [
        ("Kurse", False),
        ("Versteckt", True),
    ]
    assert [doubt.code for doubt in found.doubts] == ["sheet-hidden"]


def test_every_value_knows_its_cell_or_line() -> None:
    table = sheet([[], ["", "Titel", "Ort"], ["", "Kurs", "Wesel"]]).tables[0]
    assert table.address(table.lines[0].number, 1) == "C3"
    assert read("Titel;Ort\n\nKurs;Wesel\n").address(3, 1) == "3"


def test_a_nested_service_becomes_one_row_and_nothing_is_lost() -> None:
    content = (DATA / "hsds_service_example.json").read_bytes()
    table = read(content)
    values = {value for line in table.lines for value in line.cells}

    def leaves(value: Any) -> list[str]:
        if isinstance(value, dict):
            return [leaf for each in value.values() for leaf in leaves(each)]
        if isinstance(value, list):
            return [leaf for each in value for leaf in leaves(each)]
        return [" ".join(str(value).split())]

    kept = {" ".join(value.split()) for value in values}
    lost = {
        leaf for leaf in leaves(json.loads(content)) if leaf not in kept and leaf not in ("True", "False")
    }
    assert len(table.lines) == 1 and lost <= {""}
    targets = {p.target: h for h, p in zip(table.headings, propose(table, "offers"), strict=True)}
    assert (targets["title"], targets["provider"], targets["conditions"]) == (
        "name", "organization / name", "eligibility_description",
    )  # fmt: skip


def test_contacts_in_a_service_are_persons() -> None:
    table = read((DATA / "hsds_service_example.json").read_bytes())
    private = {
        h for h, p in zip(table.headings, propose(table, "offers"), strict=True) if p.target == "private"
    }
    assert "contacts / name" in private and "organization / contacts / email" in private


def test_tables_of_services_are_joined_and_each_is_kept() -> None:
    found = read_foreign((DATA / "hsds_tabular_example.json").read_bytes(), "t.json")
    services = found.tables[0]
    row = dict(zip(services.headings, services.lines[0].cells, strict=True))
    assert found.kind == "hsds" and likely_kind(services) == "offers"
    assert row["organization / name"] == "Example Organization Inc."
    assert row["service_areas / name"] and row["location / name"] == "MyCity Civic Center"
    assert {table.name for table in found.tables} >= {"organizations", "locations", "phones"}
    assert "contacts" not in {table.name for table in found.tables}


GEO = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": "Lernwerk", "art": "Bildungsträger"},
            "geometry": {"type": "Point", "coordinates": [6.6, 51.65]},
        },
        {
            "type": "Feature",
            "properties": {"name": "Viertel"},
            "geometry": {"type": "Polygon", "coordinates": [[[6, 51], [8, 51], [8, 53], [6, 53], [6, 51]]]},
        },
        {"type": "Feature", "properties": {"name": "Ohne Ort"}, "geometry": None},
    ],
}


def test_points_and_areas_get_a_point_in_degrees() -> None:
    table = read(json.dumps(GEO))
    rows = [dict(zip(table.headings, row, strict=True)) for row in cells(table)]
    assert [(row["latitude"], row["longitude"]) for row in rows] == [("51,65", "6,6"), ("52", "7"), ("", "")]


def test_coordinates_of_offices_in_geojson_are_converted() -> None:
    point = {"type": "Point", "coordinates": [378180, 5701853]}
    table = read(json.dumps({"type": "Feature", "properties": {"name": "Kolleg"}, "geometry": point}))
    row = dict(zip(table.headings, cells(table)[0], strict=True))
    found = [float(row[name].replace(",", ".")) for name in ("latitude", "longitude")]
    assert found == pytest.approx([51.454734, 7.246666], abs=1e-6)


LETTERS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), max_size=12)
CELL = LETTERS.map(lambda text: f"x{text}").filter(lambda text: text.strip() == text)


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=8), st.sampled_from([";", ",", "\t"]))
def test_whatever_is_written_as_a_table_is_read_again(rows: list[tuple[str, ...]], separator: str) -> None:
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(
        [("Titel", "Ort", "Plätze"), *rows]
    )
    table = read(target.getvalue())
    kept = [line.cells for line in table.lines] + [note.cells for note in table.notes]
    assert sorted(kept) == sorted(rows)


@given(st.binary(max_size=400))
def test_no_bytes_bring_it_down(content: bytes) -> None:
    from staffelstab.engine.errors import InputError

    try:
        found = read_foreign(content, "liste")
    except InputError as error:
        assert error.problems
    else:
        assert any(table.lines for table in found.tables)
