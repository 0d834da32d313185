"""What waits for one person. Every kind of thing has a few places on the desk, so that none hides the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from django.db.models import Count, Q
from django.utils import timezone

from staffelstab.web.alliances.models import Membership
from staffelstab.web.concepts.enums import ProposalState, TransitionState
from staffelstab.web.concepts.models import HANDOVER_PARTS, Concept, FindingCare, Import, Proposal, Transition
from staffelstab.web.concepts.pathway import (
    Asked,
    handover_words,
    is_handover_settled,
    known_finding_names,
    known_severities,
)
from staffelstab.web.concepts.queries.boards import SEVERITIES, Loaded, board, load
from staffelstab.web.concepts.queries.worklist import assigned_to
from staffelstab.web.concepts.rules import may_edit_concepts
from staffelstab.web.offers.models import Offer
from staffelstab.web.offers.queries import Confirmation, confirmation_of
from staffelstab.web.offers.queries.inquiries import InventoryState, inventory_state, to_confirm
from staffelstab.web.offers.queries.law import count_notices
from staffelstab.web.surveys.models import Round as AskedRound
from staffelstab.web.surveys.queries import rounds_here, undecided_in
from staffelstab.web.surveys.rules import may_see_answers

MOST_HANDOVERS, MOST_OFFERS, MOST_IMPORTS, MOST_ASSIGNED = 2, 3, 1, 2
MOST_ROUNDS = 1
IMPORT_WAITS = timedelta(days=30)
"""A preview that nobody took over for so long was only a look."""


@dataclass(frozen=True)
class FindingsCard:
    """`counts` is None as long as nobody has asked for the check of this state of the concept."""

    template: ClassVar[str] = "desk/_findings.html"
    concept: Concept
    counts: Counter[str] | None
    has_problems: bool = False
    since: date | None = None

    @property
    def total(self) -> int:
        return sum((self.counts or {}).values())

    @property
    def by_severity(self) -> list[tuple[str, int]]:
        counts = self.counts or Counter()
        return [(severity, counts[severity]) for severity in SEVERITIES if counts[severity]]

    @property
    def waits(self) -> bool:
        return self.counts is None or self.has_problems or self.total > 0


@dataclass(frozen=True)
class HandoverCard:
    """A transition that people are meant to take, without a complete procedure."""

    template: ClassVar[str] = "desk/_handover.html"
    transition: Transition
    hands_over: bool
    receives: bool
    since: date | None = None

    @property
    def is_agreed(self) -> bool:
        return self.transition.state == TransitionState.AGREED

    @property
    def concerns_me(self) -> bool:
        return self.hands_over or self.receives

    @property
    def missing(self) -> str:
        return handover_words(_parts(self.transition))


@dataclass(frozen=True)
class OfferCard:
    template: ClassVar[str] = "desk/_offer.html"
    offer: Offer
    confirmation: Confirmation
    since: date | None


@dataclass(frozen=True)
class ImportCard:
    template: ClassVar[str] = "desk/_import.html"
    imported: Import
    since: date


@dataclass(frozen=True)
class AssignedCard:
    """A finding that this organisation or function takes care of; `since` is the day it is due."""

    template: ClassVar[str] = "desk/_assigned.html"
    care: FindingCare
    since: date | None
    is_overdue: bool


@dataclass(frozen=True)
class ProposalsCard:
    """Proposals of partners for one concept that nobody has answered; `since` is the day of the oldest."""

    template: ClassVar[str] = "desk/_proposals.html"
    concept: Concept
    count: int
    since: date


@dataclass(frozen=True)
class RoundCard:
    """An open round of a work aid: how many partners have answered, how many questions wait for a decision."""

    template: ClassVar[str] = "desk/_round.html"
    round: AskedRound
    undecided: int
    since: date


@dataclass(frozen=True)
class InventoryCard:
    """For the coordination: answers that wait, letters without answer, offers nobody confirmed, changes of law."""

    template: ClassVar[str] = "desk/_inventory.html"
    state: InventoryState
    law: int
    since: date | None

    @property
    def waits(self) -> bool:
        state = self.state
        return bool(state.waiting or state.to_remind or self.law or state.unconfirmed > MOST_OFFERS)


Card = (
    AssignedCard
    | FindingsCard
    | HandoverCard
    | OfferCard
    | ImportCard
    | ProposalsCard
    | RoundCard
    | InventoryCard
)


@dataclass(frozen=True)
class Desk:
    """At most eight cards, the oldest promise first; `more` counts what found no place, by kind."""

    cards: Sequence[Card]
    more: dict[str, int]
    concept: Concept | None


def desk_of(person: Membership, *, today: date) -> Desk:
    concept = newest_concept()
    loaded = load(concept) if concept else None
    findings = [findings_card(loaded)] if loaded else []
    handovers = _handovers(person, loaded) if loaded else []
    imports, inventory = _imports(person, today), _inventory(person, today)
    assigned = _assigned(person, loaded, today)
    proposals = _proposals(person, concept)
    shown = max(0, MOST_OFFERS - len(inventory) - len(assigned[:MOST_ASSIGNED]) - len(proposals))
    offers = _offers(person, shown, today)
    cards: list[Card] = [
        *assigned[:MOST_ASSIGNED],
        *proposals,
        *(card for card in findings if card.waits),
        *handovers[:MOST_HANDOVERS],
        *inventory,
        *offers,
        *imports[:MOST_IMPORTS],
        *_rounds(person)[:MOST_ROUNDS],
    ]
    left = {
        "assigned": len(assigned[MOST_ASSIGNED:]),
        "handovers": len(handovers[MOST_HANDOVERS:]),
        "imports": len(imports[MOST_IMPORTS:]),
        **_offers_left(person, offers, today),
    }
    return Desk(sorted(cards, key=_age), {kind: count for kind, count in left.items() if count}, concept)


def newest_concept() -> Concept | None:
    """The one of the latest day of check; a variant is only tried."""
    return Concept.objects.filter(variant_of=None).order_by("-date", "-pk").first()


def _age(card: Card) -> date:
    return card.since or date.max


def findings_card(loaded: Loaded) -> FindingsCard:
    """Only what is known already: the desk does not wait for a check."""
    asked = Asked(date=loaded.concept.date)
    return FindingsCard(loaded.concept, known_severities(loaded.document, asked))


def checked_findings_card(concept: Concept) -> FindingsCard:
    """The same after a check, which may take a moment."""
    told = board(load(concept), Asked(date=concept.date)).telling
    counts = Counter(finding.severity for finding in told.findings)
    return FindingsCard(concept, counts, has_problems=not told.was_checked)


def _assigned(person: Membership, loaded: Loaded | None, today: date) -> list[AssignedCard]:
    """The most urgent first. What the last check of the newest concept found no more is left out."""
    gone: set[str] = set()
    cares = list(assigned_to(person))
    if loaded is not None and cares:
        known = known_finding_names(loaded.document, Asked(date=loaded.concept.date))
        here = {care.name for care in cares if care.concept_id == loaded.concept.pk}
        gone = set() if known is None else here - known
    cards = [
        AssignedCard(care, care.due_on, care.due_on is not None and care.due_on < today)
        for care in cares
        if care.name not in gone or (loaded is not None and care.concept_id != loaded.concept.pk)
    ]
    return sorted(cards, key=_age)


def _proposals(person: Membership, concept: Concept | None) -> list[ProposalsCard]:
    """For those who answer them: one card for the newest concept."""
    if concept is None or not may_edit_concepts(person):
        return []
    waiting = Proposal.objects.filter(concept=concept, state=ProposalState.OPEN).order_by("at")
    days = [timezone.localdate(at) for at in waiting.values_list("at", flat=True)]
    return [ProposalsCard(concept, len(days), days[0])] if days else []


def _handovers(person: Membership, loaded: Loaded) -> list[HandoverCard]:
    """Agreed ones are promises, so they come before aimed ones. The core group looks after all of them."""
    cards = [_handover(person, transition) for transition in loaded.transitions if _is_open(transition)]
    mine = [card for card in cards if person.is_core_member or card.concerns_me]
    return sorted(mine, key=lambda card: (not card.is_agreed, not card.concerns_me))


def _is_open(transition: Transition) -> bool:
    is_meant = transition.state != TransitionState.POSSIBLE and transition.origin_id != transition.target_id
    return is_meant and not is_handover_settled(_parts(transition))


def _handover(person: Membership, transition: Transition) -> HandoverCard:
    own = person.organisation_id
    return HandoverCard(
        transition,
        hands_over=own is not None and transition.origin.offer.organisation_id == own,
        receives=own is not None and transition.target.offer.organisation_id == own,
    )


def _parts(transition: Transition) -> dict[str, object]:
    return {name: getattr(transition, name) for name in HANDOVER_PARTS}


def _offers(person: Membership, shown: int, today: date) -> list[OfferCard]:
    """What this person may confirm and nobody confirmed for six months; never confirmed ones come last."""
    waiting = to_confirm(person, today=today).select_related("organisation")[:shown]
    return [
        OfferCard(offer, confirmation_of(offer, today=today), since=offer.last_confirmed_on)
        for offer in waiting
    ]


def _offers_left(person: Membership, shown: Sequence[OfferCard], today: date) -> dict[str, int]:
    """How many more there are, confirmed long ago and never."""
    every = to_confirm(person, today=today).order_by()
    counts = every.aggregate(never=Count("pk", filter=Q(last_confirmed_on=None)), all=Count("pk"))
    never = sum(card.since is None for card in shown)
    old = len(shown) - never
    return {"never": counts["never"] - never, "old": counts["all"] - counts["never"] - old}


def _inventory(person: Membership, today: date) -> list[InventoryCard]:
    if not person.is_coordinator:
        return []
    state = inventory_state(today=today)
    card = InventoryCard(state, count_notices(today=today), state.since)
    return [card] if card.waits else []


def _imports(person: Membership, today: date) -> list[ImportCard]:
    if not may_edit_concepts(person):
        return []
    waiting = Import.objects.filter(applied_at=None, uploaded_at__date__gte=today - IMPORT_WAITS)
    read = waiting.defer("document", "warnings", "before").order_by("uploaded_at")
    return [ImportCard(each, since=timezone.localdate(each.uploaded_at)) for each in read]


def _rounds(person: Membership) -> list[RoundCard]:
    """For those who read the answers; the round that is due first comes first."""
    if not may_see_answers(person):
        return []
    still_open = rounds_here().filter(closed_on=None).order_by("due_on")
    asked = [each for each in still_open if getattr(each, "asked_count", 0)]
    return [RoundCard(each, undecided_in(each), since=each.opened_on) for each in asked[:MOST_ROUNDS]]
