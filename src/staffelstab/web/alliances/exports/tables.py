"""Tables as files for spreadsheets: who is responsible where, and whom one can ask, as far as the reader may see it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import xlsxwriter
from django.utils.translation import gettext as _

from staffelstab.web.alliances.queries import Catchment, PlaceRow, SeenContact

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
LONGEST_SHEET_NAME = 31
WIDTH = 28
LIKE_A_FORMULA = re.compile(r"[=@\t\r]|[+-](?![\d\s()/-]*$)")
"""What a spreadsheet would calculate. A telephone number such as +49 281 is none."""


@dataclass(frozen=True)
class Table:
    name: str
    headings: tuple[str, ...]
    rows: list[tuple[str, ...]]


def responsibility_table(found: Sequence[Catchment], rows: Iterable[PlaceRow]) -> Table:
    """One line per municipality, one column per type; several names stand one below the other."""
    headings = (_("Municipality"), _("official municipality key"), *(str(each.actor_type) for each in found))
    nobody = _("nobody recorded")
    return Table(
        _("Who is responsible where"),
        headings,
        [
            (
                str(row.place),
                row.place.pk,
                *("\n".join(one.organisation.name for one in cell) or nobody for cell in row.cells),
            )
            for row in rows
        ],
    )


def doubt_table(found: Iterable[Catchment]) -> Table:
    """Holes, overlaps, and organisations without a recorded territory, as a list to work through."""
    rows: list[tuple[str, ...]] = []
    for each in found:
        kind = str(each.actor_type)
        rows += [(kind, _("hole"), str(place), "") for place in each.holes]
        rows += [
            (
                kind,
                _("overlap"),
                str(place),
                "\n".join(one.organisation.name for one in each.by_place[place.pk]),
            )
            for place in each.overlaps
        ]
        rows += [
            (kind, _("territory not recorded"), "", one.organisation.name) for one in each.without_territory
        ]
    headings = (_("Type of actor"), _("What"), _("Municipality"), _("Organisations"))
    return Table(_("Holes and overlaps"), headings, rows)


def contact_table(contacts: Iterable[SeenContact]) -> Table:
    headings = (
        _("Organisation"), _("Function"), _("Task"), _("Municipalities"), _("Business telephone"),
        _("Business e-mail address"), _("Since"), _("Until"),
    )  # fmt: skip
    return Table(
        _("Contacts"),
        headings,
        [
            (
                contact.organisation.name,
                contact.function,
                contact.task,
                ", ".join(str(place) for place in contact.places) or (_("all") if contact.covers_all else ""),
                contact.phone,
                contact.email,
                _day(contact.valid_from),
                _day(contact.valid_to),
            )
            for contact in contacts
        ],
    )


def as_csv(table: Table) -> bytes:
    """With semicolons and a byte order mark, so that German spreadsheets open it with a double click."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(table.headings)
    writer.writerows([harmless(cell) for cell in row] for row in table.rows)
    return target.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """A text that looks like a formula is kept from being calculated."""
    return f"'{text}" if LIKE_A_FORMULA.match(text) else text


def as_xlsx(tables: Sequence[Table], title: str) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"title": title})
        bold = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
        plain = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        for table in tables:
            page = book.add_worksheet(table.name[:LONGEST_SHEET_NAME])
            page.freeze_panes(1, 1)
            page.set_column(0, len(table.headings) - 1, WIDTH, plain)
            for row_number, row in enumerate([table.headings, *table.rows]):
                for column, cell in enumerate(row):
                    page.write_string(row_number, column, cell, plain if row_number else bold)
            page.autofilter(0, 0, max(len(table.rows), 1), len(table.headings) - 1)
            page.set_landscape()
            page.fit_to_pages(1, 0)
            page.repeat_rows(0)
    return target.getvalue()


def _day(day: date | None) -> str:
    return day.strftime("%d.%m.%Y") if day else ""
