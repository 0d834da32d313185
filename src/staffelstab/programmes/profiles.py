"""Read programme profiles: the shipped ones and any other file of the same form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from staffelstab.programmes.facts import Fact, Period, Source, day_of, fact_of, sources_of, text_of
from staffelstab.programmes.profile_check import check_profile
from staffelstab.programmes.profile_model import (
    AgeReading,
    AgeRule,
    EndDate,
    EvidenceBasis,
    EvidenceRequirement,
    GuidelineVersion,
    Module,
    ProgrammeProfile,
    ProviderRule,
    Recipient,
    RecipientRule,
    Rule,
    Scheme,
)
from staffelstab.programmes.reading import DATA, read_document

FOLDER = DATA / "profiles"


@cache
def programme_profiles() -> tuple[ProgrammeProfile, ...]:
    """The shipped profiles, by key."""
    return tuple(read_profile(file) for file in sorted(FOLDER.glob("*.yaml")))


def programme_profile(key: str) -> ProgrammeProfile:
    """The shipped profile with this key; LookupError when there is none."""
    return {profile.key: profile for profile in programme_profiles()}[key]


def read_profile(file: Path) -> ProgrammeProfile:
    """Read and check one profile; ProgrammeDataError names the line."""
    document = read_document(file, "profile-1.json")
    check_profile(document)
    return _Reader(document.content).profile()


@dataclass(frozen=True)
class _Reader:
    """Builds typed records; everything it reads has been checked before."""

    content: Mapping[str, Any]

    @cached_property
    def sources(self) -> dict[str, Source]:
        return sources_of(self.content["sources"])

    @cached_property
    def period(self) -> Period:
        period = self.content["period"]
        return Period(day_of(period["first_day"]), day_of(period["last_day"]))

    def profile(self) -> ProgrammeProfile:
        c = self.content
        return ProgrammeProfile(
            key=c["key"],
            version=c["version"],
            as_of=date.fromisoformat(c["as_of"]),
            has_ended=c["state"] == "ended",
            title=text_of(c["title"]),
            summary=text_of(c["summary"]),
            period=self.period,
            sources=self.sources,
            labels={key: text_of(label) for key, label in c["labels"].items()},
            schemes=tuple(self.schemes().values()),
            recipients=_recipients(c["recipients"], self.fact(c["recipients"])),
            target_group=self.facts("target_group"),
            age_rule=self.age_rule(c["age_rule"]),
            exclusions=self.facts("exclusions"),
            financing=self.facts("financing"),
            add_ons=self.facts("add_ons"),
            modules=tuple(self.module(entry) for entry in c["modules"]),
            rules=tuple(Rule(tuple(entry["modules"]), self.fact(entry)) for entry in c["rules"]),
            evidence=tuple(self.evidence(entry) for entry in c["evidence"]),
            concept_chapters=self.facts("concept_chapters"),
            procedure=self.facts("procedure"),
            end_dates=tuple(self.end_date(entry) for entry in c["end_dates"]),
            guideline_versions=tuple(self.guideline_version(entry) for entry in c["guideline_versions"]),
            open_questions=self.facts("open_questions"),
        )

    def fact(self, data: Mapping[str, Any]) -> Fact:
        return fact_of(data, self.sources, self.period)

    def facts(self, name: str) -> tuple[Fact, ...]:
        return tuple(self.fact(entry) for entry in self.content[name])

    def schemes(self) -> dict[str, Scheme]:
        entries = self.content["schemes"]
        return {e["key"]: Scheme(e["key"], text_of(e["title"]), self.fact(e)) for e in entries}

    def age_rule(self, data: Mapping[str, Any]) -> AgeRule:
        readings = {
            entry["key"]: AgeReading(entry["maximum_age"], self.fact(entry)) for entry in data["readings"]
        }
        exception = data["exception"]
        return AgeRule(
            minimum=data["minimum"],
            readings=tuple(readings.values()),
            default_reading=readings[data["default_reading"]] if data["default_reading"] else None,
            exception=None if exception is None else self.fact(exception),
        )

    def module(self, data: Mapping[str, Any]) -> Module:
        period = Period(day_of(data["first_day"]["value"]), day_of(data["last_day"]["value"]))
        sources = self.sources

        def fact(name: str) -> Fact:
            return fact_of(data[name], sources, period)

        def facts(name: str) -> tuple[Fact, ...]:
            return tuple(fact_of(entry, sources, period) for entry in data.get(name, ()))

        add_ons = {entry["key"]: self.fact(entry) for entry in self.content["add_ons"]}
        return Module(
            key=data["key"],
            number=data["number"],
            scheme=self.schemes()[data["scheme"]],
            catalogue_key=data["catalogue_key"],
            title=text_of(data["title"]),
            short_title=text_of(data["short_title"]),
            period=period,
            purpose=fact("purpose"),
            recipients=_recipients(data["recipients"], fact("recipients")),
            provider_types=ProviderRule(tuple(data["provider_types"]["types"]), fact("provider_types")),
            entry_conditions=facts("entry_conditions"),
            extra_exclusions=facts("extra_exclusions"),
            own_share=fact("own_share"),
            unit_of_grant=fact("unit_of_grant"),
            first_day=fact("first_day"),
            last_day=fact("last_day"),
            add_ons=tuple(add_ons[key] for key in data["add_ons"]),
            details=facts("details"),
        )

    def evidence(self, data: Mapping[str, Any]) -> EvidenceRequirement:
        return EvidenceRequirement(EvidenceBasis(data["basis"]), data["kind"], self.fact(data))

    def end_date(self, data: Mapping[str, Any]) -> EndDate:
        return EndDate(tuple(data["modules"]), date.fromisoformat(data["last_day"]), self.fact(data))

    def guideline_version(self, data: Mapping[str, Any]) -> GuidelineVersion:
        return GuidelineVersion(date.fromisoformat(data["date"]), self.fact(data))


def _recipients(data: Mapping[str, Any], fact: Fact) -> RecipientRule:
    return RecipientRule(tuple(Recipient(kind) for kind in data["kinds"]), fact)
