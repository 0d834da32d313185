"""Entry conditions in plain form fields, and back: only what was changed in the form is changed in the rules.

The form knows a least value per feature, an age from–to, and per residence status one verdict with a wait.
Rules can say more. Whatever the form cannot say is marked ``KEPT`` and stays as it is, word for word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from staffelstab.engine.model import CERTAINTY, AccessRule, Attribute, ClockLimit, Condition, Verdict
from staffelstab.engine.model import Offer as EngineOffer
from staffelstab.web.offers.pathway.scales import AGE, STATUS, STAY, attribute, ordered_attributes

KEPT = "kept"
"""Stands for: the rules differ here or say more than the form can; they stay."""
NO_RULE = ""

V = TypeVar("V")


@dataclass(frozen=True)
class StatusRule:
    """The answer for one residence status: a verdict, none, or ``KEPT``; and the months of stay it takes."""

    verdict: str
    wait: int = 0


@dataclass(frozen=True)
class SimpleAccess:
    """minimums: feature → value key, empty, or KEPT. Ages in full years, None without limit, KEPT."""

    minimums: Mapping[str, str]
    age_from: int | str | None
    age_to: int | str | None
    statuses: Mapping[str, StatusRule]

    @property
    def kept(self) -> tuple[str, ...]:
        """The fields in which the form cannot say what the rules say."""
        found = [key for key, value in self.minimums.items() if value == KEPT]
        found += [name for name in ("age_from", "age_to") if getattr(self, name) == KEPT]
        return (*found, *(key for key, rule in self.statuses.items() if rule.verdict == KEPT))


def is_open_rule(rule: AccessRule) -> bool:
    return CERTAINTY[rule.verdict] < CERTAINTY[Verdict.CLOSED]


def simple_access(offer: EngineOffer, *, today: date) -> SimpleAccess:
    """What the form shows: the rules of today as far as it can say them."""
    rules = [rule for rule in offer.access if rule.period.contains(today)]
    doors = [rule for rule in rules if is_open_rule(rule)]
    status = attribute(STATUS)
    return SimpleAccess(
        minimums={a.key: _agreed((_minimum(rule, a) for rule in doors), "") for a in ordered_attributes()},
        age_from=_agreed((_age_from(rule) for rule in doors), None),
        age_to=_agreed((_age_to(rule) for rule in doors), None),
        statuses={value.key: _status_rule(rules, value.key) for value in (status.values if status else ())},
    )


def _agreed(found: Iterable[V], nothing: V) -> V | str:
    """What all rules say alike."""
    different = list(dict.fromkeys(found))
    if not different:
        return nothing
    return different[0] if len(different) == 1 else KEPT


def _minimum(rule: AccessRule, which: Attribute) -> str:
    values = rule.when.values.get(which.key)
    if values is None:
        return ""
    keys = tuple(value.key for value in which.values)
    return values[0] if values and values == keys[keys.index(values[0]) :] else KEPT


def _age_from(rule: AccessRule) -> int | str | None:
    months = rule.when.clocks.get(AGE, ClockLimit()).minimum
    if months is None:
        return None
    return KEPT if months % 12 else months // 12


def _age_to(rule: AccessRule) -> int | str | None:
    """At most 335 months is "up to and including 27 years"."""
    months = rule.when.clocks.get(AGE, ClockLimit()).maximum
    if months is None:
        return None
    return KEPT if months % 12 != 11 else months // 12


def _covers(rule: AccessRule, status: str) -> bool:
    values = rule.when.values.get(STATUS)
    return values is None or status in values


def _status_rule(rules: list[AccessRule], status: str) -> StatusRule:
    covering = [rule for rule in rules if _covers(rule, status)]
    if not covering:
        return StatusRule(NO_RULE)
    if len(covering) > 1:
        return StatusRule(KEPT)
    return StatusRule(str(covering[0].verdict), _wait(covering[0]))


def _wait(rule: AccessRule) -> int:
    return rule.when.clocks.get(STAY, ClockLimit()).minimum or 0


def changed_access(
    offer: EngineOffer, before: SimpleAccess, after: SimpleAccess, *, today: date
) -> tuple[AccessRule, ...]:
    """The rules with exactly those changes that were made in the form.

    Rules of other legal periods stay untouched.
    """
    rules = list(offer.access)
    for status, wanted in after.statuses.items():
        if wanted.verdict != KEPT and wanted != before.statuses.get(status):
            rules = _with_status(rules, status, wanted, today)
    for key, value in after.minimums.items():
        if value not in (KEPT, before.minimums.get(key)):
            rules = _on_doors(rules, today, lambda when, k=key, v=value: _with_minimum(when, k, v))  # type: ignore[misc]
    if after.age_from not in (KEPT, before.age_from):
        least = None if after.age_from is None else int(after.age_from) * 12
        rules = _on_doors(rules, today, lambda when: _with_limit(when, AGE, minimum=least, side="minimum"))
    if after.age_to not in (KEPT, before.age_to):
        most = None if after.age_to is None else int(after.age_to) * 12 + 11
        rules = _on_doors(rules, today, lambda when: _with_limit(when, AGE, maximum=most, side="maximum"))
    return tuple(rules)


def _on_doors(
    rules: list[AccessRule], today: date, change: Callable[[Condition], Condition]
) -> list[AccessRule]:
    return [
        replace(rule, when=change(rule.when)) if rule.period.contains(today) and is_open_rule(rule) else rule
        for rule in rules
    ]


def _with_minimum(when: Condition, key: str, value: str) -> Condition:
    values = {name: allowed for name, allowed in when.values.items() if name != key}
    which = attribute(key)
    if value and which:
        keys = tuple(v.key for v in which.values)
        values[key] = keys[which.index(value) :]
    return replace(when, values=values)


def _with_limit(
    when: Condition, clock: str, *, side: str, minimum: int | None = None, maximum: int | None = None
) -> Condition:
    old = when.clocks.get(clock, ClockLimit())
    new = replace(old, minimum=minimum) if side == "minimum" else replace(old, maximum=maximum)
    clocks = {name: limit for name, limit in when.clocks.items() if name != clock}
    return replace(when, clocks=clocks if new == ClockLimit() else {**clocks, clock: new})


def _with_status(rules: list[AccessRule], status: str, wanted: StatusRule, today: date) -> list[AccessRule]:
    """One status leaves the rules of today and gets one of its own, made from the rule it had."""
    covering = [rule for rule in rules if rule.period.contains(today) and _covers(rule, status)]
    changed = [_without_status(rule, status) if rule in covering else rule for rule in rules]
    left = [rule for rule in changed if rule is not None]
    if wanted.verdict == NO_RULE:
        return left
    return _merged(left, _rule_for(status, wanted, covering, rules, today))


def _without_status(rule: AccessRule, status: str) -> AccessRule | None:
    which = attribute(STATUS)
    everybody = tuple(value.key for value in which.values) if which else ()
    rest = tuple(key for key in rule.when.values.get(STATUS, everybody) if key != status)
    return replace(rule, when=_with_statuses(rule.when, rest)) if rest else None


def _with_statuses(when: Condition, statuses: tuple[str, ...]) -> Condition:
    """Statuses in the order of the scale; all of them together are no condition."""
    which = attribute(STATUS)
    everybody = tuple(value.key for value in which.values) if which else ()
    values = {key: allowed for key, allowed in when.values.items() if key != STATUS}
    if set(everybody) <= set(statuses):
        return replace(when, values=values)
    return replace(when, values={STATUS: tuple(key for key in everybody if key in statuses), **values})


def _rule_for(
    status: str, wanted: StatusRule, covering: list[AccessRule], rules: list[AccessRule], today: date
) -> AccessRule:
    verdict = Verdict(wanted.verdict)
    source = covering[0] if len(covering) == 1 else None
    if source is not None and is_open_rule(source):
        pattern = source
    else:
        doors = [rule for rule in rules if rule.period.contains(today) and is_open_rule(rule)]
        pattern = AccessRule(when=_common([rule.when for rule in doors]))
    when = pattern.when
    if CERTAINTY[verdict] >= CERTAINTY[Verdict.CLOSED]:
        when = Condition()
    elif source is None or wanted.wait != _wait(source):
        when = _with_limit(when, STAY, minimum=wanted.wait or None, side="minimum")
    return AccessRule(
        verdict=verdict,
        when=_with_statuses(when, (status,)),
        period=source.period if source else pattern.period,
        note=source.note if source and source.verdict == verdict else "",
    )


def _common(conditions: list[Condition]) -> Condition:
    """What all open doors demand; waits belong to single statuses and are left out."""
    if not conditions:
        return Condition()
    first, *others = conditions
    return Condition(
        {k: v for k, v in first.values.items() if k != STATUS and all(o.values.get(k) == v for o in others)},
        {k: v for k, v in first.clocks.items() if k != STAY and all(o.clocks.get(k) == v for o in others)},
        {},
    )


def _merged(rules: list[AccessRule], new: AccessRule) -> list[AccessRule]:
    """Rules that differ in nothing but the status become one."""

    def rest(rule: AccessRule) -> AccessRule:
        return replace(
            rule, when=replace(rule.when, values={k: v for k, v in rule.when.values.items() if k != STATUS})
        )

    for index, rule in enumerate(rules):
        if STATUS in rule.when.values and rest(rule) == rest(new):
            statuses = (*rule.when.values[STATUS], *new.when.values[STATUS])
            return [
                *rules[:index],
                replace(rule, when=_with_statuses(rule.when, statuses)),
                *rules[index + 1 :],
            ]
    return [*rules, new]


def blank_offer() -> EngineOffer:
    """What a form for a new offer starts from: open for everybody, nothing known about outcomes."""
    return EngineOffer(key="new", title={})
