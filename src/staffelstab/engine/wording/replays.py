"""What following a story in the file has shown, in sentences."""

from __future__ import annotations

import datetime as dt

from staffelstab.engine.model import Pathway
from staffelstab.engine.replay import Part, Point, Replay
from staffelstab.engine.wording import names
from staffelstab.engine.wording.texts import Texts

_DAYS = {"period", "start-month", "verdict", "law-period", "values", "months-shown", "begun-by", "dates"}
_STATIONS = {"known", "transition", "stands-there", "returns", "measure", "leads-to", "passes"}


def replay(texts: Texts, replayed: Replay, pathway: Pathway) -> tuple[str, ...]:
    """A sentence per part, then what all of it together shows and what it cannot show."""
    if not replayed.told:
        return (texts.say("replay.untold"),)
    lines, steps = [], 0
    for part in replayed.parts:
        steps += part.kind == "step"
        lines.append(_part(texts, part, steps, pathway))
    if not replayed.ending_judged:
        lines.append(texts.say("replay.ending_not_judged"))
    failed = len({id(part) for part, _ in replayed.failures()})
    if failed:
        return *lines, texts.count("replay.result_wrong", failed)
    return *lines, texts.say("replay.result")


def _part(texts: Texts, part: Part, number: int, pathway: Pathway) -> str:
    station = names.station(texts, pathway, part.station)
    heading = texts.say(f"replay.{part.kind}", number=str(number), station=station)
    if part.holds:
        points = texts.all_of(texts.say(f"replay.point.{point.aspect}") for point in part.points)
        return texts.say("replay.holds", heading=heading, points=points)
    wrong = " ".join(_wrong(texts, point, pathway) for point in part.points if not point.holds)
    return texts.say("replay.fails", heading=heading, wrong=wrong)


def _wrong(texts: Texts, point: Point, pathway: Pathway) -> str:
    said, found = (_shown(texts, point.aspect, value, pathway) for value in (point.said, point.found))
    return texts.say(f"replay.wrong.{point.aspect}", said=said, found=found)


def _shown(texts: Texts, aspect: str, value: str, pathway: Pathway) -> str:
    if not value and aspect not in _STATIONS:
        return texts.say("replay.nothing")
    if aspect in _DAYS:
        return " – ".join(texts.date(dt.date.fromisoformat(day)) for day in value.split(".."))
    if aspect in _STATIONS:
        return texts.all_of(
            names.station(texts, pathway, key) if key else texts.say("replay.begin")
            for key in value.split(", ")
        )
    return names.place(pathway, value) if aspect == "place" else value
