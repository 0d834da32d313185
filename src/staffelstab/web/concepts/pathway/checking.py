"""A document asked a question: the report of the engine, kept as long as neither changes."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from django.core.cache import cache

from staffelstab.engine import files
from staffelstab.engine.check import Question, Report
from staffelstab.engine.check.run import Run
from staffelstab.engine.errors import InputError, Problem
from staffelstab.engine.model import Pathway, Reading, TransitionState
from staffelstab.web.concepts.pathway.documents import Document
from staffelstab.web.concepts.pathway.sessions import Sessions

KEPT_PATHWAYS, KEPT_REPORTS, KEPT_SESSIONS = 16, 64, 3
SECONDS_KEPT = 7 * 24 * 3600
ENGINE_AGE = max(file.stat().st_mtime_ns for file in Path(files.__file__).parents[1].rglob("*.py"))
"""A report counts as long as the engine that wrote it is the same."""

_sessions = Sessions(KEPT_SESSIONS)
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Asked:
    """What the page asks. `only`: attribute and value, one per narrowed attribute; `place`: one key or all."""

    date: dt.date
    reading: str = "default"
    transitions: str = "aimed"
    place: str = ""
    only: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Prepared:
    """A document as the engine reads it, or the problems that hinder. `text` names it for everything that is kept."""

    text: str
    pathway: Pathway | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Checked:
    """The answer to a question; no report when the document has problems."""

    prepared: Prepared
    asked: Asked
    report: Report | None


def prepared(document: Document) -> Prepared:
    return _prepared(_text(document))


def _text(document: Document) -> str:
    return json.dumps(document, sort_keys=True, ensure_ascii=False)


def known_severities(document: Document, asked: Asked) -> Counter[str] | None:
    """How many findings of each severity, if the question was answered before. Nothing is checked for it."""
    report: Report | None = cache.get(_name(_text(document), asked))
    return None if report is None else Counter(str(finding.severity) for finding in report.findings)


def known_finding_names(document: Document, asked: Asked) -> set[str] | None:
    """The names of all findings, if the question was answered before. Nothing is checked for it."""
    report: Report | None = cache.get(_name(_text(document), asked))
    return None if report is None else {finding.name for finding in report.findings}


def _name(text: str, asked: Asked) -> str:
    return hashlib.sha256(f"{ENGINE_AGE} {asked!r} {text}".encode()).hexdigest()


@lru_cache(maxsize=KEPT_PATHWAYS)
def _prepared(text: str) -> Prepared:
    try:
        return Prepared(text, files.from_document(json.loads(text)))
    except InputError as error:
        return Prepared(text, None, error.problems)


def checked(ready: Prepared, asked: Asked) -> Checked:
    return Checked(ready, asked, _report(ready.text, asked) if ready.pathway else None)


@lru_cache(maxsize=KEPT_REPORTS)
def _report(text: str, asked: Asked) -> Report:
    """Kept in this process, and beside it in the cache that all processes share."""
    pathway = _prepared(text).pathway
    if pathway is None:
        raise ValueError("A document with problems cannot be checked.")
    name = _name(text, asked)
    report: Report | None = cache.get(name)
    if report is None:
        report = _sessions.report((asked, pathway.title), pathway, as_question(asked, pathway))
        cache.set(name, report, SECONDS_KEPT)
    return report


def known_answer(ready: Prepared, asked: Asked, about: str) -> Any:
    """What `answered` was told about the same, if it was asked before; None otherwise. Nothing is checked for it."""
    return cache.get(f"{_name(ready.text, asked)}-{_short(about)}")


def answered(ready: Prepared, asked: Asked, about: str, answer: Callable[[Run], Answer]) -> Answer:
    """A question beyond the report, kept like a report. `about` names it with everything `answer` depends on."""
    if ready.pathway is None:
        raise ValueError("A document with problems cannot be checked.")
    kept: Answer | None = known_answer(ready, asked, about)
    if kept is None:
        question, title = as_question(asked, ready.pathway), ready.pathway.title
        kept = _sessions.ask((asked, title), ready.pathway, question, lambda checker: answer(checker.run))
        cache.set(f"{_name(ready.text, asked)}-{_short(about)}", kept, SECONDS_KEPT)
    return kept


def _short(about: str) -> str:
    return hashlib.sha256(about.encode()).hexdigest()[:24]


def as_question(asked: Asked, pathway: Pathway) -> Question:
    """Places and values that the file does not have are not asked for."""
    places = {place.key for place in pathway.places}
    only: Mapping[str, tuple[str, ...]] = {
        attribute.key: (value,)
        for attribute in pathway.scales.attributes
        for key, value in asked.only
        if key == attribute.key and value in {known.key for known in attribute.values}
    }
    return Question(
        date=asked.date,
        reading=Reading(asked.reading),
        transitions=TransitionState(asked.transitions),
        only=only,
        places=(asked.place,) if asked.place in places else None,
    )
