"""Findings as a work list: who takes care, what is accepted, narrowed and grouped by what they have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from staffelstab.web.alliances.models import Membership, Organisation
from staffelstab.web.concepts.models import Concept, FindingCare, Station
from staffelstab.web.concepts.pathway import Told
from staffelstab.web.concepts.queries.boards import SEVERITIES, Board

OPEN, ASSIGNED, ACCEPTED, OVERDUE = "open", "assigned", "accepted", "overdue"


@dataclass(frozen=True)
class WorkItem:
    """One finding with what people do about it. organisations: ids of those whose stations it names."""

    told: Told
    care: FindingCare | None
    organisations: frozenset[int]
    is_about_module: bool
    today: date

    @property
    def state(self) -> str:
        if self.care is None:
            return OPEN
        return ACCEPTED if self.care.is_accepted else ASSIGNED if self.care.is_assigned else OPEN

    @property
    def is_overdue(self) -> bool:
        care = self.care
        return (
            self.state == ASSIGNED
            and care is not None
            and care.due_on is not None
            and care.due_on < self.today
        )


@dataclass(frozen=True)
class Narrowing:
    """What the list is narrowed to; empty means everything. profile: attribute and value."""

    severity: str = ""
    state: str = ""
    place: str = ""
    profile: tuple[str, str] | None = None
    organisation: int = 0
    modules_only: bool = False

    def lets_in(self, item: WorkItem) -> bool:
        told = item.told
        return (
            self.severity in ("", told.severity)
            and self.state in ("", item.state, OVERDUE if item.is_overdue else item.state)
            and (not self.place or self.place in told.places)
            and (self.profile is None or self.profile[1] in told.values.get(self.profile[0], ()))
            and (not self.organisation or self.organisation in item.organisations)
            and (not self.modules_only or item.is_about_module)
        )


@dataclass(frozen=True)
class Cause:
    """Findings of one code and kind, worst first."""

    word: str
    items: list[WorkItem]

    @property
    def severity(self) -> str:
        return min((item.told.severity for item in self.items), key=SEVERITIES.index)

    @property
    def severity_word(self) -> str:
        return next(item.told.severity_word for item in self.items if item.told.severity == self.severity)

    @property
    def open_count(self) -> int:
        return sum(item.state == OPEN for item in self.items)


def cares_of(concept: Concept) -> dict[str, FindingCare]:
    """Name of the finding → what people do about it."""
    rows = FindingCare.objects.filter(concept=concept).select_related("organisation")
    return {care.name: care for care in rows}


def work_items(board: Board, *, today: date) -> list[WorkItem]:
    cares = cares_of(board.concept)
    return [
        WorkItem(
            told,
            cares.get(told.name),
            frozenset(_organisations(_stations(board, told))),
            any(_is_module(station) for station in _stations(board, told)),
            today,
        )
        for told in board.telling.findings
    ]


def causes(items: Iterable[WorkItem]) -> list[Cause]:
    """Grouped by what they have in common, the worst group first, then the largest."""
    groups: dict[tuple[str, str], list[WorkItem]] = {}
    for item in items:
        groups.setdefault((item.told.code_key, item.told.kind), []).append(item)
    found = [Cause(members[0].told.cause_word, members) for members in groups.values()]
    return sorted(found, key=lambda cause: (SEVERITIES.index(cause.severity), -len(cause.items), cause.word))


def settled_cares(concept: Concept, items: Iterable[WorkItem]) -> list[FindingCare]:
    """What was taken up and is found no more."""
    left = {item.told.name for item in items}
    return [care for name, care in cares_of(concept).items() if name not in left]


def counts(items: Iterable[WorkItem]) -> Counter[str]:
    return Counter(item.state for item in items)


def assigned_to(person: Membership) -> QuerySet[FindingCare]:
    """What waits for the organisation or the function of a person, the most urgent first."""
    mine = Q(function__iexact=person.user.function)
    if person.organisation_id is not None:
        mine = Q(organisation=person.organisation_id) & Q(function__in=("", person.user.function)) | mine & Q(
            organisation=None
        )
    else:
        mine &= Q(organisation=None)
    return FindingCare.objects.filter(mine, accepted_on=None).select_related("concept", "organisation")


def organisations_of(board: Board) -> list[Organisation]:
    """Those with a station, by name."""
    found = {s.offer.organisation for s in board.loaded.stations if s.offer.organisation}
    return sorted(found, key=lambda organisation: organisation.name.casefold())


def _stations(board: Board, told: Told) -> list[Station]:
    keys = told.stations or told.transition or ()
    return [board.loaded.by_key[key] for key in keys if key in board.loaded.by_key]


def _organisations(stations: list[Station]) -> Iterable[int]:
    return (s.offer.organisation_id for s in stations if s.offer.organisation_id is not None)


def _is_module(station: Station) -> bool:
    funding = station.offer.funding
    return funding is not None and funding.is_programme
