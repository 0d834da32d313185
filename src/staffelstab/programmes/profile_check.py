"""What a schema cannot say about a profile: keys are unique, references lead somewhere, days are in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from staffelstab.programmes.actors import actor_taxonomy
from staffelstab.programmes.facts import Period, day_of
from staffelstab.programmes.reading import DataPath, Document

KEYED_LISTS = (
    "schemes",
    "target_group",
    "exclusions",
    "financing",
    "add_ons",
    "modules",
    "rules",
    "evidence",
    "concept_chapters",
    "procedure",
    "end_dates",
    "guideline_versions",
    "open_questions",
)


def check_profile(document: Document) -> None:
    """Refuse double keys, references to nothing and days the wrong way round."""
    for name in KEYED_LISTS:
        document.require_unique_keys(name)
    document.require_known_sources()
    _check_references(document)
    _check_days(document)


def _check_references(document: Document) -> None:
    content = document.content
    allowed = {
        "scheme": {entry["key"] for entry in content["schemes"]},
        "add-on": {entry["key"] for entry in content["add_ons"]},
        "module": {entry["key"] for entry in content["modules"]},
        "actor type": {actor.key for actor in actor_taxonomy().types},
        "age reading": {entry["key"] for entry in content["age_rule"]["readings"]},
    }
    for kind, key, path in _references(content):
        if key not in allowed[kind]:
            known = ", ".join(sorted(allowed[kind])) or "none"
            raise document.error(f"There is no {kind} {key!r}.", f"Known: {known}.", *path)


def _references(content: Mapping[str, Any]) -> Iterator[tuple[str, str, DataPath]]:
    if content["age_rule"]["default_reading"]:
        yield "age reading", content["age_rule"]["default_reading"], ("age_rule", "default_reading")
    for index, module in enumerate(content["modules"]):
        here: DataPath = ("modules", index)
        yield "scheme", module["scheme"], (*here, "scheme")
        yield from (("add-on", key, (*here, "add_ons")) for key in module["add_ons"])
        yield from (
            ("actor type", key, (*here, "provider_types")) for key in module["provider_types"]["types"]
        )
    for name in ("rules", "end_dates"):
        for index, entry in enumerate(content[name]):
            yield from (("module", key, (name, index)) for key in entry["modules"])


def _check_days(document: Document) -> None:
    for path, start, end in _spans(document.content, ()):
        if not Period(day_of(start), day_of(end)).is_orderly():
            raise document.error(f"{start} comes after {end}.", "Exchange or correct the days.", *path)


def _spans(value: Any, path: DataPath) -> Iterator[tuple[DataPath, str | None, str | None]]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _spans(item, (*path, index))
    elif isinstance(value, dict):
        yield path, value.get("valid_from"), value.get("valid_to")
        first, last = value.get("first_day"), value.get("last_day")
        if isinstance(first, dict) and isinstance(last, dict):
            yield path, first["value"], last["value"]
        elif "first_day" in value:
            yield path, first, last
        for name, item in value.items():
            yield from _spans(item, (*path, name))
