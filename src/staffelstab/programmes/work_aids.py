"""Read work aids: the shipped ones and any other file of the same form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from staffelstab.programmes.actors import actor_taxonomy
from staffelstab.programmes.facts import Period, Source, day_of, sources_of, text_of
from staffelstab.programmes.reading import DATA, DataPath, Document, read_document
from staffelstab.programmes.work_aid_model import (
    Becomes,
    Column,
    Option,
    Question,
    QuestionKind,
    Section,
    WorkAid,
)

__all__ = [
    "Becomes",
    "Column",
    "Option",
    "Question",
    "QuestionKind",
    "Section",
    "WorkAid",
    "current_work_aids",
    "read_work_aid",
    "work_aid",
    "work_aids",
]
FOLDER = DATA / "work_aids"
WHOLE_ANSWER = "value"


@cache
def work_aids() -> tuple[WorkAid, ...]:
    """Every shipped version of every work aid, by key and version."""
    aids = [read_work_aid(file) for file in sorted(FOLDER.glob("*.yaml"))]
    return tuple(sorted(aids, key=lambda aid: (aid.key, aid.version)))


def work_aid(key: str, version: int) -> WorkAid:
    """This version of this work aid; LookupError when there is none."""
    return {(aid.key, aid.version): aid for aid in work_aids()}[key, version]


def current_work_aids(day: date) -> tuple[WorkAid, ...]:
    """The newest version of each work aid that is valid on this day."""
    return tuple({aid.key: aid for aid in work_aids() if aid.validity.contains(day)}.values())


def read_work_aid(file: Path) -> WorkAid:
    """Read and check one work aid; ProgrammeDataError names the line."""
    document = read_document(file, "work-aid-1.json")
    _check(document)
    return _Reader(document.content).work_aid()


@dataclass(frozen=True)
class _Reader:
    """Builds typed records; everything it reads has been checked before."""

    content: Mapping[str, Any]

    def work_aid(self) -> WorkAid:
        content, sources = self.content, sources_of(self.content["sources"])
        return WorkAid(
            key=content["key"],
            version=content["version"],
            title=text_of(content["title"]),
            purpose=text_of(content["purpose"]),
            validity=Period(day_of(content["valid_from"]), day_of(content.get("valid_to"))),
            sources=tuple(sources.values()),
            sections=tuple(self._section(entry, sources) for entry in content["sections"]),
        )

    def _section(self, entry: Mapping[str, Any], sources: Mapping[str, Source]) -> Section:
        return Section(
            key=entry["key"],
            title=text_of(entry["title"]),
            intro=text_of(entry["intro"]),
            asked_types=tuple(entry["asked"]["types"]),
            asked=text_of(entry["asked"]["text"]),
            questions=tuple(self._question(entry["key"], asked, sources) for asked in entry["questions"]),
        )

    def _question(self, section: str, entry: Mapping[str, Any], sources: Mapping[str, Source]) -> Question:
        becomes = entry.get("becomes")
        return Question(
            key=f"{section}.{entry['key']}",
            kind=QuestionKind(entry["kind"]),
            label=text_of(entry["label"]),
            help=text_of(entry["help"]) if "help" in entry else None,
            why=text_of(entry["why"]) if "why" in entry else None,
            options=self._options(entry),
            columns=tuple(self._column(column) for column in entry.get("columns", ())),
            becomes=becomes and Becomes(becomes["target"], becomes["columns"], text_of(becomes["text"])),
            sources=tuple(sources[key] for key in entry["sources"]),
        )

    def _column(self, entry: Mapping[str, Any]) -> Column:
        return Column(
            key=entry["key"],
            kind=QuestionKind(entry["kind"]),
            label=text_of(entry["label"]),
            options=self._options(entry),
            is_required=entry.get("required", False),
        )

    def _options(self, entry: Mapping[str, Any]) -> tuple[Option, ...]:
        given = entry.get("options", ())
        listed = self.content["lists"][given] if isinstance(given, str) else given
        return tuple(
            Option(
                option["key"],
                text_of(option["label"]),
                {name: tuple(values) for name, values in option.get("when", {}).items()},
            )
            for option in listed
        )


def _check(document: Document) -> None:
    document.require_unique_keys("sections")
    document.require_known_sources()
    known = {actor.key for actor in actor_taxonomy().types}
    for number, section in enumerate(document.content["sections"]):
        for at, actor_type in enumerate(section["asked"]["types"]):
            if actor_type not in known:
                path = ("sections", number, "asked", "types", at)
                raise document.error(f"There is no type of actor {actor_type!r}.", "See actors.yaml.", *path)
        _require_own_keys(document, section["questions"], ("sections", number, "questions"))
        for at, question in enumerate(section["questions"]):
            _check_question(document, question, ("sections", number, "questions", at))


def _check_question(document: Document, question: Mapping[str, Any], path: DataPath) -> None:
    columns = question.get("columns", [])
    _require_own_keys(document, columns, (*path, "columns"))
    _check_options(document, question, path)
    for at, column in enumerate(columns):
        _check_options(document, column, (*path, "columns", at))
    said = {column["key"] for column in columns} if columns else {WHOLE_ANSWER}
    for name in question.get("becomes", {"columns": {}})["columns"]:
        if name not in said:
            advice = f"Known: {', '.join(sorted(said))}."
            raise document.error(f"There is no column {name!r}.", advice, *path, "becomes", "columns", name)


def _check_options(document: Document, entry: Mapping[str, Any], path: DataPath) -> None:
    """A choice has options with a key of their own; a named list exists."""
    given = entry.get("options")
    if isinstance(given, str) and given not in document.content["lists"]:
        raise document.error(f"There is no list {given!r}.", "See `lists`.", *path, "options")
    if entry["kind"] in (QuestionKind.CHOICE, QuestionKind.SEVERAL) and given is None:
        raise document.error("There is nothing to choose.", "Add `options`.", *path)
    if given is not None:
        place = ("lists", given) if isinstance(given, str) else (*path, "options")
        listed = document.content["lists"][given] if isinstance(given, str) else given
        _require_own_keys(document, listed, place)


def _require_own_keys(document: Document, entries: list[Any], path: DataPath) -> None:
    seen: set[str] = set()
    for at, entry in enumerate(entries):
        if entry["key"] in seen:
            problem = f"The key {entry['key']!r} stands here twice."
            raise document.error(problem, "Give every entry its own key.", *path, at)
        seen.add(entry["key"])
