"""The German texts of the web application, without the gettext system package.

check     every text used in src/staffelstab/web has a German translation
update    texts used in the source enter the .po file, unused ones leave it
compile   every .po becomes its .mo (a .mo is never committed)
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

WEB = Path(__file__).resolve().parent.parent / "src" / "staffelstab" / "web"
GERMAN = WEB / "locale" / "de" / "LC_MESSAGES" / "django.po"

BEGINNING = datetime(2026, 11, 23, tzinfo=UTC)

FUNCTIONS: dict[str, tuple[Any, ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
LITERAL = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
CALL = re.compile(rf"\b(_|n?p?gettext)\(\s*({LITERAL}(?:\s*,\s*{LITERAL})*)", re.DOTALL)

Found = tuple[int, str, tuple[str, ...], list[str]]


def new_catalogue(locale: str | None) -> Catalog:
    """An empty catalogue; its header names neither people nor the hour, so that it never differs idly."""
    return Catalog(
        locale=locale,
        header_comment="# Texts of Staffelstab; `make messages` keeps this file complete.",
        project="Staffelstab",
        version="1",
        msgid_bugs_address="none",
        last_translator="none",
        language_team="none",
        creation_date=BEGINNING,
        revision_date=BEGINNING,
        charset="utf-8",
        fuzzy=False,
    )


def texts_of_template(
    source: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Found]:
    """Django turns its template tags into Python calls; this reads the calls."""
    for call in CALL.finditer(templatize(source.read().decode(), origin=source.name)):
        texts = tuple(ast.literal_eval(text) for text in re.findall(LITERAL, call[2], re.DOTALL))
        yield 1, call[1], texts, []


def used_texts(folder: Path = WEB) -> Catalog:
    """A catalogue of everything the source in a folder wants to have translated."""
    found = new_catalogue(locale=None)
    for path in sorted(folder.rglob("*")):
        method: Any
        if path.suffix == ".py" and "migrations" not in path.parts:
            method = "python"
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            method = texts_of_template
        else:
            continue
        with path.open("rb") as source:
            for _line, text, comments, context in extract(method, source, keywords=FUNCTIONS):
                place = (str(path.relative_to(folder)), 0)
                found.add(text, locations=[place], auto_comments=comments, context=context)
    return found


def read_catalogue(po_file: Path) -> Catalog:
    if not po_file.exists():
        return new_catalogue(locale=po_file.parent.parent.name)
    with po_file.open("rb") as source:
        return read_po(source, locale=po_file.parent.parent.name)


def first_form(message: Message) -> str:
    """What names a text: its singular."""
    return str(message.id[0] if isinstance(message.id, (list, tuple)) else message.id)


def complaint(message: Message, german: Catalog) -> str | None:
    """Why the German catalogue cannot be shipped for this text."""
    translated = german.get(message.id, message.context)
    if translated is None:
        return "is not in the catalogue"
    forms = translated.string if isinstance(translated.string, (list, tuple)) else [translated.string]
    if not all(forms):
        return "has no German translation"
    if translated.fuzzy:
        return "is marked as fuzzy"
    errors = [str(error) for error in translated.check(german)]
    return "; ".join(errors) or None


def complaints(folder: Path = WEB, po_file: Path = GERMAN) -> list[str]:
    """One line for each text whose German is missing, doubtful or broken."""
    german = read_catalogue(po_file)
    result = []
    for message in used_texts(folder):
        reason = complaint(message, german) if message.id else None
        if reason:
            place = ", ".join(sorted({name for name, _line in message.locations}))
            result.append(f"{place}: {first_form(message)!r} {reason}")
    return result


def check() -> None:
    found = complaints()
    if found:
        sys.exit("\n".join([*found, f"{len(found)} texts need attention: `make messages`, then translate."]))
    print("Every text is translated into German.")


def update(folder: Path = WEB, po_file: Path = GERMAN) -> None:
    german = read_catalogue(po_file)
    german.update(used_texts(folder), no_fuzzy_matching=True)
    po_file.parent.mkdir(parents=True, exist_ok=True)
    with po_file.open("wb") as target:
        write_po(target, german, width=100, sort_output=True, include_lineno=False, ignore_obsolete=True)


def compile_catalogues(folder: Path = WEB) -> None:
    """Write the .mo beside every .po; entries that are empty or marked fuzzy stay out."""
    for po_file in sorted(folder.rglob("*.po")):
        with po_file.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_catalogue(po_file))


DEEDS = {"check": check, "update": update, "compile": compile_catalogues}

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in DEEDS:
        sys.exit(__doc__)
    DEEDS[sys.argv[1]]()
