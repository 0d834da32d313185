"""Tables from German offices: encodings, separators, quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffelstab.engine.errors import InputError
from staffelstab.engine.files import read_table

ROWS = (("Schlüssel", "Träger", "Plätze"), ("kurs", "Bücherei; Haus 2", "12"), ("straße", 'sagt "ja"', ""))


def written(separator: str) -> str:
    quoted = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row] for row in ROWS]
    return "\r\n".join(separator.join(row) for row in quoted) + "\r\n"


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_encodings_and_separators(encoding: str, separator: str) -> None:
    assert read_table(written(separator).encode(encoding)) == ROWS


def test_blanks_and_empty_rows_are_left_out() -> None:
    assert read_table(b"\n a ;b  \n;;\n 1;\t2\n\n") == (("a", "b"), ("1", "2"))


def test_a_line_break_inside_quotation_marks_stays() -> None:
    assert read_table(b'a;b\n"x\ny";2\n') == (("a", "b"), ("x\ny", "2"))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b"\n;;\n", "empty-file"),
        (b'a;b\n"offen', "csv-syntax"),
        (b"a\0b", "control-character"),
        (b"a" * 200_000, "csv-syntax"),
        (b"a;b\n" * 150_000, "too-many-entries"),
        (b"a" * 21 * 1024 * 1024, "file-too-large"),
    ],
)
def test_bad_tables(content: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read_table(content, "a.csv")
    assert [problem.code for problem in caught.value.problems] == [code]


@given(st.binary(max_size=200))
def test_any_bytes(content: bytes) -> None:
    try:
        assert all(isinstance(cell, str) for row in read_table(content) for cell in row)
    except InputError as error:
        assert {p.code for p in error.problems} <= {"empty-file", "csv-syntax", "control-character"}
