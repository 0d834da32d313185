"""What may leave the alliance, and what has left it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from staffelstab.web.kit.amounts import spelled
from staffelstab.web.offers.models import Need, NeedRelease
from staffelstab.web.offers.pathway import (
    LOCKED,
    MOST_ROWS,
    SMALL,
    THRESHOLD,
    CountedGroup,
    counted_group,
    is_printed,
    protected_list,
    read_groups,
)
from staffelstab.web.offers.queries.needs import NeedRow, need_rows


@dataclass(frozen=True)
class ReleaseRow:
    """printed: the cells as they leave; the last two are the number and the reason where it is held back."""

    group: CountedGroup
    label: str
    printed: list[str]

    @property
    def is_held_back(self) -> bool:
        return not is_printed(self.label)


@dataclass(frozen=True)
class ReleasePreview:
    """problem: why nothing can be given out, in words."""

    rows: list[ReleaseRow]
    problem: str = ""
    is_cheapest: bool = True

    @property
    def held_back(self) -> int:
        return sum(row.is_held_back for row in self.rows)


def preview_of_release(needs: Sequence[Need]) -> ReleasePreview:
    rows = need_rows(needs)
    if len(rows) > MOST_ROWS:
        text = _(
            "These are more than %(most)s rows; so many cannot be protected together. Please narrow the list down."
        )
        return ReleasePreview([], text % {"most": MOST_ROWS})
    groups = [counted_group(row.need) for row in rows]
    former = [read_groups(release.groups) for release in releases_here()]
    found = protected_list(groups, former)
    text = _(
        "A small count of this list can already be computed from what was given out before. "
        "Please narrow the list down so that it does not contain it."
    )
    problem = text if found.exposed else ""
    printed = [
        ReleaseRow(group, label, _printed(row, label))
        for row, group, label in zip(rows, groups, found.labels, strict=True)
    ]
    return ReleasePreview(printed, problem, found.is_cheapest)


def _printed(row: NeedRow, label: str) -> list[str]:
    """No note and no free text: nobody has looked there for numbers."""
    need = row.need
    places = ", ".join(str(place) for place in need.places.all()) or _("whole territory")
    number, reason = number_and_reason(need, label)
    day = need.date.strftime("%d.%m.%Y") if need.date else ""
    return [
        row.features,
        row.life_area,
        places,
        need.get_count_of_display(),
        need.get_method_display(),
        day,
        number,
        reason,
    ]


def number_and_reason(need: Need, label: str) -> tuple[str, str]:
    if label == SMALL:
        return _("under %(t)s") % {"t": THRESHOLD}, _("a small count")
    if label == LOCKED:
        return _("locked"), _("with it a small count could be computed")
    ends = spelled(need.minimum, need.maximum)
    if not ends:
        return _("not known"), ""
    if need.wording and need.is_read_otherwise:
        return f"{need.wording} ({ends})", ""
    return need.wording or ends, ""


def release_headings() -> list[str]:
    return [
        _("group"), _("area of life"), _("municipalities"), _("what is counted"), _("how the number came about"),
        _("as of"), _("number"), _("reason"),
    ]  # fmt: skip


def releases_here() -> QuerySet[NeedRelease]:
    return NeedRelease.objects.all()
