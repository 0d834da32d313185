"""What is published about the target group of a district, ready to be taken over as a need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from staffelstab.programmes.staffing import StaffingRule, staffing_rules
from staffelstab.programmes.target_group import (
    Measure,
    PublishedFigure,
    Qualifier,
    figures_of,
    figures_of_the_state,
)
from staffelstab.programmes.territories import municipalities

TOLERATED = (
    "duldung", "duldung_arbeitsverbot", "duldung_60b", "ausbildungsduldung_60c", "beschaeftigungsduldung_60d",
)  # fmt: skip
STATUSES = {
    "duldung": TOLERATED,
    "gestattung": ("gestattung",),
    "duldung_or_gestattung": (*TOLERATED, "gestattung"),
    "all_refugees": (),
}
WORDS = {
    Qualifier.EXACT: "{}",
    Qualifier.ABOUT: "rund {}",
    Qualifier.ALMOST: "fast {}",
    Qualifier.OVER: "über {}",
    Qualifier.UP_TO: "bis zu {}",
}


@dataclass(frozen=True)
class Published:
    """A figure with what a need would say. No `when`: it cannot be said in features or is no count of persons.

    places: empty for the whole district. wording: in German, as the number is kept.
    """

    key: str
    area: str
    measure: str
    residence_status: str
    age_from: int | None
    age_to: int | None
    wording: str
    when: dict[str, Any] | None
    places: tuple[str, ...]
    day: date | None
    published: str
    source: str
    note: str
    is_of_the_state: bool

    @property
    def can_be_taken_over(self) -> bool:
        return self.when is not None and not self.is_of_the_state


def published_here(district_key: str) -> list[Published]:
    return [_published(figure, district_key) for figure in figures_of(district_key)]


def published_of_the_state() -> list[Published]:
    return [_published(figure, "") for figure in figures_of_the_state()]


def posts_for(
    figure: Published, ends: tuple[int | None, int | None]
) -> tuple[Decimal | None, Decimal | None] | None:
    """What the rule on posts of Teilhabemanagement gives, where the figure is about its group or little more."""
    rule = teilhabemanagement()
    is_meant = figure.measure == Measure.PERSONS and figure.residence_status in (
        "duldung",
        "duldung_or_gestattung",
    )
    if not is_meant or figure.is_of_the_state or figure.age_from not in (None, rule.age_from):
        return None
    return rule.posts_between(*ends)


def teilhabemanagement() -> StaffingRule:
    return next(rule for rule in staffing_rules() if rule.key == "teilhabemanagement")


def _published(figure: PublishedFigure, district_key: str) -> Published:
    number = f"{figure.value:,.0f}" if figure.value == int(figure.value) else f"{figure.value:g}"
    german = number.replace(",", "\u202f") if figure.value == int(figure.value) else number.replace(".", ",")
    return Published(
        key=figure.key,
        area=figure.area_name,
        measure=str(figure.measure),
        residence_status=figure.residence_status,
        age_from=figure.age_from,
        age_to=figure.age_to,
        wording=WORDS[figure.qualifier].format(german.replace("\u202f", ".")),
        when=_when(figure),
        places=_places(figure, district_key),
        day=figure.reference_date,
        published=figure.published,
        source=figure.source,
        note=figure.note,
        is_of_the_state=figure.is_of_the_state,
    )


def _when(figure: PublishedFigure) -> dict[str, Any] | None:
    if figure.measure != Measure.PERSONS or figure.residence_status not in STATUSES:
        return None
    when: dict[str, Any] = {}
    if statuses := STATUSES[figure.residence_status]:
        when["status"] = list(statuses) if len(statuses) > 1 else statuses[0]
    ages = {}
    if figure.age_from:
        ages["min"] = figure.age_from * 12
    if figure.age_to is not None:
        ages["max"] = figure.age_to * 12 + 11
    return when | ({"clocks": {"age": ages}} if ages else {})


def _places(figure: PublishedFigure, district_key: str) -> tuple[str, ...]:
    stated = tuple(key for key in figure.area_keys if len(key) == 8)
    if stated or not figure.without_keys:
        return stated
    return tuple(place.ags for place in municipalities(district_key) if place.ags not in figure.without_keys)
