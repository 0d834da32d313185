"""Needs in the alliance in scope: found, sorted, and added only where nobody is counted twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import get_language, gettext

from staffelstab.web.offers.enums import CountOf
from staffelstab.web.offers.models import Need
from staffelstab.web.offers.pathway import (
    Addend,
    Overlap,
    first_overlap,
    group_sentence,
    known_life_areas,
)

SORTED_LIKE = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
MOST_TO_ADD = 500
ADDED = ("pk", "label", "when", "count_of", "minimum", "maximum", "sex", "benefit_law", "life_area", "date")


@dataclass(frozen=True)
class NeedCriteria:
    """What the list is narrowed to; empty means everything."""

    text: str = ""
    place: str = ""
    life_area: str = ""
    status: str = ""
    count_of: str = ""
    method: str = ""
    sort: str = ""


@dataclass(frozen=True)
class NeedRow:
    need: Need
    features: str
    life_area: str


@dataclass(frozen=True)
class Sum:
    """All counts of one kind together. With `overlap` or `is_too_many` they were not added.

    `unknown`: rows without a number, which no sum can hold.
    """

    count_of: str
    rows: int
    unknown: int
    minimum: int | None = None
    maximum: int | None = None
    first_day: date | None = None
    last_day: date | None = None
    undated: int = 0
    overlap: Overlap | None = None
    is_too_many: bool = False

    @property
    def is_added(self) -> bool:
        return self.overlap is None and not self.is_too_many

    @property
    def word(self) -> str:
        return str(CountOf(self.count_of).label)


def needs_here() -> QuerySet[Need]:
    return Need.objects.prefetch_related("places")


def fitting_needs(criteria: NeedCriteria) -> QuerySet[Need]:
    """Narrowed and sorted by the database: there may be tens of thousands."""
    exact = {
        name: getattr(criteria, name)
        for name in ("life_area", "count_of", "method")
        if getattr(criteria, name)
    }
    needs = Need.objects.filter(**exact)
    for word in criteria.text.casefold().split():
        plain = word.translate(SORTED_LIKE)
        needs = needs.filter(
            Q(sorted_label__contains=plain) | Q(source__icontains=word) | Q(note__icontains=word)
        )
    if criteria.place:
        needs = _in_place(needs, criteria.place)
    if criteria.status:
        listed = Q(when__status__icontains=f'"{criteria.status}"')
        needs = needs.filter(Q(when__status=criteria.status) | listed)
    return _sorted(needs, criteria.sort).prefetch_related("places")


def _in_place(needs: QuerySet[Need], place: str) -> QuerySet[Need]:
    """Also those of the whole territory: they are about this municipality, too."""
    lives = Need.places.through.objects.filter(need=OuterRef("pk"))
    return needs.filter(Exists(lives.filter(place=place)) | ~Exists(lives))


def _sorted(needs: QuerySet[Need], sort: str) -> QuerySet[Need]:
    label = ("sorted_label", "pk")
    if sort == "number":
        return needs.order_by(Coalesce(F("maximum"), F("minimum")).desc(nulls_last=True), *label)
    if sort == "date":
        return needs.order_by(F("date").desc(nulls_last=True), *label)
    return needs.order_by("life_area", *label) if sort == "life_area" else needs.order_by(*label)


def need_rows(needs: Iterable[Need]) -> list[NeedRow]:
    """Many rows speak of the same group: each sentence is made once."""
    language = get_language() or "de"
    areas = dict(known_life_areas(language))
    sentences: dict[str, str] = {}
    rows = []
    for need in needs:
        group = repr((need.when, need.sex, need.benefit_law))
        if group not in sentences:
            sentences[group] = group_sentence(need.when, need.sex, need.benefit_law, language)
        rows.append(NeedRow(need, sentences[group], areas.get(need.life_area, need.life_area)))
    return rows


def areas_here() -> list[tuple[str, str]]:
    """The areas of life in which needs lie here, by their names."""
    areas = dict(known_life_areas(get_language() or "de"))
    used = Need.objects.exclude(life_area="").values_list("life_area", flat=True).distinct().order_by()
    return sorted(((key, areas.get(key, key)) for key in used), key=lambda area: area[1].casefold())


def count_needs() -> int:
    return Need.objects.count()


def sums_of(needs: QuerySet[Need]) -> list[Sum]:
    """One per kind of figure. Ranges stay ranges; an open end stays open."""
    rows = list(needs.order_by().prefetch_related(None).values(*ADDED)[: MOST_TO_ADD + 1])
    places: dict[int, dict[str, str]] = defaultdict(dict)
    lives = Need.places.through.objects.filter(need__in=[row["pk"] for row in rows[:MOST_TO_ADD]])
    for need, place, name in lives.values_list("need_id", "place_id", "place__short_name"):
        places[need][place] = name
    kinds = sorted({row["count_of"] for row in rows}, key=CountOf.values.index)
    is_too_many = len(rows) > MOST_TO_ADD
    return [
        _sum(kind, [row for row in rows if row["count_of"] == kind], places, is_too_many) for kind in kinds
    ]


def _sum(kind: str, rows: list[dict[str, Any]], places: dict[int, dict[str, str]], is_too_many: bool) -> Sum:
    known = [row for row in rows if row["minimum"] is not None or row["maximum"] is not None]
    unknown = len(rows) - len(known)
    if is_too_many:
        return Sum(kind, len(rows), unknown, is_too_many=True)
    overlap = first_overlap(_addend(row, places[row["pk"]]) for row in known)
    if overlap or not known:
        return Sum(kind, len(rows), unknown, overlap=overlap)
    highest = [row["maximum"] for row in known]
    days = [row["date"] for row in known if row["date"]]
    return Sum(
        kind,
        len(rows),
        unknown,
        minimum=sum(row["minimum"] or 0 for row in known),
        maximum=None if None in highest else sum(highest),
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        undated=len(known) - len(days),
    )


def _addend(row: dict[str, Any], places: dict[str, str]) -> Addend:
    """Uses and places of different areas of life are different ones; persons may need both."""
    area = "" if row["count_of"] == CountOf.PERSONS else row["life_area"]
    name = f"{row['label']}, {', '.join(places.values()) or gettext('whole territory')}"
    return Addend(name, row["when"], frozenset(places), (row["sex"], row["benefit_law"], area))
