"""Tables for spreadsheets: who is responsible where, and whom one can ask, as far as the reader may see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from staffelstab.web.alliances.queries import Catchment, PlaceRow, SeenContact
from staffelstab.web.kit.sheets import Sheet


def responsibility_table(found: Sequence[Catchment], rows: Iterable[PlaceRow]) -> Sheet:
    """One line per municipality, one column per type; several names stand one below the other."""
    headings = (_("Municipality"), _("official municipality key"), *(str(each.actor_type) for each in found))
    nobody = _("nobody recorded")
    return Sheet(
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


def doubt_table(found: Iterable[Catchment]) -> Sheet:
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
    return Sheet(_("Holes and overlaps"), headings, rows)


def contact_table(contacts: Iterable[SeenContact]) -> Sheet:
    headings = (
        _("Organisation"), _("Function"), _("Task"), _("Municipalities"), _("Business telephone"),
        _("Business e-mail address"), _("Since"), _("Until"),
    )  # fmt: skip
    return Sheet(
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


def _day(day: date | None) -> str:
    return day.strftime("%d.%m.%Y") if day else ""
