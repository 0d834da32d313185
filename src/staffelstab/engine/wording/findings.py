"""A finding in one plain statement: who, where, what, why, how many."""

from __future__ import annotations

from collections.abc import Mapping

from staffelstab.engine.check import ClosedDoor, Code, Finding
from staffelstab.engine.model import Pathway
from staffelstab.engine.wording import doors, names
from staffelstab.engine.wording import profiles as profile_words
from staffelstab.engine.wording import scales as scale_words
from staffelstab.engine.wording.texts import Texts, sentence

PARTS_IN_ORDER = ("hands_over", "receives", "procedure", "within_days", "papers", "consent")
COUNTED_LENIENT = (Code.GAP, Code.GAP_IN_TIME)
"""Findings for which the check counts how many would get through under the lenient reading."""


def finding(texts: Texts, finding: Finding, pathway: Pathway) -> str:
    """What is wrong, an example of why, who is concerned."""
    parts = [_main(texts, finding, pathway), *_why(texts, finding, pathway)]
    if finding.code is not Code.NO_WAY_IN:  # nobody gets there: counting everybody would say nothing
        parts.append(profile_words.extent(texts, finding.profiles, finding.persons, pathway))
    return " ".join(parts)


def title(texts: Texts, finding: Finding, pathway: Pathway) -> str:
    """A short heading."""
    words = _words(texts, finding, pathway)
    if _is_at_start(finding):
        return texts.say(f"title_at_start.{finding.kind}", **words)
    heading = texts.say(f"title.{finding.code}.{finding.kind}", **words)
    if not finding.group:
        return heading
    values = [
        scale_words.value_label(texts, scale_words.attribute_of(pathway.scales, key), value)
        for key, value in finding.group.items()
    ]
    return texts.say("title.with_group", title=heading, group=", ".join(values))


def rests_on(texts: Texts, finding: Finding) -> str:
    """On which reading the finding rests, and what the lenient one would change."""
    reading, meaning = (
        texts.say(f"{table}.{finding.reading}") for table in ("reading_in", "reading_meaning")
    )
    parts = [texts.say("rests.on", reading=reading, meaning=meaning)]
    if finding.code in COUNTED_LENIENT and finding.reading != "lenient":
        parts.append(_lenient(texts, finding.open_if_lenient, finding.profiles.count))
    if finding.rests_on_conditions:
        parts.append(texts.say("rests.conditions"))
    return " ".join(parts)


def _lenient(texts: Texts, opened: int, count: int) -> str:
    if not opened:
        return texts.say("rests.lenient_none")
    if opened >= count:
        return texts.say("rests.lenient_all")
    return texts.say("rests.lenient_some", count=texts.number(opened), total=texts.number(count))


def missing_parts(texts: Texts, parts: tuple[str, ...]) -> str:
    if set(parts) == set(PARTS_IN_ORDER):
        return texts.say("handover.everything")
    return texts.parts(texts.say(f"handover_part.{part}") for part in PARTS_IN_ORDER if part in parts)


def _main(texts: Texts, finding: Finding, pathway: Pathway) -> str:
    tail = f"{finding.code}.{finding.kind}"
    words = _words(texts, finding, pathway)
    if _is_at_start(finding):
        return texts.say(f"finding_at_start.{finding.kind}", **words)
    if finding.group and texts.has(f"finding_whole_group.{tail}"):
        whole = profile_words.is_whole_group(finding.profiles, pathway, frozenset(finding.group))
        group = scale_words.situation(texts, finding.group, pathway.scales)
        return texts.say(f"finding_{'whole' if whole else 'part_of'}_group.{tail}", group=group, **words)
    return texts.say(f"finding.{tail}", **words)


def _why(texts: Texts, finding: Finding, pathway: Pathway) -> list[str]:
    """One example: the nearest closed door, or what comes after the waiting."""
    witness = finding.witness
    if witness is None:
        return []
    lines = []
    if finding.code is Code.DEAD_END and witness.way and witness.way[-1].is_failure:
        station = names.station(texts, pathway, witness.way[-1].station)
        lines.append(texts.say("why.failure", station=station))
    if witness.closed_doors:
        nearest = _nearest(finding, witness.closed_doors)
        lines.append(_example(texts, finding, sentence(doors.door(texts, nearest, pathway)), pathway))
    elif finding.code is Code.AFTER_FUNDING and finding.stations:
        stations = texts.all_of(names.station(texts, pathway, key) for key in dict.fromkeys(finding.stations))
        lines.append(texts.say("why.funded", stations=stations))
    elif witness.next_step and finding.code is Code.WAITING:
        station = names.station(texts, pathway, witness.next_step.station)
        lines.append(texts.say("why.next", station=station))
    return lines


def _example(texts: Texts, finding: Finding, door: str, pathway: Pathway) -> str:
    """The door with the situation or the place in which it is closed."""
    way = finding.witness.way if finding.witness else ()
    if finding.code is Code.DEAD_END:
        changed = {key: after for key, (_, after) in way[-1].changed.items()} if way else {}
        if not changed:
            return texts.say("why.door", door=door)
        situation = scale_words.situation(texts, changed, pathway.scales)
        return texts.say("why.door_with", situation=situation, door=door)
    if not way:
        return texts.say("why.door_at_start", door=door)
    station = names.station(texts, pathway, way[-1].station)
    return texts.say("why.door_after", station=station, door=door)


def _nearest(finding: Finding, closed: tuple[ClosedDoor, ...]) -> ClosedDoor:
    """For a missing transition the open door behind it; else the door with the fewest reasons against it."""
    if finding.kind == "no-transition":
        closed = tuple(door for door in closed if not door.has_transition) or closed

    def distance(door: ClosedDoor) -> tuple[int, bool]:
        against = [reason for reason in door.reasons if reason.kind != "no-transition"]
        return len(
            against
        ), door.station in finding.stations  # another station helps more than the same again

    return min(closed, key=distance)


def _is_at_start(finding: Finding) -> bool:
    """Waiting names the station and the next one; at the start there is only the next one."""
    return finding.code is Code.WAITING and len(finding.stations) < 2


def _words(texts: Texts, finding: Finding, pathway: Pathway) -> Mapping[str, str]:
    """Everything a template of a finding may name."""
    stations = [names.station(texts, pathway, key) for key in finding.stations]
    origin, target = finding.transition or ("", "")
    funding = names.funding_of(pathway, finding.funding)
    end = funding.period.valid_to
    signed = names.agreement_of(pathway, finding.agreement)
    return {
        "station": stations[0] if stations else "",
        "other": stations[1] if len(stations) > 1 else "",
        "stations": texts.all_of(stations),
        "fundings": texts.all_of(names.fundings(texts, pathway, finding.stations)),
        "agreement": texts.quote(signed.title),
        "validity": texts.period(signed.period),
        "organisations": texts.all_of(names.organisation(pathway, key) for key in finding.organisations),
        "origin": names.station(texts, pathway, origin),
        "target": names.station(texts, pathway, target),
        "missing": missing_parts(texts, finding.missing_parts),
        "day": texts.date(finding.day) if finding.day else texts.say("form.none"),
        "funding": texts.quote(funding.name),
        "end": texts.date(end) if end else texts.say("form.none"),
        "months": texts.months(finding.waiting_months or 0),
        "horizon": texts.after_months(pathway.settings.horizon_months),
        "limit": texts.number(pathway.settings.most_measures),
    }
