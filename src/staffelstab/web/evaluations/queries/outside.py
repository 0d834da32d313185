"""The figure as it may leave the alliance: worked out anew from what the reader of the list of needs knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from staffelstab.web.concepts.pathway import prepared
from staffelstab.web.documents.phrases import Span
from staffelstab.web.evaluations.pathway import (
    coarse,
    document_outside,
    ways_by_place_and_group,
)
from staffelstab.web.evaluations.phrases import HELD_BACK, UNDER
from staffelstab.web.evaluations.queries.figures import Figure, ModuleRow, module_rows
from staffelstab.web.offers.models import Need, NeedRelease
from staffelstab.web.offers.pathway import THRESHOLD, read_groups
from staffelstab.web.offers.queries.releases import ReleaseRow, preview_of_release


@dataclass(frozen=True)
class FigureOutside:
    """problem: why nothing can be given out, in words."""

    figure: Figure
    needs: list[Need]
    held_back: int
    problem: str = ""


def preview_outside(figure: Figure) -> FigureOutside:
    needs = figure.sources
    preview = preview_of_release(needs)
    if preview.problem:
        return FigureOutside(replace(figure, rows=[], outside=()), needs, 0, preview.problem)
    return FigureOutside(figure_outside(figure, needs, preview.rows), needs, preview.held_back)


def figure_of_release(figure: Figure, needs: Sequence[Need], release: NeedRelease) -> Figure:
    """The figure that belongs to a list of exactly these needs."""
    groups = read_groups(release.groups)
    rows = [ReleaseRow(g, g.label, row) for g, row in zip(groups, release.rows, strict=True)]
    return figure_outside(figure, needs, rows)


def figure_outside(figure: Figure, needs: Sequence[Need], rows: Sequence[ReleaseRow]) -> Figure:
    """`rows`: what of each of `needs` is printed. Nothing else about them goes into the figure."""
    labels = {need.key: row.label for need, row in zip(needs, rows, strict=True)}
    ready = prepared(document_outside(figure.loaded.document, labels))
    keys = {b.key: [figure.loaded.keys[station.pk] for station in b.stations] for b in figure.bundles}
    table = ways_by_place_and_group(ready, figure.asked, keys) if figure.bundles else None
    found = module_rows(figure.bundles, table, min(figure.concept.date, figure.today))
    is_held = any(row.is_held_back for row in rows)
    return replace(
        figure,
        rows=[_row_outside(row, is_held=is_held) for row in found],
        table=table,
        outside=tuple(_told(row) for row in rows),
    )


def _row_outside(row: ModuleRow, *, is_held: bool) -> ModuleRow:
    """Places are public; what counts persons is told in words where it is small or held back."""
    return replace(
        row,
        need=_worded(row.need, is_held=is_held),
        short=_worded(row.short, is_held=is_held),
        missed=_worded(row.missed, is_held=is_held),
        without_way=_worded(row.without_way, is_held=is_held),
    )


def _worded(span: Span, *, is_held: bool) -> Span:
    """Whether a figure is held back or was never counted is not told apart: only the labels of the needs tell."""
    told = coarse(span)
    if told == Span(1, THRESHOLD - 1):
        return replace(told, said=str(UNDER) % {"number": THRESHOLD})
    return replace(told, said=str(HELD_BACK)) if is_held and not told.is_known else told


def _told(row: ReleaseRow) -> str:
    """Group, area of life, places, method, day and number, as in the list of needs for outside; no free text."""
    features, life_area, places, _count_of, method, day, number, reason = row.printed
    shown = f"{number} ({reason})" if reason else number
    return "; ".join(part for part in (f"{features}: {shown}", life_area, places, method, day) if part)
