"""What a programme profile holds: modules, rules, evidence, labels; each fact with source and validity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from staffelstab.programmes.facts import Fact, Period, Source, Text


class Recipient(StrEnum):
    """Who may receive a grant."""

    DISTRICT = "district"
    INDEPENDENT_CITY = "independent_city"
    TOWN_IN_DISTRICT = "town_in_district"
    PROGRAMME_MEMBER = "programme_member"
    OTHER_BODY = "other_body"


class EvidenceBasis(StrEnum):
    """Why a piece of evidence belongs into the dossier."""

    REQUIRED_BY_GUIDELINE = "required_by_guideline"
    ACCEPTED_BY_GUIDELINE = "accepted_by_guideline"
    RECOMMENDED_BY_IAQ = "recommended_by_iaq"
    LOCAL_PRACTICE = "local_practice"


@dataclass(frozen=True)
class RecipientRule:
    kinds: tuple[Recipient, ...]
    fact: Fact


@dataclass(frozen=True)
class ProviderRule:
    """Keys of actor types that may run the module, and how sure that is."""

    types: tuple[str, ...]
    fact: Fact


@dataclass(frozen=True)
class AgeReading:
    """One way of reading the upper age limit: the last full year of age at entry."""

    maximum_age: int
    fact: Fact


@dataclass(frozen=True)
class AgeRule:
    minimum: int | None
    readings: tuple[AgeReading, ...]
    default_reading: AgeReading | None
    exception: Fact | None

    @property
    def is_ambiguous(self) -> bool:
        return len({reading.maximum_age for reading in self.readings}) > 1

    def admits(self, age: int, reading: AgeReading | None = None) -> bool:
        chosen = reading or self.default_reading
        old_enough = self.minimum is None or age >= self.minimum
        return old_enough and (chosen is None or age <= chosen.maximum_age)


@dataclass(frozen=True)
class Scheme:
    """A legal basis of its own; one programme can stand on several."""

    key: str
    title: Text
    fact: Fact


@dataclass(frozen=True)
class Module:
    """A part of a programme that can be applied for."""

    key: str
    number: int
    scheme: Scheme
    catalogue_key: str | None
    title: Text
    short_title: Text
    period: Period
    purpose: Fact
    recipients: RecipientRule
    provider_types: ProviderRule
    entry_conditions: tuple[Fact, ...]
    extra_exclusions: tuple[Fact, ...]
    own_share: Fact
    unit_of_grant: Fact
    first_day: Fact
    last_day: Fact
    add_ons: tuple[Fact, ...]
    details: tuple[Fact, ...]

    def may_be_applied_for_by(self, recipient: Recipient) -> bool:
        return recipient in self.recipients.kinds


@dataclass(frozen=True)
class Rule:
    """A rule that a check can apply to the named modules."""

    modules: tuple[str, ...]
    fact: Fact


@dataclass(frozen=True)
class EvidenceRequirement:
    basis: EvidenceBasis
    kind: str
    fact: Fact


@dataclass(frozen=True)
class EndDate:
    """The last day of modules, as the rules stood during the validity of the fact."""

    modules: tuple[str, ...]
    last_day: date
    fact: Fact


@dataclass(frozen=True)
class GuidelineVersion:
    day: date
    fact: Fact


@dataclass(frozen=True)
class ProgrammeProfile:
    """Everything we know of one programme, and what we do not know."""

    key: str
    version: int
    as_of: date
    has_ended: bool
    title: Text
    summary: Text
    period: Period
    sources: dict[str, Source]
    labels: dict[str, Text]
    schemes: tuple[Scheme, ...]
    recipients: RecipientRule
    target_group: tuple[Fact, ...]
    age_rule: AgeRule
    exclusions: tuple[Fact, ...]
    financing: tuple[Fact, ...]
    add_ons: tuple[Fact, ...]
    modules: tuple[Module, ...]
    rules: tuple[Rule, ...]
    evidence: tuple[EvidenceRequirement, ...]
    concept_chapters: tuple[Fact, ...]
    procedure: tuple[Fact, ...]
    end_dates: tuple[EndDate, ...]
    guideline_versions: tuple[GuidelineVersion, ...]
    open_questions: tuple[Fact, ...]

    def module(self, key: str) -> Module:
        """The module with this key; LookupError when there is none."""
        return {module.key: module for module in self.modules}[key]

    def modules_on(self, day: date) -> tuple[Module, ...]:
        return tuple(module for module in self.modules if module.period.contains(day))

    def evidence_by(self, basis: EvidenceBasis) -> tuple[EvidenceRequirement, ...]:
        return tuple(piece for piece in self.evidence if piece.basis is basis)

    def guideline_on(self, day: date) -> GuidelineVersion | None:
        """The version of the guideline that was in force on this day."""
        return next((v for v in self.guideline_versions if v.fact.validity.contains(day)), None)
