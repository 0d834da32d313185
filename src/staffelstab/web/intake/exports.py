"""What is here as lists that others read, and that come in again without a single change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import override

from staffelstab.web.alliances.models import Alliance
from staffelstab.web.intake.enums import What
from staffelstab.web.intake.pathway import (
    EVERYWHERE,
    Cell,
    Context,
    fields_of,
    heading_of,
    plain,
    write_services,
    write_table,
)
from staffelstab.web.intake.queries.contexts import context_for
from staffelstab.web.intake.queries.existing import Here, existing, numbers_of

NOT_OURS = ("street", "postcode", "city", "latitude", "longitude", "easting", "northing", "epsg")
NAMED = (
    "actor_type",
    "provider_type",
    "category",
    "kind",
    "method",
    "sex",
    "benefit_law",
    "count_of",
    "life_area",
)
DAYS = ("valid_from", "valid_to", "ended_on", "date")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Form:
    ending: str
    content_type: str


FORMS: Mapping[str, Form] = {
    "xlsx": Form("xlsx", XLSX),
    "csv": Form("csv", "text/csv; charset=utf-8"),
    "csv-international": Form("csv", "text/csv; charset=utf-8"),
    "hsds": Form("json", "application/json; charset=utf-8"),
}
TITLES = {What.ORGANISATIONS: "Organisationen", What.OFFERS: "Angebote", What.NEEDS: "Bedarfe"}


def list_file(alliance: Alliance, what: What, form: str) -> bytes:
    """Always in German, so that a list reads the same whoever saved it."""
    with override("de"):
        table = Table(alliance, what)
        if form == "hsds":
            return write_services(table.services())
        return write_table(TITLES[what], table.headings, table.rows(), form)


class Table:
    """One row per thing: our fields under the headings by which they are read again, then the further details."""

    def __init__(self, alliance: Alliance, what: What) -> None:
        self.what = what
        self.context: Context = context_for(alliance)
        self.here = list(existing(what).by_key.values())
        self.numbers = numbers_of(what)
        self.fields = [name for name in fields_of(what) if name not in NOT_OURS]
        details = dict.fromkeys(heading for each in self.here for heading in each.details)
        own = [heading_of(what, name) for name in self.fields]
        self.details = [heading for heading in details if heading not in own]
        self.headings = [*own, *self.details]
        names = self.context.place_by_name()
        self.places = {
            key: names_of[0]
            if names.get(plain(names_of[0])) == key and not set(names_of[0]) & set(";,/")
            else key
            for key, names_of, _lat, _lon in self.context.places
        }

    def rows(self) -> list[list[Cell]]:
        return [
            [*(self.cell(each, name) for name in self.fields), *(each.details.get(h) for h in self.details)]
            for each in self.here
        ]

    def services(self) -> list[dict[str, str]]:
        found = []
        for each, row in zip(self.here, self.rows(), strict=True):
            texts = {heading: _text(cell) for heading, cell in zip(self.headings, row, strict=True)}
            found.append({"key": each.thing.key, **texts})
        return found

    def cell(self, each: Here, name: str) -> Cell:
        values = each.values
        if name == "number":
            return self.numbers.get(each.key)
        if name == "status":
            return "beendet" if values.get("ended_on") else "aktiv"
        if name == "persons":
            low, high = values["minimum"], values["maximum"]
            return values["wording"] or (low if low == high else None)
        if name in ("minimum", "maximum") and not _needs_ends(values):
            return None
        return self._said(name, values.get(name))

    def _said(self, name: str, value: Any) -> Cell:
        if name == "territory":
            return self._territory(value)
        if value in (None, ""):
            return None
        if name in NAMED:
            names = self.context.names["actor_type" if name == "provider_type" else name]
            return names[value][0] if value in names else str(value)
        return date.fromisoformat(value) if name in DAYS else value

    def _territory(self, value: Any) -> Cell:
        if value == EVERYWHERE:
            return "überall"
        if not value:
            return "keine Gemeinde" if self.what == What.OFFERS else None
        return "; ".join(self.places[key] for key in value)


def _needs_ends(values: Mapping[str, Any]) -> bool:
    """Whether the one column for the number does not say both ends."""
    return bool(values["wording"]) or values["minimum"] != values["maximum"]


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return f"{cell:%d.%m.%Y}" if isinstance(cell, date) else str(cell)
