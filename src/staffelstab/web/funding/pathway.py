"""The only door of this room to the programme profiles: what they say, how surely, and who says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from staffelstab.programmes.facts import Fact, Period
from staffelstab.programmes.profile_model import AgeRule, Module, ProgrammeProfile
from staffelstab.programmes.profiles import programme_profile, programme_profiles


@dataclass(frozen=True)
class Cited:
    title: str
    address: str | None


@dataclass(frozen=True)
class Statement:
    """One fact as a sentence, how sure it is, who says so and from when to when it holds."""

    text: str
    certainty: str
    sources: tuple[Cited, ...]
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True)
class ModuleCard:
    key: str
    number: int
    title: str
    catalogue_key: str
    valid_from: date | None
    valid_to: date | None
    purpose: Statement
    recipients: Statement
    providers: Statement
    own_share: Statement
    unit_of_grant: Statement
    first_day: Statement
    last_day: Statement
    entry_conditions: tuple[Statement, ...]
    exclusions: tuple[Statement, ...]
    details: tuple[Statement, ...]


@dataclass(frozen=True)
class AgeReadings:
    minimum: int | None
    statements: tuple[Statement, ...]
    is_ambiguous: bool
    exception: Statement | None


@dataclass(frozen=True)
class Programme:
    """A programme profile as a page shows it."""

    key: str
    title: str
    summary: str
    as_of: date
    has_ended: bool
    valid_from: date | None
    valid_to: date | None
    recipients: Statement
    target_group: tuple[Statement, ...]
    age: AgeReadings
    exclusions: tuple[Statement, ...]
    financing: tuple[Statement, ...]
    modules: tuple[ModuleCard, ...]
    rules: tuple[Statement, ...]
    end_dates: tuple[tuple[date, str, Statement], ...]
    open_questions: tuple[Statement, ...]


def programme_choices(language: str) -> list[tuple[str, str]]:
    return [(profile.key, profile.title.in_language(language)) for profile in programme_profiles()]


def programme_summaries(language: str) -> dict[str, str]:
    return {profile.key: profile.summary.in_language(language) for profile in programme_profiles()}


def programme(key: str, language: str) -> Programme | None:
    """The profile with this key, or nothing when there is none."""
    try:
        profile = programme_profile(key)
    except LookupError:
        return None
    return _Speaker(language).programme(profile)


@dataclass(frozen=True)
class _Speaker:
    language: str

    def programme(self, profile: ProgrammeProfile) -> Programme:
        return Programme(
            key=profile.key,
            title=profile.title.in_language(self.language),
            summary=profile.summary.in_language(self.language),
            as_of=profile.as_of,
            has_ended=profile.has_ended,
            valid_from=profile.period.first_day,
            valid_to=profile.period.last_day,
            recipients=self.say(profile.recipients.fact),
            target_group=self.say_all(profile.target_group),
            age=self.age(profile.age_rule),
            exclusions=self.say_all(profile.exclusions),
            financing=self.say_all(profile.financing),
            modules=tuple(self.module(module) for module in profile.modules),
            rules=self.say_all(rule.fact for rule in profile.rules),
            end_dates=tuple(
                (end.last_day, self.numbers(profile, end.modules), self.say(end.fact))
                for end in profile.end_dates
            ),
            open_questions=self.say_all(profile.open_questions),
        )

    def module(self, module: Module) -> ModuleCard:
        return ModuleCard(
            key=module.key,
            number=module.number,
            title=module.title.in_language(self.language),
            catalogue_key=module.catalogue_key or "",
            valid_from=module.period.first_day,
            valid_to=module.period.last_day,
            purpose=self.say(module.purpose),
            recipients=self.say(module.recipients.fact),
            providers=self.say(module.provider_types.fact),
            own_share=self.say(module.own_share),
            unit_of_grant=self.say(module.unit_of_grant),
            first_day=self.say(module.first_day),
            last_day=self.say(module.last_day),
            entry_conditions=self.say_all(module.entry_conditions),
            exclusions=self.say_all(module.extra_exclusions),
            details=self.say_all(module.details),
        )

    def age(self, rule: AgeRule) -> AgeReadings:
        return AgeReadings(
            minimum=rule.minimum,
            statements=self.say_all(reading.fact for reading in rule.readings),
            is_ambiguous=rule.is_ambiguous,
            exception=None if rule.exception is None else self.say(rule.exception),
        )

    def numbers(self, profile: ProgrammeProfile, keys: tuple[str, ...]) -> str:
        return ", ".join(str(profile.module(key).number) for key in keys)

    def say_all(self, facts: Iterable[Fact]) -> tuple[Statement, ...]:
        return tuple(self.say(fact) for fact in facts)

    def say(self, fact: Fact) -> Statement:
        validity: Period = fact.validity
        return Statement(
            text=fact.text.in_language(self.language),
            certainty=str(fact.status),
            sources=tuple(Cited(source.title, source.address) for source in fact.sources),
            valid_from=validity.first_day,
            valid_to=validity.last_day,
        )
