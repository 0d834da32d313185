"""Access rules of the engine from the verdicts, waiting times and limits of a catalogue entry.

A door is built in small steps: what the catalogue states per legal state and residence status, second doors
that a note names, limits of the entry, then the splits (origin, features that weaken, soft age limits).
Nothing is made surer than stated.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from staffelstab.engine.model import CERTAINTY, AccessRule, ClockLimit, Condition, Period, Verdict
from staffelstab.programmes.catalogue_reading import EntryReading
from staffelstab.programmes.catalogue_scales import scales, values_between

NEVER = (Verdict.CLOSED, Verdict.NOT_APPLICABLE)
STATUS = "status"
AGE = "age"


@dataclass(frozen=True)
class Door:
    """An access rule in the making, for some residence statuses."""

    verdict: Verdict
    statuses: tuple[str, ...]
    period: Period
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    clocks: Mapping[str, ClockLimit] = field(default_factory=dict)
    begun_by: Mapping[str, dt.date] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    ignores_needs: bool = False

    @property
    def is_never_open(self) -> bool:
        return self.verdict in NEVER

    def narrowed(self, values: Mapping[str, tuple[str, ...]]) -> Door:
        """The same door for those values only; values it already asks for are kept where both allow them."""
        merged = dict(self.values)
        for attribute, allowed in values.items():
            merged[attribute] = tuple(v for v in merged.get(attribute, allowed) if v in allowed)
        return replace(self, values=merged)

    def at_best(self, verdict: Verdict, note: str) -> Door:
        weaker = verdict if CERTAINTY[verdict] > CERTAINTY[self.verdict] else self.verdict
        return replace(self, verdict=weaker, notes=(*self.notes, note))


def access_rules(entry: EntryReading) -> tuple[AccessRule, ...]:
    """All doors of the entry, those of several statuses gathered where nothing tells them apart."""
    doors: Iterable[Door] = (*_stated_doors(entry), *_second_doors(entry))
    doors = [_limited(door, entry) for door in doors]
    for split in (_by_origin, _by_weakening, _by_soft_age):
        doors = [part for door in doors for part in ([door] if door.is_never_open else split(door, entry))]
    return tuple(_rule(door) for door in _gathered(doors))


def _stated_doors(entry: EntryReading) -> Iterator[Door]:
    for number, state in enumerate(entry.facts["versions"]):
        for status in scales().attribute(STATUS).values:
            stated = _stated(status.key, state["access"], entry)
            verdict = Verdict(stated["verdict"])
            notes = _notes(stated, verdict, status.key, entry)
            door = Door(verdict, (status.key,), _period(state), notes=notes)
            if door.is_never_open:
                yield door
            else:
                yield _narrowed_in(number, replace(door, clocks=_waits(stated, entry)), entry)


def _stated(status: str, access: Mapping[str, Any], entry: EntryReading) -> Mapping[str, Any]:
    """What the catalogue says on this status, or what the reading says on a status without a column."""
    if status in access:
        return dict(access[status])
    own = entry.own.get("further", {}).get(status, {})
    if "verdict" in own:
        return {"verdict": own["verdict"], "own_note": own.get("note")}
    rule = own or entry.general["further_statuses"][status]
    like = dict(access[rule["as"]])
    if like["verdict"] not in rule.get("keep", [like["verdict"]]):
        return {"verdict": rule["otherwise"]}
    return like


def _second_doors(entry: EntryReading) -> Iterator[Door]:
    states = entry.facts["versions"]
    for rule in entry.own.get("more_rules", ()):
        for number in rule.get("states", range(len(states))):
            door = Door(
                verdict=Verdict(rule["like"]),
                statuses=tuple(rule["statuses"]),
                period=_period(states[number]),
                clocks={clock: ClockLimit(months) for clock, months in rule.get("clocks", {}).items()},
                begun_by=_days(rule.get("begun_by", {})),
                notes=(entry.text(rule["note"]), *_work_note(rule["statuses"], entry)),
                ignores_needs=rule.get("instead_of_needs", False),
            )
            yield _narrowed_in(number, door, entry)


def _limited(door: Door, entry: EntryReading) -> Door:
    if door.is_never_open:
        return door
    facts, own = entry.facts, entry.own
    for attribute, lowest in (("language", facts["language_min"]), ("certificate", facts["certificate_min"])):
        if lowest is not None:
            door = door.narrowed({attribute: values_between(attribute, lowest)})
    for attribute, limit in own.get("only_below", {}).items():
        door = door.narrowed({attribute: values_between(attribute, below=limit)})
    if "care" in own:
        care = entry.general["care"]
        door = door.narrowed({care["attribute"]: tuple(care[own["care"]])})
    if not door.ignores_needs:
        door = door.narrowed({attribute: tuple(values) for attribute, values in own.get("needs", {}).items()})
    return replace(door, clocks={**_age_limit(facts["age"]), **door.clocks})


def _by_origin(door: Door, entry: EntryReading) -> Iterator[Door]:
    rule = entry.general["safe_country"]
    meaning = rule[entry.facts["safe_country_of_origin"]]
    concerned = any(status in meaning.get("statuses", ()) for status in door.statuses)
    if meaning.get("everybody_but_titles"):
        concerned = any(status not in entry.general["titles"] for status in door.statuses)
    until = dt.date.fromisoformat(meaning["until"]) if "until" in meaning else None
    begins = door.period.valid_from
    if not concerned or (until and begins and begins > until):
        yield door
        return
    yield door.narrowed({rule["attribute"]: (rule["without"],)})
    if until and (door.period.valid_to is None or door.period.valid_to > until):
        yield replace(door, period=Period(until + dt.timedelta(days=1), door.period.valid_to))


def _by_weakening(door: Door, entry: EntryReading) -> Iterator[Door]:
    if "weaker_if" not in entry.own:
        yield door
        return
    weaker = entry.general["weakenings"][entry.own["weaker_if"]]
    weakening = {attribute: tuple(values) for attribute, values in weaker["values"].items()}
    others = {attribute: _other_values(attribute, values) for attribute, values in weakening.items()}
    yield door.narrowed(others)
    yield door.narrowed(weakening).at_best(Verdict(weaker["verdict"]), entry.text(weaker["note"]))


def _by_soft_age(door: Door, entry: EntryReading) -> Iterator[Door]:
    """A practice limit is no rule: beyond it the door is uncertain, not closed.

    Lower limits stand: they follow from compulsory schooling.
    """
    yield door
    limit = door.clocks.get(AGE)
    if limit is None or limit.maximum is None or entry.facts["age"]["hard"]:
        return
    beyond = replace(door, clocks={**door.clocks, AGE: ClockLimit(minimum=limit.maximum + 1)})
    yield beyond.at_best(Verdict(entry.general["outside_soft_age"]), entry.sentence("outside_soft_age"))


def _gathered(doors: Iterable[Door]) -> tuple[Door, ...]:
    """Doors that differ in the status only become one."""
    found: list[Door] = []
    for door in doors:
        for place, other in enumerate(found):
            if replace(other, statuses=door.statuses) == door:
                statuses = (*other.statuses, *(s for s in door.statuses if s not in other.statuses))
                found[place] = replace(other, statuses=statuses)
                break
        else:
            found.append(door)
    return tuple(found)


def _rule(door: Door) -> AccessRule:
    scale = [value.key for value in scales().attribute(STATUS).values]
    values = {key: allowed for key, allowed in door.values.items() if set(allowed) != _all_values(key)}
    if set(door.statuses) != set(scale):
        values = {STATUS: tuple(s for s in scale if s in door.statuses), **values}
    when = Condition(values, door.clocks, door.begun_by)
    return AccessRule(door.verdict, when, door.period, "; ".join(door.notes))


def _notes(stated: Mapping[str, Any], verdict: Verdict, status: str, entry: EntryReading) -> tuple[str, ...]:
    said = entry.say("access_notes", stated.get("note"))
    if stated.get("own_note"):
        said = entry.text(stated["own_note"])
    work = () if verdict in NEVER else _work_note([status], entry)
    return (*([said] if said else []), *work)


def _work_note(statuses: Iterable[str], entry: EntryReading) -> tuple[str, ...]:
    """Work permission is part of the verdict; who has no title is told that it has to be applied for."""
    without_title = any(status not in entry.general["titles"] for status in statuses)
    needed = entry.facts["work_permission"] == "needed"
    return (entry.sentence("work_permission_needed"),) if needed and without_title else ()


def _waits(stated: Mapping[str, Any], entry: EntryReading) -> dict[str, ClockLimit]:
    clocks, waits = entry.general["clocks"], stated.get("wait", ())
    return {clocks[wait["counted_from"]]: ClockLimit(minimum=wait["months"]) for wait in waits}


def _narrowed_in(number: int, door: Door, entry: EntryReading) -> Door:
    """The door with the limits that hold in this legal state only."""
    for rule in entry.own.get("narrower", ()):
        if number in rule["states"]:
            limits = {clock: ClockLimit(maximum=months) for clock, months in rule.get("at_most", {}).items()}
            begun_by = {**door.begun_by, **_days(rule.get("begun_by", {}))}
            door = replace(door, clocks={**door.clocks, **limits}, begun_by=begun_by)
    return door


def _age_limit(age: Mapping[str, Any]) -> dict[str, ClockLimit]:
    """Last full years of age as months: whoever is 24 stays admitted until the day before turning 25."""
    lowest = None if age["min"] is None else age["min"] * 12
    highest = None if age["max"] is None else age["max"] * 12 + 11
    return {} if lowest is None and highest is None else {AGE: ClockLimit(lowest, highest)}


def _period(state: Mapping[str, Any]) -> Period:
    last = state["valid_to"]
    return Period(dt.date.fromisoformat(state["valid_from"]), dt.date.fromisoformat(last) if last else None)


def _days(days: Mapping[str, str]) -> dict[str, dt.date]:
    return {clock: dt.date.fromisoformat(day) for clock, day in days.items()}


def _all_values(attribute: str) -> set[str]:
    return {value.key for value in scales().attribute(attribute).values}


def _other_values(attribute: str, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(value.key for value in scales().attribute(attribute).values if value.key not in values)
