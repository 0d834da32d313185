"""What the engine found, in words and plain data, for pages that know no engine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from staffelstab.engine.check import Code, Finding, Severity
from staffelstab.engine.errors import Problem
from staffelstab.engine.files import condition_from_document
from staffelstab.engine.model import Handover, Pathway
from staffelstab.engine.wording import Row, Words
from staffelstab.web.concepts.pathway.checking import Asked, Checked, Prepared, checked, prepared
from staffelstab.web.concepts.pathway.documents import Document

KEPT_TELLINGS = 64
KIND_WORDS = {
    ("gap-in-time", "horizon"): _("a goal only too late"),
    ("gap-in-time", "closing"): _("a door closes on the way"),
    ("dead-end", "no-transition"): _("a transition is missing"),
    ("dead-end", "closed"): _("the next doors are closed"),
    ("dead-end", "no-offer"): _("no offer helps on"),
    ("revolving-door", "circle"): _("in a circle"),
    ("revolving-door", "too-many-measures"): _("too many measures"),
    ("revolving-door", "mostly-without-progress"): _("mostly without progress"),
    ("handover-unbacked", "none"): _("none is named"),
    ("handover-unbacked", "not-valid"): _("it is not valid"),
    ("handover-unbacked", "party-missing"): _("not both are party to it"),
    ("waiting", "law"): _("because of a legal period"),
    ("waiting", "course-start"): _("until a course begins"),
}
"""What tells kinds of one code apart; codes with one kind need no more words."""
ABOUT_HANDOVERS = (Code.HANDOVER_OPEN, Code.HANDOVER_UNBACKED)


@dataclass(frozen=True)
class Told:
    """One finding for a list. `station` keys are those of the document. values, places: among those concerned."""

    name: str
    title: str
    sentence: str
    code: str
    severity: str
    severity_word: str
    persons: str
    profiles: str
    stations: tuple[str, ...]
    transition: tuple[str, str] | None
    code_key: str = ""
    kind: str = ""
    cause_word: str = ""
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Way:
    """The stations of a story in order, and those whose door stays closed at its end."""

    steps: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Story:
    """A finding told in full.

    `repairs`: transitions (from, to) that would help. `handover`: a transition whose procedure lacks parts, or, if
    `lacks_agreement`, which no agreement backs.
    """

    told: Told
    sentences: tuple[str, ...]
    rows: tuple[Row, ...]
    rests_on: str
    way: Way
    repairs: tuple[tuple[str, str], ...]
    handover: tuple[str, str] | None
    lacks_agreement: bool


@dataclass(frozen=True)
class Telling:
    """The whole report: how many get through, the summary, the findings worst first."""

    lead: str = ""
    persons: str = ""
    with_way: int = 0
    summary: tuple[str, ...] = ()
    findings: tuple[Told, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def was_checked(self) -> bool:
        return not self.problems

    @property
    def has_weighty(self) -> bool:
        return any(told.severity != "notice" for told in self.findings)

    def counted(self) -> dict[str, int]:
        """Severity in words → number of findings, worst first."""
        voice = words()
        return {
            voice.severity(severity): sum(told.severity == severity for told in self.findings)
            for severity in Severity
        }


def words() -> Words:
    return _words("en" if (get_language() or "de").startswith("en") else "de")


@lru_cache(maxsize=2)
def _words(language: str) -> Words:
    return Words("en" if language == "en" else "de")


def telling(answer: Checked) -> Telling:
    if answer.report is None:
        return Telling(problems=problem_sentences(answer.prepared.problems))
    return _telling(answer.prepared.text, answer.asked, words().language)


@lru_cache(maxsize=KEPT_TELLINGS)
def _telling(text: str, asked: Asked, language: str) -> Telling:
    ready = prepared(json.loads(text))
    report, pathway, voice = checked(ready, asked).report, ready.pathway, _words(language)
    if report is None or pathway is None:
        raise ValueError("A document with problems cannot be told.")
    summary = voice.report_summary(report, pathway)
    counted = report.persons.minimum is not None or report.persons.maximum is not None
    return Telling(
        lead=summary[min(2 if report.findings else 1, len(summary) - 1)],
        persons=voice.persons(report.persons) if counted else "",
        with_way=report.with_way,
        summary=summary,
        findings=tuple(_told(voice, finding, pathway) for finding in report.findings),
    )


def story(answer: Checked, name: str) -> Story | None:
    pathway = answer.prepared.pathway
    finding = answer.report.finding(name) if answer.report else None
    return None if finding is None or pathway is None else story_of(finding, pathway)


def story_of(finding: Finding, pathway: Pathway) -> Story:
    """A finding in full, whichever question found it."""
    voice = words()
    return Story(
        told=_told(voice, finding, pathway),
        sentences=voice.story(finding, pathway),
        rows=tuple(voice.story_table(finding, pathway)),
        rests_on=voice.rests_on(finding),
        way=_way(finding),
        repairs=_repairs(finding),
        handover=finding.transition if finding.code in ABOUT_HANDOVERS else None,
        lacks_agreement=finding.code is Code.HANDOVER_UNBACKED,
    )


def _told(voice: Words, finding: Finding, pathway: Pathway) -> Told:
    return Told(
        name=finding.name,
        title=voice.title(finding, pathway),
        sentence=voice.finding(finding, pathway),
        code=voice.code(finding.code),
        severity=str(finding.severity),
        severity_word=voice.severity(finding.severity),
        persons=voice.persons(finding.persons),
        profiles=voice.profiles(finding.profiles, pathway),
        stations=finding.stations,
        transition=finding.transition,
        code_key=str(finding.code),
        kind=finding.kind,
        cause_word=_cause(voice, finding),
        values=finding.profiles.values,
        places=finding.profiles.places,
    )


def _cause(voice: Words, finding: Finding) -> str:
    """What findings of one code and kind have in common."""
    kind = KIND_WORDS.get((str(finding.code), finding.kind))
    return f"{voice.code(finding.code)}: {kind}" if kind else voice.code(finding.code)


def _way(finding: Finding) -> Way:
    witness = finding.witness
    if witness is None:
        return Way(finding.stations)
    steps = [step.station for step in (*witness.way, *witness.circle)]
    if witness.next_step:
        steps.append(witness.next_step.station)
    return Way(tuple(steps) or finding.stations, tuple(door.station for door in witness.closed_doors))


def _repairs(finding: Finding) -> tuple[tuple[str, str], ...]:
    """Where only the transition is missing: from where somebody stands to each station that would help."""
    witness = finding.witness
    if witness is None or not (witness.way or finding.stations):
        return ()
    origin = witness.way[-1].station if witness.way else finding.stations[0]
    return tuple(
        (origin, door.station)
        for door in witness.closed_doors
        if not door.has_transition and all(reason.kind == "no-transition" for reason in door.reasons)
    )


def reading_word(asked: Asked) -> str:
    return words().reading(asked.reading)


def handover_words(parts: Mapping[str, Any]) -> str:
    """Which parts of a handover procedure are not settled yet."""
    return words().handover_missing(Handover(**parts).missing())


def is_handover_settled(parts: Mapping[str, Any]) -> bool:
    return not Handover(**parts).missing()


def problem_sentences(problems: tuple[Problem, ...]) -> tuple[str, ...]:
    return tuple(words().problem(problem) for problem in problems)


def target_group(when: Document, ready: Prepared) -> str:
    """A condition as a sentence; empty for everybody."""
    if not when or ready.pathway is None:
        return ""
    scales = ready.pathway.scales
    return words().condition(condition_from_document(when, scales), scales)


def goal_labels(ready: Prepared) -> dict[str, str]:
    goals = ready.pathway.concept.goals if ready.pathway else ()
    return {goal.key: words().label(goal.label) or goal.key for goal in goals}


def stations_before_goals(ready: Prepared) -> tuple[tuple[str, str], ...]:
    """(station, goal) where an outcome of the station sets a value that the goal asks for."""
    if ready.pathway is None:
        return ()
    concept = ready.pathway.concept
    pairs = []
    for offer in ready.pathway.offers:
        effects = {
            (e.attribute, e.to)
            for outcome in offer.outcomes
            if not outcome.is_failure
            for e in outcome.effects
        }
        for goal in concept.goals:
            asked = {(key, value) for key, values in goal.when.values.items() for value in values}
            if offer.key in concept.stations and effects & asked:
                pairs.append((offer.key, goal.key))
    return tuple(pairs)


@dataclass(frozen=True)
class Filter:
    """One feature by which the question can be narrowed."""

    key: str
    label: str
    choices: tuple[tuple[str, str], ...]


def filters(ready: Prepared) -> tuple[Filter, ...]:
    """Features with more than one value at entry; the places come from the document."""
    if ready.pathway is None:
        return ()
    voice, space = words(), ready.pathway.profiles.values
    return tuple(
        Filter(
            attribute.key,
            voice.label(attribute.label) or attribute.key,
            tuple(
                (v.key, voice.label(v.label) or v.key)
                for v in attribute.values
                if v.key in space[attribute.key]
            ),
        )
        for attribute in ready.pathway.scales.attributes
        if len(space.get(attribute.key, ())) > 1
    )


def all_features(ready: Prepared) -> tuple[Filter, ...]:
    """Every attribute with all its values."""
    if ready.pathway is None:
        return ()
    voice = words()
    return tuple(
        Filter(
            attribute.key,
            voice.label(attribute.label) or attribute.key,
            tuple((value.key, voice.label(value.label) or value.key) for value in attribute.values),
        )
        for attribute in ready.pathway.scales.attributes
    )


def allowed_values(when: Document, ready: Prepared) -> Mapping[str, tuple[str, ...]]:
    """Attribute → values that a condition allows; attributes it does not name are missing."""
    if not when or ready.pathway is None:
        return {}
    return condition_from_document(when, ready.pathway.scales).values


def changed_target_group(when: Document, values: Mapping[str, list[str]], ready: Prepared) -> Document:
    """The condition with these values; months and dates in it stay. All values of an attribute mean any."""
    sizes = {feature.key: len(feature.choices) for feature in all_features(ready)}
    if not sizes or dict(allowed_values(when, ready)) == {key: tuple(v) for key, v in values.items()}:
        return when
    kept = {key: when[key] for key in ("clocks", "begun_by") if key in when}
    return {key: list(v) for key, v in values.items() if len(v) < sizes.get(key, 0)} | kept
