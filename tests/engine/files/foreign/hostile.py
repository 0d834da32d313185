"""Hostile and broken files, made by code: each with the code of the problem that is reported. Nothing is committed."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Callable, Mapping

import xlsxwriter

ROW = "Titel;Gemeinde\nDeutschkurs;Musterstadt\n"


def workbook(write: Callable[[xlsxwriter.Workbook], object]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        write(book)
    return target.getvalue()


def two_rows(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("Kurse")
    sheet.write_row(0, 0, ["Titel", "Gemeinde"])
    sheet.write_row(1, 0, ["Deutschkurs", "Musterstadt"])


SOUND = workbook(two_rows)


def repacked(change: Callable[[dict[str, bytes]], object]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(SOUND)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    return packed(parts)


def packed(parts: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def with_part(name: str, content: bytes) -> bytes:
    return repacked(lambda parts: parts.update({name: content}))


def without_part(name: str) -> bytes:
    return repacked(lambda parts: parts.pop(name))


def in_sheet(old: bytes, new: bytes) -> bytes:
    return repacked(lambda parts: parts.update({SHEET: parts[SHEET].replace(old, new)}))


def nested(depth: int, left: str = "[", right: str = "]") -> bytes:
    return (left * depth + right * depth).encode()


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


def deep(depth: int) -> object:
    value: object = "x"
    for _ in range(depth):
        value = {"a": value}
    return value


def xml_bomb() -> bytes:
    return b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'


def encrypted_flag() -> bytes:
    content = bytearray(SOUND)
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 4)
    return bytes(content)


FLIPPED = flipped(packed({"xl/workbook.xml": b"<workbook>" + b"x" * 50}, zipfile.ZIP_STORED), 60)

BROKEN: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "empty-file"),
    "blanks": (b"   \n \n\t\n", "empty-file"),
    "only a byte order mark": (b"\xef\xbb\xbf", "empty-file"),
    "only separators": (b";;;\n;;;\n", "no-rows"),
    "only headings": (b"Titel;Gemeinde\n", "no-rows"),
    "only headings, wide": (b"A;B;C;D;E;F\n\n\n", "no-rows"),
    "pdf": (b"%PDF-1.7\n1 0 obj", "not-a-table"),
    "png": (b"\x89PNG\r\n\x1a\n\x00\x00", "not-a-table"),
    "jpeg": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "not-a-table"),
    "gif": (b"GIF89a\x01\x00", "not-a-table"),
    "program": (b"MZ\x90\x00\x03\x00\x00\x00", "not-a-table"),
    "gzip": (b"\x1f\x8b" + zlib.compress(ROW.encode()), "not-a-table"),
    "rar": (b"Rar!\x1a\x07\x00", "not-a-table"),
    "rtf": (b"{\\rtf1\\ansi Titel}", "not-a-table"),
    "html": (b"<!DOCTYPE html><html><table><tr><td>Titel</table>", "not-a-table"),
    "html that calls itself csv": (b"\n\n  <html><body>Anmelden</body></html>", "not-a-table"),
    "xml": (b"<?xml version='1.0'?><offers/>", "not-a-table"),
    "zeros": (b"Titel;Gemeinde\nDeutsch\x00kurs;Musterstadt\n", "not-a-table"),
    "control characters": (b"Titel;Gemeinde\nDeutsch\x07kurs;Musterstadt\n", "not-a-table"),
    "utf-16 cut in half": ("Titel;Gemeinde\n".encode("utf-16") + b"\x41", "not-a-table"),
    "utf-32 cut": ("Titel\n".encode("utf-32")[:-2], "not-a-table"),
    "lone surrogates": (b"\xff\xfe\x00\xd8\x00\xd8A\x00;\x00", "not-a-table"),
    "open quote": (b'Titel;Gemeinde\n"Deutschkurs;Musterstadt\nzweite;Zeile\n', "quote-not-closed"),
    "quote in the middle": (b'Titel;Gemeinde\n"Deutsch"kurs;Musterstadt\n', "csv-syntax"),
    "one cell of two hundred thousand letters": (b"Titel;Gemeinde\n" + b"a" * 200_000 + b";x\n", "csv-syntax"),
    "six hundred columns": ((";x" * 600 + "\n" + ";y" * 600 + "\n").encode(), "too-many-entries"),
    "too many lines": (b"Titel;Gemeinde\n" + b"a;b\n" * 100_001, "too-many-entries"),
    "json open": (b'{"contents": [', "json-syntax"),
    "json with a comma too many": (b'[{"name": "Kurs"},]', "json-syntax"),
    "json not a number": (b'[{"name": NaN}]', "json-syntax"),
    "json endless": (b'[{"name": Infinity}]', "json-syntax"),
    "json with a huge number": (b'[{"n": ' + b"9" * 5000 + b"}]", "json-syntax"),
    "json of something else": (b'{"answer": 42}', "list-unknown"),
    "json of texts": (b'["a", "b"]', "list-unknown"),
    "json of nothing": (b"[]", "list-unknown"),
    "json of empty entries": (b"[{}, {}]", "no-rows"),
    "json nested without end": (nested(200_000), "too-deep"),
    "json with tables without end": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "too-deep"),
    "json fifty deep": (json.dumps([{"name": "x", "more": deep(60)}]).encode(), "too-deep"),
    "json with thousands of fields": (json.dumps([{f"f{n}": 1 for n in range(2500)}]).encode(), "too-many-entries"),
    "geojson without features": (b'{"type": "FeatureCollection", "features": []}', "no-rows"),
    "geojson with texts as features": (b'{"type": "FeatureCollection", "features": ["x"]}', "no-rows"),
    "geojson with an empty feature": (b'{"type": "Feature"}', "no-rows"),
    "tabular without services": (b'{"services.csv": [], "organizations.csv": []}', "no-rows"),
    "old excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "not-a-workbook"),
    "excel with a password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "workbook-protected",
    ),
    "a zip that is no workbook": (packed({"liste.csv": ROW.encode()}), "not-a-workbook"),
    "a word document": (packed({"word/document.xml": b"<w/>"}), "not-a-workbook"),
    "an open document": (packed({"content.xml": b"<office/>"}), "not-a-workbook"),
    "half a workbook": (SOUND[: len(SOUND) // 2], "not-a-workbook"),
    "the beginning of a zip": (b"PK\x03\x04", "not-a-workbook"),
    "macros": (with_part("xl/vbaProject.bin", b"\x00"), "workbook-has-macros"),
    "old macros": (with_part("xl/macrosheets/sheet1.xml", b"<x/>"), "workbook-has-macros"),
    "entities": (with_part(SHEET, xml_bomb()), "workbook-unsafe-xml"),
    "a document type": (with_part("xl/workbook.xml", b"<!DOCTYPE x><workbook/>"), "workbook-unsafe-xml"),
    "unpacks to three hundred megabytes": (with_part("xl/big.xml", bytes(300 * 1024**2)), "workbook-unpacks-too-large"),
    "three thousand parts": (
        repacked(lambda parts: parts.update({f"xl/p{n}.xml": b"<x/>" for n in range(3000)})),
        "workbook-unpacks-too-large",
    ),
    "part with a wrong checksum": (FLIPPED, "workbook-damaged"),
    "encrypted parts": (encrypted_flag(), "workbook-protected"),
    "workbook without its list of sheets": (without_part("xl/workbook.xml"), "not-a-workbook"),
    "list of sheets is no xml": (with_part("xl/workbook.xml", b"<workbook"), "workbook-damaged"),
    "sheet is missing": (without_part(SHEET), "workbook-damaged"),
    "a sheet of a million rows and columns": (in_sheet(b'r="B2"', b'r="XFD1048576"'), "sheet-too-large"),
    "empty sheets": (workbook(lambda book: book.add_worksheet("leer")), "no-rows"),
    "headings only in a workbook": (
        workbook(lambda book: book.add_worksheet("K").write_row(0, 0, ["Titel", "Ort"])),
        "no-rows",
    ),
    "only a chart": (workbook(lambda book: book.add_chartsheet("Bild")), "no-rows"),
}  # fmt: skip
