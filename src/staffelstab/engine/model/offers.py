"""Offers: who may enter, what is different afterwards, how long it takes, where and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from staffelstab.engine.model.conditions import ANYONE, Condition
from staffelstab.engine.model.periods import ALWAYS, Period
from staffelstab.engine.model.reading import Verdict
from staffelstab.engine.model.scales import Label


class Kind(StrEnum):
    MEASURE = "measure"
    ACCOMPANIMENT = "accompaniment"
    LEGAL_STEP = "legal_step"


@dataclass(frozen=True)
class AccessRule:
    """One door into an offer: for whom (`when`), in which period of law, with which verdict. One open is enough."""

    verdict: Verdict = Verdict.OPEN
    when: Condition = ANYONE
    period: Period = ALWAYS
    note: str = ""


@dataclass(frozen=True)
class Effect:
    """Raises (`to`, ordered attributes) or sets (`set_to`) one attribute.

    `source` restricts the effect: for an ordered attribute the outcome applies only from this value on and
    below `to` (a ladder: HSA9 → HSA10); for an unordered attribute only to this value. Without `source` a raise
    applies to everybody and leaves who is already there unchanged.
    """

    attribute: str
    to: str
    source: str | None = None


@dataclass(frozen=True)
class Outcome:
    """One way an offer can end. All effects happen together; an outcome whose effects do not apply cannot happen.

    share: 0..1 or None when no source gives one (unknown is not zero). months: None means the months of the
    offer.
    """

    key: str
    effects: tuple[Effect, ...] = ()
    label: Label = field(default_factory=dict)
    is_failure: bool = False
    share: float | None = None
    share_basis: str = ""
    months: int | None = None


@dataclass(frozen=True)
class Offer:
    """A station that could stand in a concept.

    months: whole months from start to end (0 for accompaniment). start_months: calendar months (1–12) in which
    it starts;
    empty = at any time. territory: place keys served; None = everywhere.
    places: number at a time, None = unknown.
    period: when the offer exists at all; a measure must end before the period does. conditions: sentences that
    cannot be evaluated; an offer with one is never more certain than "conditional".
    """

    key: str
    title: Label
    kind: Kind = Kind.MEASURE
    months: int = 0
    access: tuple[AccessRule, ...] = (AccessRule(),)
    outcomes: tuple[Outcome, ...] = ()
    organisation: str | None = None
    funding: str | None = None
    period: Period = ALWAYS
    territory: tuple[str, ...] | None = None
    start_months: tuple[int, ...] = ()
    places: int | None = None
    conditions: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    category: str = ""
    sources: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    catalogue_key: str | None = None
