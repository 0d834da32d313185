"""Outcomes of the engine from the outcomes of a catalogue entry and the reading that groups them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from staffelstab.engine.model import Effect, Label, Outcome
from staffelstab.programmes.catalogue_reading import EntryReading
from staffelstab.programmes.catalogue_scales import scales

ON_A_SCALE = ("language", "certificate", "status")
LANGUAGE = "language"
Texts = dict[str, str]


def outcomes(entry: EntryReading) -> tuple[Outcome, ...]:
    return tuple(found for group in entry.own["outcomes"] for found in _expanded(group, entry))


def used_outcomes(entry: EntryReading) -> set[int]:
    """Numbers of the catalogue's outcomes that a group uses or that are left out with a reason."""
    used = {number for group in entry.own["outcomes"] for number in group["of"]}
    return used | {item["of"] for item in entry.own.get("left_out", ())}


def has_own_outcome(entry: EntryReading) -> bool:
    return any(not group["of"] for group in entry.own["outcomes"])


def _expanded(group: Mapping[str, Any], entry: EntryReading) -> Iterator[Outcome]:
    """One outcome, or one per value that stays as it is."""
    if "each" not in group:
        yield _outcome(group, entry)
        return
    for attribute, values in group["each"].items():
        for value in values:
            label = _value_label(attribute, value)
            single = {**group, "key": f"{group['key']}_{value}", "only": {attribute: value}}
            single["label"] = {code: f"{group['label'][code]} ({label[code]})" for code in ("de", "en")}
            yield _outcome(single, entry)


def _outcome(group: Mapping[str, Any], entry: EntryReading) -> Outcome:
    parts = [entry.facts["outcomes"][number] for number in group["of"]]
    head: Mapping[str, Any] = parts[0] if parts else {"share": None}
    basis = entry.say("share_bases", head.get("share_basis"))
    return Outcome(
        key=group["key"],
        effects=_effects(parts, group, entry),
        label=group.get("label") or _label(parts, entry),
        is_failure=group.get("failure", False),
        share=group.get("share", head["share"]),
        share_basis=entry.text(group["share_basis"]) if "share_basis" in group else basis,
        months=group.get("months"),
    )


def _effects(parts: list[Any], group: Mapping[str, Any], entry: EntryReading) -> tuple[Effect, ...]:
    found: dict[str, Effect] = {}
    for number, part in enumerate(parts):
        keeps_level = number == 0 and not group.get("any_level")
        for attribute, value in _raised(part, entry).items():
            source = _lower_level(part, entry) if keeps_level else None
            found[attribute] = Effect(attribute, value, group.get("from", {}).get(attribute, source))
    for attribute, value in group.get("with", {}).items():
        found[attribute] = Effect(attribute, value)
    for attribute, value in group.get("only", {}).items():
        found.setdefault(attribute, Effect(attribute, value, value))
    return tuple(found.values())


def _raised(part: Mapping[str, Any], entry: EntryReading) -> Mapping[str, str]:
    if part["type"] in ON_A_SCALE:
        return {part["type"]: part["to"]}
    effects: Mapping[str, str] = entry.general["words"][part["to"]].get("effects", {})
    return effects


def _lower_level(part: Mapping[str, Any], entry: EntryReading) -> str | None:
    """The level on which the outcome begins; the lowest language level of an offer reaches down to none."""
    if part["type"] not in ON_A_SCALE:
        return None
    level = part.get("from")
    if part["type"] != LANGUAGE or level is None:
        return level
    scale = scales().attribute(LANGUAGE)
    language_outcomes = [outcome for outcome in entry.facts["outcomes"] if outcome["type"] == LANGUAGE]
    lowest = min(scale.index(outcome["from"]) for outcome in language_outcomes if "from" in outcome)
    return scale.values[0].key if scale.index(level) == lowest else str(level)


def _label(parts: list[Any], entry: EntryReading) -> Label:
    labels = [_part_label(part, entry) for part in parts]
    return {code: ", ".join(dict.fromkeys(label[code] for label in labels)) for code in ("de", "en")}


def _part_label(part: Mapping[str, Any], entry: EntryReading) -> Texts:
    if part["type"] not in ON_A_SCALE:
        word = entry.general["words"][part["to"]]
        return {"de": word["de"], "en": word["en"]}
    value = _value_label(part["type"], part["to"])
    if part["type"] != LANGUAGE:
        return value
    scale = scales().attribute(LANGUAGE).label
    return {code: f"{scale[code]} {value[code]}" for code in ("de", "en")}


def _value_label(attribute: str, value: str) -> Texts:
    scale = scales().attribute(attribute)
    return dict(scale.values[scale.index(value)].label)
