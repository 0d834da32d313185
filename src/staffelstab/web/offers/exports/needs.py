"""The needs as a table for spreadsheets, complete: for use inside the alliance."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from staffelstab.web.kit.sheets import Cell, Sheet, as_file
from staffelstab.web.offers.queries.needs import NeedRow


def needs_file(rows: Sequence[NeedRow], form: str) -> bytes:
    table = Sheet(_("Needs"), headings(), [cells(row) for row in rows])
    return as_file(form, [table], title=table.name)


def headings() -> list[str]:
    return [
        _("group"), _("features"), _("area of life"), _("municipality keys"), _("municipalities"),
        _("number as it was written"), _("at least"), _("at most"), _("what is counted"),
        _("how the number came about"), _("source"), _("as of"), _("note"),
    ]  # fmt: skip


def cells(row: NeedRow) -> list[Cell]:
    need = row.need
    places = need.places.all()
    return [
        need.label,
        row.features,
        row.life_area,
        " ".join(place.pk for place in places),
        ", ".join(str(place) for place in places) or _("whole territory"),
        need.wording,
        need.minimum,
        need.maximum,
        need.get_count_of_display(),
        need.get_method_display(),
        need.source,
        need.date,
        need.note,
    ]
