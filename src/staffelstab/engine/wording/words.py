"""Everything the engine knows, in one language; terminal, screen and paper speak with this one voice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from staffelstab.engine.check import (
    ClosedDoor,
    Code,
    Event,
    Finding,
    Persons,
    ProfileSet,
    Reason,
    Report,
    Severity,
)
from staffelstab.engine.errors import Problem
from staffelstab.engine.model import (
    Condition,
    Kind,
    Label,
    Offer,
    Pathway,
    Reading,
    Scales,
    TransitionState,
    Verdict,
)
from staffelstab.engine.plan import Aftermath, Change, Repair
from staffelstab.engine.replay import Replay
from staffelstab.engine.wording import (
    access,
    doors,
    findings,
    problems,
    profiles,
    repairs,
    replays,
    reports,
    scales,
    stories,
    timelines,
)
from staffelstab.engine.wording.stories import Row
from staffelstab.engine.wording.texts import Language, Texts


class Words:
    """Sentences in one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self._texts = Texts(language)

    # --- single words -----------------------------------------------------------------------------

    def label(self, label: Label) -> str:
        return self._texts.label(label)

    def code(self, code: Code | str) -> str:
        return self._texts.say(f"code.{code}")

    def severity(self, severity: Severity | str) -> str:
        return self._texts.say(f"severity.{severity}")

    def reading(self, reading: Reading | str) -> str:
        return self._texts.say(f"reading.{reading}")

    def reading_meaning(self, reading: Reading | str) -> str:
        return self._texts.say(f"reading_meaning.{reading}")

    def verdict(self, verdict: Verdict | str) -> str:
        return self._texts.say(f"verdict.{verdict}")

    def kind(self, kind: Kind | str) -> str:
        return self._texts.say(f"kind.{kind}")

    def transition_state(self, state: TransitionState | str) -> str:
        return self._texts.say(f"transition_state.{state}")

    def transitions(self, weakest: TransitionState | str) -> str:
        """Which transitions count, when this is the weakest state that does."""
        return self._texts.say(f"transitions.{weakest}")

    def number(self, number: int) -> str:
        return self._texts.number(number)

    def date(self, day: dt.date) -> str:
        return self._texts.date(day)

    def months(self, months: int) -> str:
        return self._texts.months(months)

    def listed(self, items: Iterable[str]) -> str:
        return self._texts.all_of(items)

    # --- situations, conditions, offers -----------------------------------------------------------

    def situation(self, values: Mapping[str, str], scales_of_file: Scales) -> str:
        return scales.situation(self._texts, values, scales_of_file)

    def condition(self, condition: Condition, scales_of_file: Scales) -> str:
        return scales.condition(self._texts, condition, scales_of_file)

    def access(self, offer: Offer, source: Pathway | Scales, date: dt.date) -> tuple[str, ...]:
        return access.access(self._texts, offer, source, date)

    def outcomes(self, offer: Offer, scales_of_file: Scales) -> tuple[str, ...]:
        return access.outcomes(self._texts, offer, scales_of_file)

    def handover_missing(self, parts: tuple[str, ...]) -> str:
        if not parts:
            return self._texts.say("handover.complete")
        return self._texts.say("handover.missing", parts=findings.missing_parts(self._texts, parts))

    # --- findings ---------------------------------------------------------------------------------

    def finding(self, finding: Finding, pathway: Pathway) -> str:
        return findings.finding(self._texts, finding, pathway)

    def title(self, finding: Finding, pathway: Pathway) -> str:
        return findings.title(self._texts, finding, pathway)

    def rests_on(self, finding: Finding) -> str:
        return findings.rests_on(self._texts, finding)

    def profiles(self, concerned: ProfileSet, pathway: Pathway) -> str:
        return profiles.profiles(self._texts, concerned, pathway)

    def persons(self, persons: Persons) -> str:
        return profiles.persons(self._texts, persons)

    def story(self, finding: Finding, pathway: Pathway) -> tuple[str, ...]:
        return stories.story(self._texts, finding, pathway)

    def way(self, finding: Finding, pathway: Pathway) -> tuple[str, ...]:
        """The way of a witness that ends at a goal, without what the finding is about."""
        return stories.way(self._texts, finding, pathway)

    def story_table(self, finding: Finding, pathway: Pathway) -> list[Row]:
        return stories.story_table(self._texts, finding, pathway)

    def door(self, closed: ClosedDoor, pathway: Pathway) -> str:
        return doors.door(self._texts, closed, pathway)

    def reason(self, reason: Reason, pathway: Pathway) -> str:
        return doors.reason(self._texts, reason, pathway)

    def replay(self, replayed: Replay, pathway: Pathway) -> tuple[str, ...]:
        """What following the story of a finding in the file has shown."""
        return replays.replay(self._texts, replayed, pathway)

    def changes(self, changes: Sequence[Change], pathway: Pathway) -> tuple[str, ...]:
        """What would have to be agreed, a sentence each."""
        return repairs.changes(self._texts, changes, pathway)

    def repair_heading(self, repair: Repair, pathway: Pathway) -> str:
        return repairs.heading(self._texts, repair, pathway)

    def repair(self, repair: Repair, pathway: Pathway) -> tuple[str, ...]:
        """For whom a repair opens a way, why less is not enough, whom nothing helps."""
        return repairs.told(self._texts, repair, pathway)

    def alternatives(self, repair: Repair, pathway: Pathway) -> tuple[str, ...]:
        return repairs.alternatives(self._texts, repair, pathway)

    def aftermath(self, aftermath: Aftermath) -> tuple[str, ...]:
        """What a repair does to the findings, in numbers."""
        return repairs.aftermath(self._texts, aftermath)

    def report_summary(self, report: Report, pathway: Pathway) -> tuple[str, ...]:
        return reports.report_summary(self._texts, report, pathway)

    # --- over time --------------------------------------------------------------------------------

    def event_title(self, event: Event, pathway: Pathway) -> str:
        return timelines.title(self._texts, event, pathway)

    def event(self, event: Event, pathway: Pathway) -> tuple[str, ...]:
        """What the end of a funding or a change of law does to whom."""
        return timelines.event(self._texts, event, pathway)

    def timeline_summary(
        self, events: Sequence[Event], start: dt.date, end: dt.date, pathway: Pathway
    ) -> tuple[str, ...]:
        return timelines.summary(self._texts, events, start, end, pathway)

    # --- errors -----------------------------------------------------------------------------------

    def problem(self, problem: Problem) -> str:
        return problems.problem(self._texts, problem)
