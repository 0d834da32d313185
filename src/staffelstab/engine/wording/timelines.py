"""What happens on a day: the end of a funding or a change of law, and who loses or gains a way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from staffelstab.engine.check import Event
from staffelstab.engine.model import Pathway
from staffelstab.engine.wording import names
from staffelstab.engine.wording import profiles as profile_words
from staffelstab.engine.wording.texts import Texts


def title(texts: Texts, event: Event, pathway: Pathway) -> str:
    """A short heading."""
    funding = texts.quote(names.funding_of(pathway, event.funding).name)
    return texts.say(f"event.{event.kind}", funding=funding)


def event(texts: Texts, event: Event, pathway: Pathway) -> tuple[str, ...]:
    """Which stations it is about, and what it does to whom."""
    stations = texts.all_of(names.station(texts, pathway, key) for key in event.stations)
    numbers = {"before": event.with_way_before, "after": event.with_way_after, "total": event.profiles}
    about = texts.say("event.stations", stations=stations)
    if not event.loses and not event.gains:
        return about, texts.say("event.nobody")
    ways = texts.say("event.ways", **{name: texts.number(count) for name, count in numbers.items()})
    moved = (("loses", event.loses, event.loses_persons), ("gains", event.gains, event.gains_persons))
    told = [
        texts.say(f"event.{key}", count=texts.number(count), persons=profile_words.persons(texts, persons))
        for key, count, persons in moved
        if count
    ]
    return about, ways, *told


def summary(
    texts: Texts, events: Sequence[Event], start: dt.date, end: dt.date, pathway: Pathway
) -> tuple[str, ...]:
    """How many changes there are between two days, and what a file cannot know of its own past."""
    days = {"start": texts.date(start), "end": texts.date(end)}
    if events:
        lines = [texts.say("event.summary", changes=texts.count("event.changes", len(events)), **days)]
    else:
        lines = [texts.say("event.summary_none", **days)]
    if pathway.date is not None and start < pathway.date:
        lines.append(texts.say("event.before_file", date=texts.date(pathway.date)))
    return tuple(lines)
