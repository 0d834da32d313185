"""A list of needs as figures and sums: which rows provably contain each other, and what subtraction would leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from staffelstab.engine.disclosure import Figure, Label, Release, Rule, Sum, Table, protect
from staffelstab.engine.errors import InputError
from staffelstab.engine.files import condition_from_document
from staffelstab.engine.model import ClockLimit, Condition
from staffelstab.web.offers.models import Need
from staffelstab.web.offers.pathway.adding import Addend, are_apart
from staffelstab.web.offers.pathway.scales import scales

THRESHOLD = 5
MOST_ROWS = 400
SMALL, LOCKED = str(Label.SMALL), str(Label.LOCKED)


@dataclass(frozen=True)
class CountedGroup:
    """What a row counts. Two rows with the same key and ends are one figure."""

    key: str
    count_of: str
    when: Mapping[str, Any]
    places: tuple[str, ...]
    sex: str
    benefit_law: str
    life_area: str
    minimum: int | None
    maximum: int | None
    label: str = ""

    @property
    def figure(self) -> Figure:
        return Figure(f"{self.key}:{self.minimum}:{self.maximum}", self.minimum, self.maximum)

    @property
    def document(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class ProtectedList:
    """labels: one for each row, in its order. exposed: small counts that an earlier release has given away."""

    labels: tuple[str, ...]
    exposed: int
    is_cheapest: bool


def counted_group(need: Need) -> CountedGroup:
    """Mind ``prefetch_related('places')``."""
    return CountedGroup(
        key=need.key,
        count_of=need.count_of,
        when=need.when,
        places=tuple(sorted(place.pk for place in need.places.all())),
        sex=need.sex,
        benefit_law=need.benefit_law,
        life_area=need.life_area,
        minimum=need.minimum,
        maximum=need.maximum,
    )


def read_groups(documents: Iterable[Mapping[str, Any]]) -> list[CountedGroup]:
    return [CountedGroup(**{**each, "places": tuple(each["places"])}) for each in documents]


def protected_list(
    rows: Sequence[CountedGroup], former: Iterable[Sequence[CountedGroup]], *, threshold: int = THRESHOLD
) -> ProtectedList:
    """What of each row may be printed, when earlier lists (with their labels) are known to the reader, too."""
    releases = [_release(groups) for groups in former]
    known = {group.figure.key: group for groups in former for group in groups}
    now = {group.figure.key: group for group in rows}
    figures, sums = _subtractions(list({**known, **now}.values()))
    for key, group in {**known, **now}.items():
        figures[key] = group.figure if key in now else _elsewhere(group.figure)
    found = protect(Table.of(figures.values(), sums), Rule(threshold), releases)
    labels = tuple(str(found.labels[group.figure.key]) for group in rows)
    return ProtectedList(labels, len(set(found.exposed) & (set(now) | set(figures))), found.is_cheapest)


def is_printed(label: str) -> bool:
    return label == str(Label.SHOWN)


def _elsewhere(figure: Figure) -> Figure:
    """A row of an earlier list that is not printed now: leaving it out costs nothing."""
    return Figure(figure.key, figure.low, figure.high, cost=0)


def _release(groups: Sequence[CountedGroup]) -> Release:
    figures = {group.figure.key: group for group in groups}
    table = Table.of([group.figure for group in figures.values()])
    return Release(table, {key: Label(group.label) for key, group in figures.items()})


def _subtractions(groups: list[CountedGroup]) -> tuple[dict[str, Figure], list[Sum]]:
    """For each row the rows that are part of it, and the rest that they leave."""
    conditions = {id(group): _condition(group.when) for group in groups}
    figures: dict[str, Figure] = {}
    sums: list[Sum] = []
    for whole in groups:
        parts = [part for part in groups if part is not whole and _is_part(part, whole, conditions)]
        for family in [*([part] for part in parts), *_families(parts)]:
            for end in ("minimum", "maximum"):
                _subtract(whole, family, end, figures, sums)
    return figures, sums


def _families(parts: list[CountedGroup]) -> list[list[CountedGroup]]:
    """Parts that share nobody, as many together as fit; what is left forms further families."""
    families: list[list[CountedGroup]] = []
    for part in sorted(parts, key=lambda group: (-(group.minimum or 0), group.key)):
        for family in families:
            if all(are_apart(_addend(part), _addend(other)) for other in family):
                family.append(part)
                break
        else:
            families.append([part])
    return [family for family in families if len(family) > 1]


def _subtract(
    whole: CountedGroup,
    family: list[CountedGroup],
    end: str,
    figures: dict[str, Figure],
    sums: list[Sum],
) -> None:
    total, parts = getattr(whole, end), [getattr(part, end) for part in family]
    if total is None or None in parts or total < sum(parts):
        return
    rest, keys = total - sum(parts), tuple(part.figure.key for part in family)
    name = f"rest:{end}:{whole.figure.key}:{'+'.join(keys)}"
    low, high = (rest, None) if end == "minimum" else (None, rest)
    figures[name] = Figure(name, low, high, is_shown=rest == 0, cost=0)
    sums.append(Sum(whole.figure.key, (*keys, name)))


def _is_part(part: CountedGroup, whole: CountedGroup, conditions: Mapping[int, Condition | None]) -> bool:
    """Everybody in the part is provably in the whole."""
    if part.count_of != whole.count_of:
        return False
    for name in ("sex", "benefit_law", "life_area"):
        if getattr(whole, name) not in ("", getattr(part, name)):
            return False
    if whole.places and not (part.places and set(part.places) <= set(whole.places)):
        return False
    inner, outer = conditions[id(part)], conditions[id(whole)]
    return inner is not None and outer is not None and _implies(inner, outer)


def _implies(inner: Condition, outer: Condition) -> bool:
    for key, allowed in outer.values.items():
        if key not in inner.values or not set(inner.values[key]) <= set(allowed):
            return False
    if any(inner.begun_by.get(key) != day for key, day in outer.begun_by.items()):
        return False
    return all(_lies_in(inner.clocks.get(key), limit) for key, limit in outer.clocks.items())


def _lies_in(inner: ClockLimit | None, outer: ClockLimit) -> bool:
    if inner is None:
        return outer == ClockLimit()
    low = outer.minimum is None or (inner.minimum is not None and inner.minimum >= outer.minimum)
    return low and (outer.maximum is None or (inner.maximum is not None and inner.maximum <= outer.maximum))


def _addend(group: CountedGroup) -> Addend:
    return Addend(
        group.key, group.when, frozenset(group.places), (group.sex, group.benefit_law, group.life_area)
    )


def _condition(when: Mapping[str, Any]) -> Condition | None:
    try:
        return condition_from_document(when, scales())
    except InputError:
        return None
