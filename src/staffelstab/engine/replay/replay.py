"""A whole story: its steps, its circle, the step it waits for, the doors at its end, and the end itself."""

from __future__ import annotations

import datetime as dt
from copy import copy
from dataclasses import replace as replaced
from typing import Any

from staffelstab.engine.check.finding import Code, Finding, Question
from staffelstab.engine.replay.concepts import with_offer, without_programmes
from staffelstab.engine.replay.doors import check_door
from staffelstab.engine.replay.endings import ending, horizon
from staffelstab.engine.replay.laws import under_law_of
from staffelstab.engine.replay.points import Replay
from staffelstab.engine.replay.reading import FAR, Document, day, holds_on
from staffelstab.engine.replay.steps import take
from staffelstab.engine.replay.traveller import Traveller


def replay(document: Document, question: Question, finding: Finding) -> Replay:
    """Compare the story of a finding with the document of its file, as the question asks.

    document: as `files.to_document` gives it, or a valid JSON file as read. A finding of `after-funding` is told in
    the world in which the funding goes on, one of `module-without-gap` in the concept without programmes, one of
    `gap-without-module` in the concept with the offer (which the document must have); these are made here, from the
    document alone.
    """
    witness = finding.witness
    if witness is None:
        return Replay((), told=False)
    if finding.code is Code.AFTER_FUNDING:
        document, question = _as_if_it_went_on(document, question, finding.funding)
    if finding.code is Code.LAW_CHANGE and finding.day is not None:
        document = under_law_of(document, finding.day - dt.timedelta(days=finding.kind == "closes"))
    elif finding.code is Code.MODULE_WITHOUT_GAP:
        document = without_programmes(document)
    elif finding.code is Code.GAP_WITHOUT_MODULE:
        document = with_offer(document, "".join(finding.stations))
    here = Traveller(document, question, witness.profile)
    parts = [take(here, step) for step in witness.way]
    until = horizon(document) if finding.code is Code.NO_WAY_IN else FAR
    doors = [
        check_door(_before_the_doors(here, finding), door, until)
        for door in witness.closed_doors
        if not (finding.code is Code.NO_WAY_IN and _nobody_stands_before(here, door.station))
    ]
    after = (*witness.circle, *([witness.next_step] if witness.next_step else []))
    parts += [*doors, *(take(here, step) for step in after)]
    end = ending(here, finding, witness)
    return Replay((*parts, *([end] if end else [])), ending_judged=end is not None)


def _before_the_doors(here: Traveller, finding: Finding) -> Traveller:
    """A dead end looks at the transitions of its own station, also where somebody stands at others besides."""
    if finding.code is not Code.DEAD_END or not here.places & set(finding.stations):
        return here
    alone = copy(here)
    alone.places = here.places & set(finding.stations)
    return alone


def _nobody_stands_before(here: Traveller, station: str) -> bool:
    """The stations that lead to it are never entered: that is said of everybody, no story can show it."""
    return not here.connected(station)


def _as_if_it_went_on(document: Document, question: Question, key: str | None) -> tuple[Document, Question]:
    """Everything of a funding that holds on its last day never ends; asked on the day after."""
    fundings = document.get("fundings", ())
    last_day = next((day(f.get("valid_to")) for f in fundings if f["key"] == key), None)
    if last_day is None:
        return document, question
    going_on = dict(document)
    going_on["fundings"] = [_endless(f, last_day) if f["key"] == key else f for f in fundings]
    going_on["offers"] = [
        _endless_offer(offer, last_day) if offer.get("funding") == key else offer
        for offer in document["offers"]
    ]
    return going_on, replaced(question, date=last_day + dt.timedelta(days=1))


def _endless(period: Document, last_day: dt.date) -> dict[str, Any]:
    kept = dict(period)
    if holds_on(period, last_day):
        kept.pop("valid_to", None)
    return kept


def _endless_offer(offer: Document, last_day: dt.date) -> dict[str, Any]:
    endless = _endless(offer, last_day)
    if "access" in offer:
        endless["access"] = [_endless(rule, last_day) for rule in offer["access"]]
    return endless
