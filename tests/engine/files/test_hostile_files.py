"""Files made to break the reader, or broken by accident: always a problem with a code, never a traceback."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffelstab.engine.errors import InputError
from staffelstab.engine.files import PROBLEM_CODES, from_document, read, write_xlsx, write_yaml
from tests.engine.files.packing import part_of, repacked
from tests.engine.files.town import town

MEGABYTE = 1024 * 1024
TOWN = write_yaml(from_document(town()))
WORKBOOK = write_xlsx(from_document(town()))


def codes_of(source: Path | bytes, name: str = "") -> set[str]:
    with pytest.raises(InputError) as caught:
        read(source, name)
    assert all(problem.location for problem in caught.value.problems)
    return {problem.code for problem in caught.value.problems}


def line_of(content: str, name: str = "a.yaml") -> int | None:
    with pytest.raises(InputError) as caught:
        read(content.encode(), name)
    location = caught.value.problems[0].location
    return location.line if location else None


@pytest.mark.parametrize("name", ["", "a.yaml", "a.json", "a.xlsx", "a.csv"])
@pytest.mark.parametrize("content", [b"", b" \n\t ", b"\xef\xbb\xbf"])
def test_empty_file(content: bytes, name: str) -> None:
    assert codes_of(content, name) == {"empty-file"}


@pytest.mark.parametrize("content", ["# nur ein Kommentar", "---", "null"])
def test_file_without_content(content: str) -> None:
    assert codes_of(content.encode(), "a.yaml") <= {"empty-file", "not-a-mapping"}


@pytest.mark.parametrize("content", ["[1, 2]", '"Text"', "12", "true"])
@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_no_table_at_the_top(content: str, name: str) -> None:
    assert codes_of(content.encode(), name) == {"not-a-mapping"}


def test_file_that_is_not_there(tmp_path: Path) -> None:
    assert codes_of(tmp_path / "nichts.yaml") == {"file-not-found"}
    assert codes_of(tmp_path) == {"file-unreadable"}


def test_file_of_another_kind(tmp_path: Path) -> None:
    assert codes_of(b"Brief", "brief.docx") == {"file-type-unknown"}
    assert codes_of(b"a;b\n1;2", "liste.csv") == {"table-is-no-pathway"}
    assert codes_of(b"%PDF-1.7 ...", "") <= set(PROBLEM_CODES)


def test_a_hundred_megabytes(tmp_path: Path) -> None:
    """A file that is too large is refused by its size, before it is read."""
    large = tmp_path / "riesig.yaml"
    with large.open("wb") as handle:
        handle.truncate(100 * MEGABYTE)
    assert codes_of(large) == {"file-too-large"}
    assert codes_of(bytes(21 * MEGABYTE), "a.yaml") == {"file-too-large"}


def test_wrong_format_and_version() -> None:
    assert codes_of(b"format: anderes\nversion: 1", "a.yaml") == {"wrong-format"}
    assert codes_of(b"title: ohne Format", "a.yaml") == {"wrong-format"}
    assert codes_of(b"format: staffelstab-pathway\nversion: 2", "a.yaml") == {"newer-version"}
    for version in ("0", "eins", "true", "[1]", ""):
        content = f"format: staffelstab-pathway\nversion: {version}"
        assert codes_of(content.encode(), "a.yaml") == {"wrong-version"}


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ("title: a\n\tdate: b\n", "yaml-syntax", 2),
        ("title: [a\ndate: b\n", "yaml-syntax", 2),
        ("a: b: c\n", "yaml-syntax", 1),
        ("title: a\x07\n", "yaml-syntax", None),
        ("a: *unbekannt\n", "yaml-syntax", 1),
        ("a: 1\n---\nb: 2\n", "yaml-syntax", 2),
        ("a: " + "[" * 50 + "]" * 50, "too-deep", 1),
        ("a: " + "[" * 100_000, "too-deep", 1),
        ("a: &a [1]\nb: [" + "*a," * 1001 + "]", "too-many-aliases", 2),
        ("\n\na: &a\n  b: *a\n", "alias-loop", 3),
        ("? [a, b]\n: c\n", "wrong-type", 1),
    ],
)
def test_yaml_that_cannot_be_read(content: str, code: str, line: int | None) -> None:
    assert codes_of(content.encode(), "a.yaml") == {code}
    assert line_of(content) == line


def test_alias_bomb() -> None:
    """Nine levels of ten aliases each would be a thousand million values."""
    levels = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    assert codes_of("\n".join(levels).encode(), "a.yaml") == {"too-many-entries"}


def test_tags_are_refused() -> None:
    content = TOWN.replace("title: Lindental", "title: !!python/object/apply:os.getcwd []")
    assert "yaml-tag" in codes_of(content.encode(), "a.yaml")
    assert codes_of(TOWN.replace("months: 6", "months: !!int 6x").encode(), "a.yaml") == {"yaml-tag"}


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_key_that_stands_twice(name: str) -> None:
    content = '{"format": "staffelstab-pathway",\n"version": 1,\n"title": "a",\n"title": "b"}'
    assert "duplicate-key" in codes_of(content.encode(), name)
    with pytest.raises(InputError) as caught:
        read(content.encode(), name)
    location = next(p.location for p in caught.value.problems if p.code == "duplicate-key")
    assert location is not None and location.line == 4


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('{"a": 1,}', "json-syntax"),
        ('{"a": \n 01}', "json-syntax"),
        ('{"a": ' + "[" * 100_000, "too-deep"),
        ('{"a": ' + "[" * 60 + "]" * 60 + "}", "too-deep"),
    ],
)
def test_json_that_cannot_be_read(content: str, code: str) -> None:
    assert codes_of(content.encode(), "a.json") == {code}


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999", "9" * 5000, "1" + "0" * 30])
def test_numbers_that_are_none(number: str) -> None:
    document = json.dumps(town()).replace('"months": 6', f'"months": {number}')
    assert codes_of(document.encode(), "a.json") == {"wrong-type"}


def test_text_in_another_encoding() -> None:
    content = TOWN.replace("Lindental", "Süd").encode("windows-1252")
    assert codes_of(content, "a.yaml") == {"not-utf8"}
    assert read(b"\xef\xbb\xbf" + TOWN.encode(), "a.yaml") == from_document(town())
    assert read(TOWN.encode("utf-16"), "a.yaml") == from_document(town())


def test_many_mistakes_end_in_a_list_that_can_be_read() -> None:
    document = town() | {"offers": [{"key": f"o{n}", "unbekannt": 1} for n in range(5000)]}
    with pytest.raises(InputError) as caught:
        read(json.dumps(document).encode(), "a.json")
    assert caught.value.problems[-1].code == "more-problems"
    assert len(caught.value.problems) == 1001


def test_too_many_attributes() -> None:
    document = town()
    document["attributes"] += [
        {"key": f"a{n}", "kind": "ordered", "values": [{"key": "x"}]} for n in range(200)
    ]
    assert codes_of(json.dumps(document).encode(), "a.json") == {"too-many-entries"}


# --- workbooks ---------------------------------------------------------------------------------------


def test_workbook_with_macros() -> None:
    for part in ("xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"):
        assert codes_of(repacked(WORKBOOK, {part: b"x"}), "a.xlsm") == {"workbook-has-macros"}
    assert read(WORKBOOK, "ohne_makros.xlsm") == from_document(town())


def test_zip_bomb() -> None:
    zeros = bytes(30 * MEGABYTE)
    assert codes_of(repacked(WORKBOOK, {"xl/media/a.bin": zeros}), "a.xlsx") == {"workbook-unpacks-too-large"}
    parts: dict[str, bytes] = {f"xl/media/{n}.bin": b"" for n in range(2001)}
    assert codes_of(repacked(WORKBOOK, parts), "a.xlsx") == {"workbook-unpacks-too-large"}


def test_zip_that_lies_about_its_size() -> None:
    """More is packed than the directory says: no more than declared is unpacked, and the checksum fails."""
    bomb = repacked(WORKBOOK, {"xl/styles.xml": b"<a>" + bytes(5 * MEGABYTE)})
    with zipfile.ZipFile(io.BytesIO(bomb)) as archive:
        declared = archive.getinfo("xl/styles.xml").file_size
    smaller = bomb.replace(declared.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert codes_of(smaller, "a.xlsx") == {"workbook-damaged"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(encoding: str) -> None:
    declaration = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    assert codes_of(repacked(WORKBOOK, {"xl/a.xml": declaration.encode(encoding)}), "a.xlsx") == {
        "workbook-unsafe-xml"
    }


def test_links_to_other_workbooks_are_not_followed() -> None:
    content = repacked(WORKBOOK, {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})
    assert read(content, "a.xlsx") == from_document(town())


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04 kaputt", b"kein Zip", WORKBOOK[:2000], b"\xd0\xcf\x11\xe0" + bytes(600), TOWN.encode()],
)
def test_no_workbook(content: bytes) -> None:
    assert codes_of(content, "a.xlsx") == {"not-a-workbook"}


def test_workbook_with_a_password() -> None:
    content = b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert codes_of(content, "a.xlsx") == {"workbook-protected"}


def test_open_document_is_no_workbook() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<a/>")
    assert codes_of(target.getvalue(), "a.ods") == {"not-a-workbook"}


def sheet_part(cells: str) -> bytes:
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{namespace}"><sheetData>{cells}</sheetData></worksheet>'.encode()


def test_sheet_with_cells_far_apart() -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    content = repacked(WORKBOOK, {"xl/worksheets/sheet2.xml": sheet_part(cells)})
    assert codes_of(content, "a.xlsx") == {"sheet-too-large"}


def test_sheet_with_too_many_cells() -> None:
    rows = "".join(f"<row>{'<c><v>1</v></c>' * 100}</row>" for _ in range(2001))
    content = repacked(WORKBOOK, {"xl/worksheets/sheet2.xml": sheet_part(rows)})
    assert codes_of(content, "a.xlsx") == {"sheet-too-large"}


def test_damaged_sheet() -> None:
    content = repacked(WORKBOOK, {"xl/worksheets/sheet2.xml": b"<worksheet><sheetData>"})
    assert codes_of(content, "a.xlsx") == {"workbook-damaged"}
    assert codes_of(repacked(WORKBOOK, {"xl/workbook.xml": b"<<<"}), "a.xlsx") == {"workbook-damaged"}
    assert codes_of(repacked(WORKBOOK, {"xl/sharedStrings.xml": b"<sst><si>"}), "a.xlsx") <= set(
        PROBLEM_CODES
    )


@given(st.binary(max_size=300), st.sampled_from(["", "a.yaml", "a.json", "a.xlsx", "a.csv"]))
def test_any_bytes(content: bytes, name: str) -> None:
    assert codes_of(content, name) <= set(PROBLEM_CODES)


@given(st.data())
def test_any_damage_to_a_good_file(data: st.DataObject) -> None:
    """Some bytes of a good file replaced: it is read or refused with a code."""
    source, name = data.draw(st.sampled_from([(TOWN.encode(), "a.yaml"), (WORKBOOK, "a.xlsx")]))
    at = data.draw(st.integers(0, len(source) - 1))
    noise = data.draw(st.binary(min_size=1, max_size=8))
    try:
        read(source[:at] + noise + source[at + len(noise) :], name)
    except InputError as error:
        assert {problem.code for problem in error.problems} <= set(PROBLEM_CODES)


@given(st.data())
def test_any_damage_to_a_sheet(data: st.DataObject) -> None:
    """Some bytes inside a part of the workbook replaced, under a right checksum."""
    part = data.draw(st.sampled_from(["xl/worksheets/sheet5.xml", "xl/sharedStrings.xml", "xl/workbook.xml"]))
    source = part_of(WORKBOOK, part)
    at = data.draw(st.integers(0, len(source) - 1))
    noise = data.draw(
        st.binary(min_size=1, max_size=4) | st.sampled_from([b"<", b'"', b"999999", b"-1", b"Z"])
    )
    changed: dict[str, bytes] = {part: source[:at] + noise + source[at + len(noise) :]}
    try:
        read(repacked(WORKBOOK, changed), "a.xlsx")
    except InputError as error:
        assert {problem.code for problem in error.problems} <= set(PROBLEM_CODES)
