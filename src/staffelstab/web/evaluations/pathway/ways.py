"""Need against ways, as plain data; what it means is defined in docs/background/gap.md."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from staffelstab.engine import check as engine
from staffelstab.web.concepts.pathway import Asked, Prepared, answered
from staffelstab.web.concepts.pathway.telling import words
from staffelstab.web.documents.phrases import Span

Group = tuple[tuple[str, str], ...]
"""Feature and value of each grouping attribute."""
WAYS = tuple(str(way) for way in engine.Way)
"""From the best to the worst."""


@dataclass(frozen=True)
class Part:
    """`situations`: how many were checked; `persons` as far as the needs tell."""

    situations: int
    persons: Span


@dataclass(frozen=True)
class BundleShares:
    meant: Part
    missed: Part
    without_way: Part
    ways: Mapping[str, Part]

    @property
    def worst(self) -> str:
        """The worst way that occurs; empty when the bundle is meant for nobody here."""
        return next((way for way in reversed(WAYS) if self.ways[way].situations), "")


@dataclass(frozen=True)
class Shares:
    """One row: a place, a group, or everybody."""

    place: str
    group: Group
    everybody: Part
    without_way: Part
    ways: Mapping[str, Part]
    bundles: Mapping[str, BundleShares]


@dataclass(frozen=True)
class Table:
    whole: Shares
    places: tuple[Shares, ...]
    groups: tuple[Shares, ...]
    group_words: Mapping[Group, str]


def ways_by_place_and_group(
    ready: Prepared, asked: Asked, bundles: Mapping[str, Sequence[str]], *, place: str = ""
) -> Table | None:
    """None when the document has problems. `place`: groups only there."""
    if ready.pathway is None:
        return None
    known = {name: tuple(sorted(keys)) for name, keys in bundles.items() if keys}
    here = place if any(p.key == place for p in ready.pathway.places) else ""
    about = f"coverage {json.dumps(known, sort_keys=True)} {here}"
    found = answered(ready, asked, about, lambda run: engine.coverage(run, known, place=here or None))
    groups = tuple(_shares(row) for row in found.groups)
    return Table(
        whole=_shares(found.whole),
        places=tuple(_shares(row) for row in found.places),
        groups=groups,
        group_words=_group_words(ready, [row.group for row in groups]),
    )


def _shares(row: engine.Row) -> Shares:
    return Shares(
        place=row.place or "",
        group=tuple(sorted(row.group.items())),
        everybody=_part(row.everybody),
        without_way=_part(row.without_way),
        ways={str(way): _part(share) for way, share in row.ways.items()},
        bundles={
            name: BundleShares(
                _part(bundle.meant),
                _part(bundle.missed),
                _part(bundle.without_way),
                {str(way): _part(share) for way, share in bundle.ways.items()},
            )
            for name, bundle in row.bundles.items()
        },
    )


def _part(share: engine.Share) -> Part:
    return Part(share.profiles, span_of(share.persons))


def span_of(persons: engine.Persons) -> Span:
    return Span(persons.minimum, persons.maximum)


def _group_words(ready: Prepared, groups: Sequence[Group]) -> dict[Group, str]:
    """Only features in which the groups differ, in the order of the file."""
    if ready.pathway is None:
        return {}
    telling = {feature for feature, _ in {pair for group in groups for pair in group}}
    telling = {key for key in telling if len({dict(group).get(key) for group in groups}) > 1}
    told: dict[Group, str] = {}
    for group in groups:
        values = dict(group)
        known = [a for a in ready.pathway.scales.attributes if a.key in values]
        shown = [a for a in known if a.key in telling] or known
        labels = [a.values[a.index(values[a.key])].label for a in shown]
        told[group] = ", ".join(words().label(label) or "?" for label in labels)
    return told
