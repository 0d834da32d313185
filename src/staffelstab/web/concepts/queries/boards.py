"""Everything a page about one concept needs, in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, QuerySet

from staffelstab.web.concepts.models import Change, Concept, Import, Station, Transition, is_newest_change
from staffelstab.web.concepts.pathway import (
    Asked,
    Checked,
    Document,
    Keys,
    Prepared,
    Telling,
    Told,
    checked,
    document_of,
    prepared,
    stations_of,
    telling,
)
from staffelstab.web.offers.models import Listing, Offer

SEVERITIES = ("serious", "medium", "notice")


@dataclass(frozen=True)
class Loaded:
    """A concept with its rows and its document."""

    concept: Concept
    stations: list[Station]
    transitions: list[Transition]

    @cached_property
    def document(self) -> Document:
        return document_of(self.concept, self.stations, self.transitions)

    @cached_property
    def prepared(self) -> Prepared:
        return prepared(self.document)

    @cached_property
    def keys(self) -> dict[int, str]:
        """Station → its key in the document."""
        keys = Keys(self.concept)
        return {station.pk: keys.offer(station.offer) for station in self.stations}

    @cached_property
    def by_key(self) -> dict[str, Station]:
        return {self.keys[station.pk]: station for station in self.stations}

    @cached_property
    def by_pk(self) -> dict[int, Station]:
        return {station.pk: station for station in self.stations}

    def transition(self, origin: str, target: str) -> Transition | None:
        wanted = (self.by_key.get(origin), self.by_key.get(target))
        return next((t for t in self.transitions if (t.origin, t.target) == wanted), None)


@dataclass(frozen=True)
class Board:
    """A concept and the answer to one question about it."""

    loaded: Loaded
    answer: Checked
    telling: Telling

    @property
    def concept(self) -> Concept:
        return self.loaded.concept

    @cached_property
    def findings_at(self) -> dict[str, list[Told]]:
        """Key of the station → its findings, worst first."""
        found: dict[str, list[Told]] = {}
        for told in self.telling.findings:
            for station in told.stations or told.transition or ():
                found.setdefault(station, []).append(told)
        return found

    def worst_at(self, key: str) -> str:
        found = {told.severity for told in self.findings_at.get(key, ())}
        return next((severity for severity in SEVERITIES if severity in found), "")


def load(concept: Concept) -> Loaded:
    stations = stations_of(concept)
    known = {station.pk: station for station in stations}
    transitions = list(Transition.objects.filter(concept=concept))
    for transition in transitions:
        transition.origin, transition.target = known[transition.origin_id], known[transition.target_id]
    return Loaded(concept, stations, transitions)


def board(loaded: Loaded, asked: Asked) -> Board:
    answer = checked(loaded.prepared, asked)
    return Board(loaded, answer, telling(answer))


def concepts() -> QuerySet[Concept]:
    """Variants stand behind the concept they were branched from."""
    return Concept.objects.select_related("variant_of").annotate(
        station_count=Count("stations", distinct=True), transition_count=Count("transitions", distinct=True)
    )


def offers_to_add(concept: Concept) -> QuerySet[Offer]:
    """What is listed here and no station yet."""
    taken = Station.objects.filter(concept=concept).values("offer")
    return Offer.objects.filter(pk__in=Listing.objects.values("offer")).exclude(pk__in=taken)


def newest_change(concept: Concept) -> Change | None:
    """What the button "take back" would take back."""
    return Change.objects.filter(concept=concept, is_undone=False).first()


def newest_undo(concept: Concept) -> Change | None:
    """What the button "bring back" would bring back: taken back last, and nothing was changed since."""
    undo = Change.objects.filter(concept=concept, is_redone=False).exclude(undoes=None).first()
    return undo if undo is not None and is_newest_change(concept, undo.revision) else None


def imports_here() -> QuerySet[Import]:
    """Files read in this alliance, newest first, without their contents."""
    return Import.objects.defer("document", "before", "warnings")


def document_for_export(concept: Concept) -> Document:
    """The whole file, also with offers that stood in it without being stations."""
    loaded = load(concept)
    others = concept.other_offers.select_related("organisation", "funding").prefetch_related("territory")
    taken = {station.offer_id for station in loaded.stations}
    return document_of(
        concept, loaded.stations, loaded.transitions, others=[o for o in others if o.pk not in taken]
    )
