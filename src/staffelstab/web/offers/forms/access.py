"""The part of a form that asks who may enter and what is different afterwards, in plain fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from staffelstab.web.offers.pathway import (
    KEPT,
    NO_RULE,
    STATUS,
    EngineOffer,
    SimpleAccess,
    SimpleOutcome,
    StatusRule,
    attribute,
    changed_access,
    changed_outcomes,
    effect_choices,
    label_of,
    ordered_attributes,
    simple_access,
    simple_outcomes,
    value_choices,
    verdict_choices,
)

KEPT_CHOICE = (KEPT, _("as described above (stays)"))
HIGHEST_AGE = 99
LONGEST_WAIT = 600
NEW_OUTCOMES = 2
SPARE_EFFECTS = 1
LEAST_EFFECTS = 2
MOST_ROWS = 40
OUTCOME_ROW = re.compile(r"outcome_(\d{1,2})_label")
ACCESS_PARTS = ("minimum_", "status_", "wait_", "age_")


def unit_of_access(name: str) -> str:
    """Fields that only make sense together: all of one outcome; verdict and wait of one status."""
    if name.startswith("outcome_"):
        return "_".join(name.split("_")[:2])
    return f"status_{name.removeprefix('wait_')}" if name.startswith("wait_") else name


def part_of_access(unit: str) -> str:
    """The part of the file format that holds it, which is how the journal calls it."""
    if unit.startswith("outcome_"):
        return "outcomes"
    return "access" if unit.startswith(ACCESS_PARTS) else unit


def _highest(sent: Mapping[str, Any], pattern: re.Pattern[str]) -> int:
    """The highest number of a row in what was sent, within reason; -1 without any."""
    numbers = (int(found[1]) for found in map(pattern.fullmatch, sent) if found)
    return max((number for number in numbers if number < MOST_ROWS), default=-1)


@dataclass(frozen=True)
class AccessFields:
    """Makes the fields for one offer and reads them again. ``offer`` is the offer before the change.

    ``sent``: what was typed. Rows that were typed exist, also when somebody else took rows away meanwhile.
    """

    offer: EngineOffer
    language: str
    today: date
    sent: Mapping[str, Any]

    @property
    def before(self) -> SimpleAccess:
        return simple_access(self.offer, today=self.today)

    @property
    def outcomes(self) -> tuple[SimpleOutcome, ...]:
        known = simple_outcomes(self.offer, self.language)
        new = max(NEW_OUTCOMES, _highest(self.sent, OUTCOME_ROW) + 1 - len(known))
        return (*known, *((SimpleOutcome("", "", False, ()),) * new))

    def fields(self) -> dict[str, forms.Field]:
        return {**self._minimums(), **self._ages(), **self._statuses(), **self._outcome_fields()}

    def _minimums(self) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        for which in ordered_attributes():
            now = self.before.minimums[which.key]
            choices = [("", _("nothing demanded")), *value_choices(which, self.language)]
            fields[f"minimum_{which.key}"] = forms.ChoiceField(
                label=label_of(which.label, self.language, which.key),
                required=False,
                choices=[KEPT_CHOICE, *choices] if now == KEPT else choices,
                initial=now,
            )
        return fields

    def _ages(self) -> dict[str, forms.Field]:
        texts = {"age_from": _("Age from (full years)"), "age_to": _("Age to (full years, included)")}
        fields: dict[str, forms.Field] = {}
        for name, label in texts.items():
            now = getattr(self.before, name)
            fields[name] = forms.IntegerField(
                label=label,
                required=False,
                min_value=0,
                max_value=HIGHEST_AGE,
                initial=None if now == KEPT else now,
                help_text=_("The rules differ here. Leave this empty and they stay.") if now == KEPT else "",
            )
        return fields

    def _statuses(self) -> dict[str, forms.Field]:
        which = attribute(STATUS)
        fields: dict[str, forms.Field] = {}
        for key, label in value_choices(which, self.language) if which else []:
            now = self.before.statuses[key]
            choices = [(NO_RULE, _("no rule (not admitted)")), *verdict_choices(self.language)]
            fields[f"status_{key}"] = forms.ChoiceField(
                label=label,
                required=False,
                choices=[KEPT_CHOICE, *choices] if now.verdict == KEPT else choices,
                initial=now.verdict,
            )
            fields[f"wait_{key}"] = forms.IntegerField(
                label=_("Months in Germany"),
                required=False,
                min_value=0,
                max_value=LONGEST_WAIT,
                initial=now.wait or None,
            )
        return fields

    def _outcome_fields(self) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        effects: list[Any] = [("", _("no change")), *effect_choices(self.language)]
        for number, outcome in enumerate(self.outcomes):
            name = f"outcome_{number}"
            fields[f"{name}_label"] = forms.CharField(
                label=_("How it ends"), required=False, max_length=200, initial=outcome.label
            )
            typed = _highest(self.sent, re.compile(rf"{name}_effect_(\d{{1,2}})")) + 1
            for position in range(max(LEAST_EFFECTS, len(outcome.effects) + SPARE_EFFECTS, typed)):
                known = outcome.effects[position] if position < len(outcome.effects) else ""
                fields[f"{name}_effect_{position}"] = forms.ChoiceField(
                    label=_("What changes") if not position else _("and"),
                    required=False,
                    choices=effects,
                    initial=known,
                )
            fields[f"{name}_failure"] = forms.BooleanField(
                label=_("This is a failure or a drop-out"), required=False, initial=outcome.is_failure
            )
        return fields

    def said_access(self, said: Mapping[str, Any]) -> SimpleAccess:
        before = self.before
        return SimpleAccess(
            minimums={key: said[f"minimum_{key}"] for key in before.minimums},
            age_from=self._said_age(said, "age_from"),
            age_to=self._said_age(said, "age_to"),
            statuses={
                key: rule
                if said[f"status_{key}"] == KEPT
                else StatusRule(said[f"status_{key}"], said[f"wait_{key}"] or 0)
                for key, rule in before.statuses.items()
            },
        )

    def _said_age(self, said: Mapping[str, Any], name: str) -> int | str | None:
        now: int | str | None = getattr(self.before, name)
        age: int | None = said[name]
        return KEPT if now == KEPT and age is None else age

    def said_outcomes(self, said: Mapping[str, Any]) -> tuple[SimpleOutcome, ...]:
        """An outcome whose name was emptied is taken away; an unused row is none."""
        found = []
        for number, known in enumerate(self.outcomes):
            name = f"outcome_{number}"
            label = said[f"{name}_label"].strip()
            effects = [value for key, value in said.items() if key.startswith(f"{name}_effect_") and value]
            if label:
                found.append(
                    SimpleOutcome(known.key, label, said[f"{name}_failure"], tuple(dict.fromkeys(effects)))
                )
        return tuple(found)

    def nameless_outcomes(self, said: Mapping[str, Any]) -> list[str]:
        """New rows in which effects were chosen, but no name was given."""
        return [
            f"outcome_{number}_label"
            for number, known in enumerate(self.outcomes)
            if not known.key
            and not said.get(f"outcome_{number}_label")
            and any(value for key, value in said.items() if key.startswith(f"outcome_{number}_effect_"))
        ]

    def changed_offer(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """The parts of the engine's offer that these fields decide."""
        return {
            "access": changed_access(self.offer, self.before, self.said_access(said), today=self.today),
            "outcomes": changed_outcomes(self.offer, self.said_outcomes(said), self.language),
        }
