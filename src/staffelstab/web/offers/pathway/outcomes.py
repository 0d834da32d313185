"""Outcomes in plain form fields, and back; shares, durations and lower levels stay as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from staffelstab.engine.model import Effect, Outcome
from staffelstab.engine.model import Offer as EngineOffer
from staffelstab.web.offers.pathway.scales import attribute, label_of, scales, value_choices, words

Choice = tuple[str, str]


@dataclass(frozen=True)
class SimpleOutcome:
    """One way in which an offer can end. Effects as ``feature=value``. ``key`` is empty for a new one."""

    key: str
    label: str
    is_failure: bool
    effects: tuple[str, ...]


def simple_outcomes(offer: EngineOffer, language: str) -> tuple[SimpleOutcome, ...]:
    return tuple(
        SimpleOutcome(
            key=outcome.key,
            label=words(language).label(outcome.label) or outcome.key,
            is_failure=outcome.is_failure,
            effects=tuple(f"{effect.attribute}={effect.to}" for effect in outcome.effects),
        )
        for outcome in offer.outcomes
    )


def effect_choices(language: str) -> list[tuple[str, list[Choice]]]:
    """Grouped choices: every value of every feature."""
    return [
        (
            label_of(which.label, language, which.key),
            [(f"{which.key}={value}", text) for value, text in value_choices(which, language)],
        )
        for which in scales().attributes
    ]


def changed_outcomes(
    offer: EngineOffer, wanted: Sequence[SimpleOutcome], language: str
) -> tuple[Outcome, ...]:
    """The outcomes as the form wants them, in its order; what it does not show is taken from the old ones."""
    before = {outcome.key: outcome for outcome in offer.outcomes}
    shown = {outcome.key: outcome for outcome in simple_outcomes(offer, language)}
    taken = set(before)
    result = []
    for outcome in wanted:
        if shown.get(outcome.key) == outcome:
            result.append(before[outcome.key])
            continue
        key = outcome.key or _free_key(outcome, taken)
        taken.add(key)
        old = before.get(outcome.key, Outcome(key=key))
        same_label = outcome.key in shown and shown[outcome.key].label == outcome.label
        label = old.label if same_label else {("en" if language.startswith("en") else "de"): outcome.label}
        effects = tuple(_effect(text, old) for text in outcome.effects)
        result.append(replace(old, label=label, is_failure=outcome.is_failure, effects=effects))
    return tuple(result)


def _effect(text: str, old: Outcome) -> Effect:
    key, _, value = text.partition("=")
    same = [effect for effect in old.effects if effect.attribute == key and effect.to == value]
    return same[0] if same else Effect(key, value)


def _free_key(outcome: SimpleOutcome, taken: set[str]) -> str:
    wished = "_".join(text.partition("=")[2] for text in outcome.effects) or "outcome"
    candidates = (wished, *(f"{wished}_{number}" for number in range(2, len(taken) + 3)))
    return next(key for key in candidates if key not in taken)


def is_known_effect(text: str) -> bool:
    key, _, value = text.partition("=")
    which = attribute(key)
    return which is not None and any(candidate.key == value for candidate in which.values)
