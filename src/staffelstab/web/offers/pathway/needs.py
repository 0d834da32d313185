"""The features of a group in plain form fields, and back; what the form cannot say stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from staffelstab.engine.errors import InputError
from staffelstab.engine.files import condition_from_document, condition_to_document
from staffelstab.engine.model import ClockLimit, Condition
from staffelstab.web.offers.enums import BenefitLaw, Sex
from staffelstab.web.offers.models import Need
from staffelstab.web.offers.pathway.scales import AGE, entry_attributes, scales, words
from staffelstab.web.offers.pathway.sentences import condition_sentence
from staffelstab.web.offers.pathway.simple import KEPT


@dataclass(frozen=True)
class SimpleGroup:
    """values: feature → allowed values (empty = any), or KEPT. Ages in full years."""

    values: Mapping[str, tuple[str, ...] | str]
    age_from: int | None
    age_to: int | None


def simple_group(when: Mapping[str, Any]) -> SimpleGroup | None:
    """What the form can show; nothing when the features cannot be read."""
    try:
        condition = condition_from_document(when, scales())
    except InputError:
        return None
    age = condition.clocks.get(AGE, ClockLimit())
    return SimpleGroup(
        values={a.key: condition.values.get(a.key, ()) for a in entry_attributes()},
        age_from=None if age.minimum is None else age.minimum // 12,
        age_to=None if age.maximum is None else age.maximum // 12,
    )


def changed_group(when: Mapping[str, Any], after: SimpleGroup) -> dict[str, Any]:
    """The features with exactly those changes that were made in the form."""
    before = simple_group(when)
    if before is None:
        before, condition = SimpleGroup({}, None, None), Condition()
    else:
        condition = condition_from_document(when, scales())
    values = dict(condition.values)
    for key, allowed in after.values.items():
        if allowed != KEPT and allowed != before.values.get(key, ()):
            values.pop(key, None)
            if allowed:
                values[key] = tuple(allowed)
    clocks = dict(condition.clocks)
    if (after.age_from, after.age_to) != (before.age_from, before.age_to):
        clocks.pop(AGE, None)
        limit = ClockLimit(
            None if after.age_from is None else after.age_from * 12,
            None if after.age_to is None else after.age_to * 12 + 11,
        )
        if limit != ClockLimit():
            clocks[AGE] = limit
    return condition_to_document(Condition(values, clocks, condition.begun_by), scales())


def need_document(need: Need) -> dict[str, Any]:
    """The need in the shape of the file format. Mind ``prefetch_related('places')``."""
    document: dict[str, Any] = {"key": need.key}
    if need.when:
        document["when"] = need.when
    places = [place.pk for place in need.places.all()]
    if places:
        document["places"] = places
    if need.minimum is not None and need.minimum == need.maximum:
        document["persons"] = need.minimum
    elif need.minimum is not None or need.maximum is not None:
        sides = {"at_least": need.minimum, "at_most": need.maximum}
        document["persons"] = {name: number for name, number in sides.items() if number is not None}
    texts = {"method": need.method, "source": need.source, "date": need.date.isoformat() if need.date else ""}
    return document | {name: text for name, text in texts.items() if text}


def recorded_need(need: Need) -> dict[str, Any]:
    """Everything the need says, for the journal: the shape of the file format and what it does not know."""
    names = ("label", "wording", "count_of", "life_area", "sex", "benefit_law", "note")
    more = {name: str(getattr(need, name)) for name in names}
    return need_document(need) | {name: text for name, text in more.items() if text}


def group_sentence(when: Mapping[str, Any], sex: str, benefit_law: str, language: str) -> str:
    """Who is meant, in words: what the checker knows of the group, and what narrows it further."""
    parts = [condition_sentence(when, language)] if when or not (sex or benefit_law) else []
    if sex:
        parts.append(str(Sex(sex).label))
    if benefit_law:
        parts.append(str(BenefitLaw(benefit_law).label))
    return "; ".join(parts)


def problems_of_condition(when: Mapping[str, Any], language: str) -> list[str]:
    try:
        condition_from_document(when, scales())
    except InputError as error:
        return [words(language).problem(problem) for problem in error.problems]
    return []
