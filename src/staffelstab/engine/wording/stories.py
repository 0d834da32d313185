"""The witness of a finding, told step by step, as sentences and as a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from staffelstab.engine.check import Code, Finding, ProfileAtEntry, Step, Witness
from staffelstab.engine.model import CERTAINTY, Attribute, Kind, Pathway
from staffelstab.engine.wording import doors, findings, names
from staffelstab.engine.wording import scales as scale_words
from staffelstab.engine.wording.texts import Texts, capital, sentence


@dataclass(frozen=True)
class Row:
    """One step of a story in a table. `part`: "way", "circle" or "next" (what is waited for)."""

    number: int
    part: str
    offer: str
    provider: str
    waits: int
    months: int
    starts_on: str
    ends_on: str
    changes: str
    situation: str
    notes: tuple[str, ...]


def story(texts: Texts, finding: Finding, pathway: Pathway) -> tuple[str, ...]:
    witness = finding.witness
    if witness is None:
        return (_no_story(texts, finding, pathway),)
    lines = _preface(texts, finding, pathway) + _entry(texts, witness.profile, pathway)
    for step in witness.way:
        lines += _step(texts, step, pathway)
    return *lines, *ENDINGS.get(finding.code, _stuck)(texts, finding, witness, pathway)


def way(texts: Texts, finding: Finding, pathway: Pathway) -> tuple[str, ...]:
    """Only the way, told for its own sake: it ends at a goal."""
    witness = finding.witness
    if witness is None:
        return ()
    lines = _entry(texts, witness.profile, pathway)
    for step in witness.way:
        lines += _step(texts, step, pathway)
    if not witness.way:
        return *lines, texts.say("story.at_goal")
    return *lines, texts.say("story.reached", end=texts.date(witness.way[-1].ends_on))


def story_table(texts: Texts, finding: Finding, pathway: Pathway) -> list[Row]:
    witness = finding.witness
    if witness is None:
        return []
    steps = [("way", step) for step in witness.way] + [("circle", step) for step in witness.circle]
    if witness.next_step:
        steps.append(("next", witness.next_step))
    return [_row(texts, number, part, step, pathway) for number, (part, step) in enumerate(steps, 1)]


def _row(texts: Texts, number: int, part: str, step: Step, pathway: Pathway) -> Row:
    return Row(
        number=number,
        part=part,
        offer=names.title(texts, pathway, step.station),
        provider=names.provider(pathway, step.station),
        waits=step.waits,
        months=step.ends - step.starts,
        starts_on=texts.date(step.starts_on),
        ends_on=texts.date(step.ends_on),
        changes=_changes(texts, step, pathway),
        situation=scale_words.situation(texts, step.situation, pathway.scales),
        notes=tuple(_notes(texts, step)),
    )


def _no_story(texts: Texts, finding: Finding, pathway: Pathway) -> str:
    if finding.code is Code.NO_WAY_IN and finding.stations:
        return texts.say(
            "story.never_entered_plain", station=names.station(texts, pathway, finding.stations[0])
        )
    return texts.say("story.no_story")


def _preface(texts: Texts, finding: Finding, pathway: Pathway) -> list[str]:
    """In which world the story happens, where it is not the one of the file."""
    key = PREFACES.get(finding.code)
    if key is None:
        return []
    funding = texts.quote(names.funding_of(pathway, finding.funding).name)
    words = {"station": _first_station(texts, finding, pathway), "law": _law(texts, finding)}
    return [texts.say(f"story.{key}", funding=funding, **words)]


def _law(texts: Texts, finding: Finding) -> str:
    """The day whose law makes the way of a law-change possible: the day before, or the day itself."""
    if finding.day is None:
        return texts.say("form.none")
    return texts.date(finding.day - dt.timedelta(days=finding.kind == "closes"))


def _first_station(texts: Texts, finding: Finding, pathway: Pathway) -> str:
    return names.station(texts, pathway, "".join(finding.stations[:1]))


def _entry(texts: Texts, profile: ProfileAtEntry, pathway: Pathway) -> list[str]:
    told = [
        scale_words.situation(texts, profile.values, pathway.scales),
        scale_words.clocks(texts, _running(profile, pathway), pathway.scales),
    ]
    lines = [texts.say("story.entry", situation=texts.parts(part for part in told if part))]
    if profile.place:
        lines.append(texts.say("story.place", place=names.place(pathway, profile.place)))
    return lines


def _running(profile: ProfileAtEntry, pathway: Pathway) -> dict[str, int]:
    """The clocks that run at entry: one that counts since a value stands still without this value."""
    running = {}
    for key, months in profile.clocks.items():
        clock = scale_words.clock_of(pathway.scales, key)
        if clock.attribute is None or profile.values.get(clock.attribute) in clock.values:
            running[key] = months
    return running


def _step(texts: Texts, step: Step, pathway: Pathway) -> list[str]:
    lines = [texts.say("story.waits", months=texts.months(step.waits))] if step.waits else []
    lines.append(_beginning(texts, step, pathway))
    lines += _notes(texts, step)
    lines.append(_result(texts, step, pathway))
    return lines


def _beginning(texts: Texts, step: Step, pathway: Pathway) -> str:
    offer = names.offer_of(pathway, step.station)
    provider = names.provider(pathway, step.station)
    key = _manner(offer.kind if offer else Kind.MEASURE, step)
    return texts.say(
        f"story.{key}_at" if provider else f"story.{key}",
        start=texts.date(step.starts_on),
        end=texts.date(step.ends_on),
        months=texts.months(step.ends - step.starts),
        offer=names.station(texts, pathway, step.station),
        provider=provider,
    )


def _manner(kind: Kind, step: Step) -> str:
    if kind is Kind.ACCOMPANIMENT:
        return "accompaniment"
    if step.ends == step.starts:
        return "at_once"
    return "legal_step" if kind is Kind.LEGAL_STEP else "measure"


def _notes(texts: Texts, step: Step) -> Iterable[str]:
    """What must be known about the door: an uncertain verdict, notes, conditions nobody checked, risks."""
    if CERTAINTY[step.verdict]:
        yield texts.say("story.verdict", meaning=texts.say(f"verdict_meaning.{step.verdict}"))
    if step.note:
        yield texts.say("story.note", note=sentence(step.note))
    for text in step.conditions:
        yield texts.say("story.condition", condition=sentence(text))
    for text in step.risks:
        yield texts.say("story.risk", risk=sentence(text))


def _result(texts: Texts, step: Step, pathway: Pathway) -> str:
    changes = _changes(texts, step, pathway)
    outcome = _outcome(texts, step, pathway)
    if outcome:
        return texts.say(
            "story.failed" if step.is_failure else "story.result", outcome=outcome, changes=changes
        )
    if not step.changed and not step.is_failure:
        return sentence(capital(changes))
    return texts.say("story.failed_plain" if step.is_failure else "story.result_plain", changes=changes)


def _outcome(texts: Texts, step: Step, pathway: Pathway) -> str:
    """The name of the outcome, if the file gives it one."""
    offer = names.offer_of(pathway, step.station)
    outcome = next((o for o in offer.outcomes if o.key == step.outcome), None) if offer else None
    label = texts.label(outcome.label) if outcome else ""
    return texts.quote(label) if label else ""


def _changes(texts: Texts, step: Step, pathway: Pathway) -> str:
    told = [
        _change(texts, scale_words.attribute_of(pathway.scales, key), before, after)
        for key, (before, after) in step.changed.items()
    ]
    return texts.all_of(told) or texts.say("story.unchanged")


def _change(texts: Texts, attribute: Attribute, before: str, after: str) -> str:
    return texts.say(
        f"story.{_direction(attribute, before, after)}",
        attribute=scale_words.attribute_label(texts, attribute),
        before=scale_words.value_name(texts, attribute, before),
        after=scale_words.value_name(texts, attribute, after),
    )


def _direction(attribute: Attribute, before: str, after: str) -> str:
    if attribute.kind != "ordered":
        return "becomes"
    positions = {value.key: position for position, value in enumerate(attribute.values)}
    return "rises" if positions.get(before, 0) < positions.get(after, 0) else "falls"


Ending = Callable[[Texts, Finding, Witness, Pathway], list[str]]


def _stuck(texts: Texts, finding: Finding, witness: Witness, pathway: Pathway) -> list[str]:
    lines = [texts.say("story.stuck")]
    if not witness.closed_doors:
        has_transitions = finding.code is Code.DEAD_END and finding.kind == "closed"
        lines.append(texts.say("story.no_progress" if has_transitions else "story.no_door"))
    return lines + _doors(texts, witness, pathway)


def _doors(texts: Texts, witness: Witness, pathway: Pathway) -> list[str]:
    return [sentence(doors.door(texts, door, pathway)) for door in witness.closed_doors]


def _late(texts: Texts, finding: Finding, witness: Witness, pathway: Pathway) -> list[str]:
    if finding.kind == "closing":
        return [*_stuck(texts, finding, witness, pathway), texts.say("story.closing_ends")]
    if not witness.way:
        return []
    last = witness.way[-1]
    words = {"end": texts.date(last.ends_on), "months": texts.after_months(last.ends)}
    return [texts.say("story.horizon_ends", horizon=texts.months(pathway.settings.horizon_months), **words)]


def _round(texts: Texts, finding: Finding, witness: Witness, pathway: Pathway) -> list[str]:
    if finding.kind == "too-many-measures":
        count = sum(1 for step in witness.way if _is_measure(step, pathway))
        limit = texts.number(pathway.settings.most_measures)
        return [texts.say("story.too_many_ends", count=texts.number(count), limit=limit)]
    if finding.kind == "mostly-without-progress":
        return [_months_in_measures(texts, witness, pathway)]
    if not witness.circle:
        return []
    lines = [texts.say("story.circle_begins")]
    for step in witness.circle:
        lines += _step(texts, step, pathway)
    station = names.station(texts, pathway, witness.circle[-1].station)
    return [*lines, texts.say("story.circle_ends", station=station)]


def _months_in_measures(texts: Texts, witness: Witness, pathway: Pathway) -> str:
    """How many months of the way are in measures, and how many of these without progress."""
    measures = [step for step in witness.way if _is_measure(step, pathway)]
    idle = [step for step in measures if step is not witness.way[-1] and not _is_progress(step, pathway)]
    total, lost = (sum(step.ends - step.starts for step in steps) for steps in (measures, idle))
    return texts.say("story.mostly_ends", total=texts.months(total), idle=texts.months(lost))


def _is_progress(step: Step, pathway: Pathway) -> bool:
    """Whether something stands higher after a step and nothing lower; the last step of a way reaches a goal."""
    standings = []
    for key, values in step.changed.items():
        attribute = scale_words.attribute_of(pathway.scales, key)
        before, after = (attribute.standing(attribute.index(value)) for value in values)
        if before is not None and after is not None:
            standings.append(after - before)
    return any(change > 0 for change in standings) and all(change >= 0 for change in standings)


def _is_measure(step: Step, pathway: Pathway) -> bool:
    offer = names.offer_of(pathway, step.station)
    return offer is not None and offer.kind is Kind.MEASURE


def _waiting(texts: Texts, finding: Finding, witness: Witness, pathway: Pathway) -> list[str]:
    step = witness.next_step
    if step is None:
        return _doors(texts, witness, pathway)
    words = {"start": texts.date(step.starts_on), "months": texts.after_months(step.waits)}
    offer = names.station(texts, pathway, step.station)
    return [texts.say("story.waiting_ends", offer=offer, **words), *_notes(texts, step)]


def _handover(texts: Texts, finding: Finding, witness: Witness, pathway: Pathway) -> list[str]:
    origin, target = finding.transition or ("", "")
    words = {"missing": findings.missing_parts(texts, finding.missing_parts)}
    stations = {
        "origin": names.station(texts, pathway, origin),
        "target": names.station(texts, pathway, target),
    }
    lines = _step(texts, witness.next_step, pathway) if witness.next_step else []
    return [*lines, texts.say("story.handover_ends", **words, **stations)]


def _unbacked(texts: Texts, finding: Finding, witness: Witness, pathway: Pathway) -> list[str]:
    origin, target = (names.station(texts, pathway, key) for key in finding.transition or ("", ""))
    lines = _step(texts, witness.next_step, pathway) if witness.next_step else []
    return [*lines, texts.say("story.unbacked_ends", origin=origin, target=target)]


def _overlap(texts: Texts, finding: Finding, witness: Witness, pathway: Pathway) -> list[str]:
    lines = _step(texts, witness.next_step, pathway) if witness.next_step else []
    others = [names.station(texts, pathway, key) for key in finding.stations[1:]]
    return [*lines, *(texts.say("story.overlap_ends", other=other) for other in others)]


def _changed_concept(texts: Texts, finding: Finding, witness: Witness, pathway: Pathway) -> list[str]:
    """The way of a module that is not needed, or of an offer that would help, ends at a goal."""
    if not witness.way:
        return []
    key = "module_ends" if finding.code is Code.MODULE_WITHOUT_GAP else "available_ends"
    end = texts.date(witness.way[-1].ends_on)
    return [texts.say(f"story.{key}", end=end, station=_first_station(texts, finding, pathway))]


def _lost(texts: Texts, finding: Finding, witness: Witness, pathway: Pathway) -> list[str]:
    passed = dict.fromkeys(step.station for step in witness.way if step.station in finding.stations)
    stations = texts.all_of(names.station(texts, pathway, key) for key in passed)
    return [_only_way(texts, witness, pathway, "lost_ends", stations=stations)] if witness.way else []


def _law_change(texts: Texts, finding: Finding, witness: Witness, pathway: Pathway) -> list[str]:
    if not witness.way or finding.day is None:
        return []
    return [_only_way(texts, witness, pathway, f"law_{finding.kind}", day=texts.date(finding.day))]


def _only_way(texts: Texts, witness: Witness, pathway: Pathway, key: str, **words: str) -> str:
    horizon = texts.after_months(pathway.settings.horizon_months)
    return texts.say(f"story.{key}", end=texts.date(witness.way[-1].ends_on), horizon=horizon, **words)


def _after_funding(texts: Texts, finding: Finding, witness: Witness, pathway: Pathway) -> list[str]:
    funding = texts.quote(names.funding_of(pathway, finding.funding).name)
    if not witness.way:
        return _stuck(texts, finding, witness, pathway)
    end = texts.date(witness.way[-1].ends_on)
    return [texts.say("story.after_funding_ends", funding=funding, end=end)]


def _nobody(texts: Texts, finding: Finding, witness: Witness, pathway: Pathway) -> list[str]:
    stations = [names.station(texts, pathway, key) for key in finding.stations[:1]]
    lines = [texts.say("story.never_entered", station=station) for station in stations]
    return lines + _doors(texts, witness, pathway)


ENDINGS: dict[Code, Ending] = {
    Code.GAP_IN_TIME: _late,
    Code.REVOLVING_DOOR: _round,
    Code.WAITING: _waiting,
    Code.HANDOVER_OPEN: _handover,
    Code.HANDOVER_UNBACKED: _unbacked,
    Code.OVERLAP: _overlap,
    Code.DOUBLE_FUNDING: _overlap,
    Code.MODULE_WITHOUT_GAP: _changed_concept,
    Code.GAP_WITHOUT_MODULE: _changed_concept,
    Code.SINGLE_POINT: _lost,
    Code.AFTER_FUNDING: _after_funding,
    Code.LAW_CHANGE: _law_change,
    Code.NO_WAY_IN: _nobody,
}

PREFACES: dict[Code, str] = {
    Code.AFTER_FUNDING: "after_funding_begins",
    Code.LAW_CHANGE: "law_begins",
    Code.MODULE_WITHOUT_GAP: "module_begins",
    Code.GAP_WITHOUT_MODULE: "available_begins",
}
