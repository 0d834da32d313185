"""What ends and what changes between two days: breaks of the concept, whose doors they move, and whose ways."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from staffelstab.engine.check import Event, Finding, over_time
from staffelstab.engine.check.door_shifts import DAY, DoorShift, door_shifts, periods_as_rules
from staffelstab.engine.model import Condition, Funding, Pathway
from staffelstab.programmes.law_timeline import LawChange, law_changes_between
from staffelstab.web.concepts.pathway.checking import Asked, Prepared, as_question
from staffelstab.web.concepts.pathway.keeping import kept, known
from staffelstab.web.concepts.pathway.telling import Story, story_of, words

FUNDING, OFFER, LAW = "funding", "offer", "law"


@dataclass(frozen=True)
class DoorTold:
    """One station whose door changes. Numbers are situations at entry, places left aside."""

    station: str
    kind: str
    opens: int
    closes: int
    surer: int
    less_sure: int
    profiles: int
    groups: tuple[str, ...]
    comes: tuple[str, ...]
    goes: tuple[str, ...]

    @property
    def concerned(self) -> int:
        return self.opens + self.closes + self.surer + self.less_sure


@dataclass(frozen=True)
class LawTold:
    text: str
    refs: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    is_approximate: bool
    day: dt.date


@dataclass(frozen=True)
class FundingTold:
    name: str
    stations: tuple[str, ...]


@dataclass(frozen=True)
class Moved:
    """How many situations lose or gain a way on the day; known only after somebody opened it."""

    loses: int
    gains: int


@dataclass(frozen=True)
class Break:
    """One day on which something ends, begins or changes. kinds: FUNDING, OFFER, LAW."""

    day: dt.date
    kinds: tuple[str, ...]
    title: str
    laws: tuple[LawTold, ...]
    doors: tuple[DoorTold, ...]
    fundings: tuple[FundingTold, ...]
    moved: Moved | None

    @property
    def groups(self) -> tuple[str, ...]:
        """Whom it concerns, each group once."""
        return tuple(dict.fromkeys(group for door in self.doors for group in door.groups))


@dataclass(frozen=True)
class Timeline:
    """breaks by day; silent: changes of law between the days that move no door of the concept."""

    breaks: tuple[Break, ...] = ()
    silent: tuple[LawTold, ...] = ()


def timeline(ready: Prepared, asked: Asked, until: dt.date) -> Timeline:
    """Without a search: who loses or gains a way is told by `break_story`."""
    if ready.pathway is None or until <= asked.date:
        return Timeline()
    pathway = ready.pathway
    shifts = kept(f"doors {until}", ready.text, asked, lambda: _shifts(pathway, asked, until))
    laws = law_changes_between(asked.date, until)
    ends = _endings(pathway, asked.date, until)
    days = sorted({shift.day for shift in shifts} | set(ends))
    breaks = tuple(_break(ready, asked, day, shifts, laws, ends.get(day, ())) for day in days)
    return Timeline(breaks, tuple(_law(law) for law in laws if law.first_day not in days))


def _shifts(pathway: Pathway, asked: Asked, until: dt.date) -> tuple[DoorShift, ...]:
    return door_shifts(pathway, as_question(asked, pathway), until)


def _endings(pathway: Pathway, start: dt.date, until: dt.date) -> dict[dt.date, tuple[Funding, ...]]:
    """The day after the end of each funding that pays for a station."""
    used = {pathway.offer(station).funding for station in pathway.concept.stations}
    found: dict[dt.date, tuple[Funding, ...]] = {}
    for funding in pathway.fundings:
        end = funding.period.valid_to
        if funding.key in used and end is not None and start < end + DAY <= until:
            found[end + DAY] = (*found.get(end + DAY, ()), funding)
    return found


def _break(
    ready: Prepared,
    asked: Asked,
    day: dt.date,
    shifts: tuple[DoorShift, ...],
    laws: tuple[LawChange, ...],
    fundings: tuple[Funding, ...],
) -> Break:
    pathway, here = _pathway(ready), [shift for shift in shifts if shift.day == day]
    told = tuple(_law(law) for law in laws if law.first_day == day)
    ended = tuple(_funding(pathway, funding) for funding in fundings)
    kinds = [FUNDING] if fundings else []
    kinds += [OFFER] if any(shift.kind != "rules" for shift in here) else []
    kinds += [LAW] if told or any(shift.kind == "rules" for shift in here) else []
    doors = tuple(_door(pathway, shift) for shift in here)
    return Break(
        day,
        tuple(kinds),
        _title(ended, doors),
        told,
        doors,
        ended,
        _moved(known(_about(day), ready.text, asked)),
    )


def _pathway(ready: Prepared) -> Pathway:
    if ready.pathway is None:
        raise ValueError("A document with problems has no timeline.")
    return ready.pathway


def _title(fundings: tuple[FundingTold, ...], doors: tuple[DoorTold, ...]) -> str:
    parts = [_("The funding ends: %(name)s") % {"name": funding.name} for funding in fundings]
    said = (
        ("begins", _("Begins: %(names)s")),
        ("ends", _("Ends: %(names)s")),
        ("rules", _("Other rules of access: %(names)s")),
    )
    for kind, text in said:
        names = [door.station for door in doors if door.kind == kind]
        parts += [text % {"names": ", ".join(names)}] if names else []
    return "; ".join(parts)


def _funding(pathway: Pathway, funding: Funding) -> FundingTold:
    paid = (pathway.offer(key) for key in pathway.concept.stations)
    voice = words()
    return FundingTold(
        funding.name,
        tuple(voice.label(offer.title) or offer.key for offer in paid if offer.funding == funding.key),
    )


def _door(pathway: Pathway, shift: DoorShift) -> DoorTold:
    voice = words()
    return DoorTold(
        station=voice.label(pathway.offer(shift.station).title) or shift.station,
        kind=shift.kind,
        opens=shift.opens,
        closes=shift.closes,
        surer=shift.surer,
        less_sure=shift.less_sure,
        profiles=shift.profiles,
        groups=tuple(_concerned(pathway, shift)),
        comes=_conditions(pathway, shift.comes),
        goes=_conditions(pathway, shift.goes),
    )


def _concerned(pathway: Pathway, shift: DoorShift) -> Iterator[str]:
    """The values of the grouping attributes concerned; an attribute of which all are is left out."""
    voice, scales = words(), pathway.scales
    for attribute in scales.attributes:
        found = shift.values.get(attribute.key, ())
        at_entry = pathway.profiles.values.get(attribute.key, ())
        if set(found) != set(at_entry):
            yield from (voice.label(v.label) or v.key for v in attribute.values if v.key in found)


def _conditions(pathway: Pathway, conditions: tuple[Condition, ...]) -> tuple[str, ...]:
    told = (words().condition(condition, pathway.scales) or _("everybody") for condition in conditions)
    return tuple(dict.fromkeys(told))


def _law(law: LawChange) -> LawTold:
    return LawTold(
        law.change.in_language(words().language),
        law.refs,
        tuple((source.title, source.address or "") for source in law.sources),
        law.approximate,
        law.first_day,
    )


def _moved(events: tuple[Event, ...] | None) -> Moved | None:
    if events is None:
        return None
    return Moved(sum(event.loses for event in events), sum(event.gains for event in events))


# --- one day --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class MovedGroup:
    """One group that loses or gains a way, with the story of somebody of it."""

    loses: bool
    group: str
    situations: int
    total: int
    persons: str
    story: Story


@dataclass(frozen=True)
class DayTold:
    """One event of the day: its title, its numbers in sentences, the groups."""

    title: str
    sentences: tuple[str, ...]
    groups: tuple[MovedGroup, ...]


def break_story(ready: Prepared, asked: Asked, day: dt.date) -> tuple[DayTold, ...]:
    """Who loses or gains which way on this day. A search of two worlds; asked once, then kept."""
    pathway = _pathway(ready)
    events = kept(_about(day), ready.text, asked, lambda: _events(pathway, asked, day))
    return tuple(_day(pathway, event) for event in events)


def _about(day: dt.date) -> str:
    return f"break {day}"


def _events(pathway: Pathway, asked: Asked, day: dt.date) -> tuple[Event, ...]:
    """Asked from two days before, so that a funding whose last day is the day before ends after it."""
    question = as_question(replace(asked, date=day - 2 * DAY), pathway)
    return tuple(e for e in over_time(periods_as_rules(pathway), question, day) if e.day == day)


def _day(pathway: Pathway, event: Event) -> DayTold:
    voice = words()
    return DayTold(
        voice.event_title(event, pathway),
        voice.event(event, pathway),
        tuple(_groups(pathway, event)),
    )


def _groups(pathway: Pathway, event: Event) -> Iterator[MovedGroup]:
    for finding in event.findings:
        yield moved_group(pathway, finding, loses=finding.kind != "opens")


def moved_group(pathway: Pathway, finding: Finding, *, loses: bool) -> MovedGroup:
    voice = words()
    return MovedGroup(
        loses=loses,
        group=voice.situation(finding.group, pathway.scales) if finding.group else _("everybody"),
        situations=finding.profiles.count,
        total=finding.profiles.total,
        persons=voice.persons(finding.persons),
        story=story_of(finding, pathway),
    )
