"""One cell of the matrix: who, how many, from which source, where the ways end, and what would close the gap."""

from __future__ import annotations

from dataclasses import dataclass

from staffelstab.web.documents.phrases import NOT_KNOWN, Span
from staffelstab.web.evaluations.pathway import WAYS, Beside, Lost, gaps_of, known_beside_gaps, speaks_of
from staffelstab.web.evaluations.phrases import WAY_WORDS
from staffelstab.web.evaluations.queries.beside import available_offers
from staffelstab.web.evaluations.queries.figures import Figure
from staffelstab.web.evaluations.queries.matrix import Cell, Group, Line, group_key
from staffelstab.web.evaluations.queries.modules import places_of_bundle, short_of
from staffelstab.web.offers.models import Need, Offer


@dataclass(frozen=True)
class WayRow:
    word: str
    situations: int
    persons: Span


@dataclass(frozen=True)
class OpenCell:
    """`serving`, `elsewhere`: the offers of the bundle that serve the place or do not. `beside` None: nobody asked.

    `places`: of the offers that serve the place, shared with the other places they serve; `short`: need minus these.
    """

    line: Line
    cell: Cell | None
    ways: tuple[WayRow, ...]
    needs: tuple[Need, ...]
    gaps: tuple[Lost, ...]
    serving: tuple[Offer, ...]
    elsewhere: tuple[Offer, ...]
    beside: tuple[Beside, ...] | None
    places: Span = NOT_KNOWN
    short: Span = NOT_KNOWN

    @property
    def closing(self) -> list[Beside]:
        return [each for each in self.beside or () if not each.is_module]

    @property
    def not_needed(self) -> list[Beside]:
        return [each for each in self.beside or () if each.is_module]


def open_cell(figure: Figure, line: Line, cell: Cell | None, place: str) -> OpenCell:
    """`cell` None: the column about any way at all. `place` empty: everywhere."""
    at = place or line.shares.place
    offers = cell.bundle.offers if cell else []
    serving = tuple(offer for offer in offers if not at or _serves(offer, at))
    ways = cell.shares.ways if cell else line.shares.ways
    places = places_of_bundle(serving, today=min(figure.concept.date, figure.today))
    beside = known_beside_gaps(figure.prepared, figure.asked, available_offers(figure))
    return OpenCell(
        line=line,
        cell=cell,
        ways=tuple(WayRow(str(WAY_WORDS[way]), ways[way].situations, ways[way].persons) for way in WAYS),
        needs=tuple(need for need in figure.sources if _counts(figure, need, line.shares.group, at)),
        gaps=tuple(gap for gap in gaps_of(figure.answer) if _is_here(gap.group, gap.places, line, at)),
        serving=serving,
        elsewhere=tuple(offer for offer in offers if offer not in serving),
        beside=None
        if beside is None
        else tuple(each for each in beside if _concerns(each, line, cell, figure, at)),
        places=places if cell else NOT_KNOWN,
        short=short_of(cell.shares.meant.persons, places) if cell else NOT_KNOWN,
    )


def _serves(offer: Offer, place: str) -> bool:
    return offer.everywhere or place in {served.pk for served in offer.territory.all()}


def _counts(figure: Figure, need: Need, group: Group, at: str) -> bool:
    """Whether a need can speak of persons of this group at this place."""
    places = {place.pk for place in need.places.all()}
    return (not at or not places or at in places) and speaks_of(figure.prepared, need.when, group)


def _is_here(group: Group, places: tuple[str, ...], line: Line, at: str) -> bool:
    same = not line.shares.group or group_key(group) == group_key(line.shares.group)
    return same and (not at or at in places)


def _concerns(each: Beside, line: Line, cell: Cell | None, figure: Figure, at: str) -> bool:
    if each.is_module:
        keys = {figure.loaded.keys[station.pk] for station in cell.bundle.stations} if cell else set()
        return each.station in keys
    return _is_here(each.group, each.places, line, at)
