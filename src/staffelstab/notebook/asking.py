"""A question in the words of a notebook: texts instead of enumerations, one value instead of a list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from staffelstab.engine.check import Question
from staffelstab.engine.check import check as engine_check
from staffelstab.engine.model import Offer, Pathway, Reading, TransitionState
from staffelstab.engine.wording import Language, Words
from staffelstab.notebook.errors import NotebookError, unknown
from staffelstab.notebook.reports import CheckReport

Day = dt.date | str
ReadingName = Literal["strict", "default", "lenient"]


def check(
    pathway: Pathway,
    *,
    date: Day | None = None,
    reading: ReadingName = "default",
    transitions: Literal["agreed", "aimed", "possible"] = "aimed",
    places: str | Sequence[str] | None = None,
    only: Mapping[str, str | Sequence[str]] | None = None,
    thorough: bool = False,
    available: Sequence[Offer] = (),
    law_until: Day | None = None,
    language: Language = "de",
) -> CheckReport:
    """The whole check of a pathway, the same as `staffelstab check`.

    date: day from which the check looks ahead (a date, or text such as "2026-11-01"); otherwise the day in the file.
    places: keys or names; otherwise all. only: attribute key → value keys that are looked at. thorough: also the
    questions that need many searches. available: offers that could become stations (see `catalogue`), asked about
    when thorough. law_until: also what changes of access rules close and open up to this day. language: of all
    sentences. Raises NotebookError for names that do not exist.
    """
    question = Question(
        date=_day(date, pathway),
        reading=Reading(one_of("reading", reading, Reading)),
        transitions=TransitionState(one_of("state of transitions", transitions, TransitionState)),
        only=_only(pathway, only or {}),
        places=None if places is None else _places(pathway, _several(places)),
        thorough=thorough,
        law_until=None if law_until is None else day_of(law_until),
    )
    return CheckReport(pathway, engine_check(pathway, question, available=available), Words(language))


def one_of(kind: str, found: str, known: Iterable[str]) -> str:
    """The word itself if it is known; NotebookError otherwise."""
    names = [str(name) for name in known]
    if found not in names:
        raise unknown(kind, str(found), names)
    return found


def _day(found: Day | None, pathway: Pathway) -> dt.date:
    if found is not None:
        return day_of(found)
    if pathway.date is None:
        raise NotebookError('The file names no day. Please say one: check(district, date="2026-11-01").')
    return pathway.date


def day_of(found: Day) -> dt.date:
    """A date, or text such as "2026-11-01"; NotebookError for anything else."""
    if isinstance(found, dt.datetime):
        return found.date()
    if isinstance(found, dt.date):
        return found
    try:
        return dt.date.fromisoformat(found)
    except ValueError:
        raise NotebookError(f'{found!r} is no day. Please write it like "2026-11-01".') from None


def _several(found: str | Sequence[str]) -> tuple[str, ...]:
    return (found,) if isinstance(found, str) else tuple(found)


def _places(pathway: Pathway, asked: Sequence[str]) -> tuple[str, ...]:
    chosen: dict[str, None] = {}
    for name in asked:
        keys = [place.key for place in pathway.places if name in (place.key, place.name)]
        if not keys:
            raise unknown("place", name, (place.name for place in pathway.places))
        chosen.update(dict.fromkeys(keys))
    return tuple(chosen)


def _only(pathway: Pathway, asked: Mapping[str, str | Sequence[str]]) -> dict[str, tuple[str, ...]]:
    chosen = {}
    for key, values in asked.items():
        attribute = next((a for a in pathway.scales.attributes if a.key == key), None)
        if attribute is None:
            raise unknown("attribute", key, (a.key for a in pathway.scales.attributes))
        occurring = pathway.profiles.values.get(key, (attribute.values[0].key,))
        for value in _several(values):
            if value not in occurring:
                raise unknown(f"value of {key} at entry", value, occurring)
        chosen[key] = _several(values)
    return chosen
