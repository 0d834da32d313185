"""Holding back: small figures, what would give them away, and what earlier releases would add."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from staffelstab.engine.disclosure.attack import Interval, Prover, interval
from staffelstab.engine.disclosure.choose import choose
from staffelstab.engine.disclosure.system import Label, Rule, System, small_sums, system_of
from staffelstab.engine.disclosure.tables import Figure, Sum, Table


@dataclass(frozen=True)
class Release:
    """What was given out: the figures with their true values, and what was printed of each."""

    table: Table
    labels: Mapping[str, Label]


@dataclass(frozen=True)
class Protection:
    """labels: for each figure of the table what is printed. exposed: small figures that nothing can protect any more.

    With `exposed`, nothing should be given out. is_cheapest: no cheaper choice does the same.
    """

    table: Table
    rule: Rule
    labels: Mapping[str, Label]
    exposed: tuple[str, ...]
    is_cheapest: bool
    world: Table
    held: frozenset[str]

    @cached_property
    def system(self) -> System:
        return system_of(self.world, self.rule)

    def release(self) -> Release:
        return Release(self.table, self.labels)

    def intervals(self) -> dict[str, list[Interval]]:
        """What an attacker knows of each figure that is not shown: least and most of each of its ends."""
        system = self.system
        return {
            key: [interval(system, self.held, index) for index in system.of_figure[key]]
            for key in self.world.figures
            if key in self.held
        }


def protect(table: Table, rule: Rule | None = None, former: Iterable[Release] = ()) -> Protection:
    """The labels under which the table can be given out, after everything that was given out before."""
    rule = rule or Rule()
    world, shown_before = _with_former(table, tuple(former))
    system = system_of(world, rule)
    small = {k for k, f in world.figures.items() if rule.concerns(f) and k not in shown_before}
    always = small | {key for key, figure in world.figures.items() if not figure.is_shown}
    everything = always | {k for k, f in world.figures.items() if f.can_be_held and any(f.ends)}
    targets = [t for t in system.targets(world) if system.unknowns[t[0]].figure not in shown_before]
    prover = Prover(system)
    possible = [target for target in targets if prover.protects(everything, target)]
    choice = choose(world, prover, always, possible)
    lost = {system.unknowns[t[0]].figure for t in targets if t not in possible}
    lost |= {k for k in shown_before if rule.concerns(world.figures[k]) and k in table.figures}
    sums = small_sums(world, rule)
    return Protection(
        table=table,
        rule=rule,
        labels={key: _label(world.figures[key], choice.held, small - sums) for key in table.figures},
        exposed=tuple(sorted(lost)),
        is_cheapest=choice.is_cheapest,
        world=world,
        held=choice.held,
    )


def _label(figure: Figure, held: frozenset[str], small: set[str]) -> Label:
    if not figure.is_shown:
        return Label.UNSHOWN
    if figure.key in small:
        return Label.SMALL
    return Label.LOCKED if figure.key in held else Label.SHOWN


def _with_former(table: Table, former: tuple[Release, ...]) -> tuple[Table, set[str]]:
    """One world of all releases. A figure that has changed since is another one, and the change is an unshown one."""
    world, shown = table, set()
    for number, release in enumerate(former):
        names, changes, sums = {}, [], []
        for key, figure in release.table.figures.items():
            now = world.figures.get(key)
            names[key] = key if now is None or now.ends == figure.ends else f"{key}@{number}"
            if now is not None and names[key] != key:
                more, more_sums = _change(now, replace(figure, key=names[key]))
                changes += more
                sums += more_sums
        old = [_given(f, names[k], release.labels[k]) for k, f in release.table.figures.items()]
        shown |= {each.key for each in old if not each.can_be_held}
        old_sums = [Sum(names[s.total], tuple(names[p] for p in s.parts)) for s in release.table.sums]
        fixed = {each.key: each for each in old}
        merged = {
            **world.figures,
            **{k: f for k, f in fixed.items() if k not in world.figures or not f.can_be_held},
        }
        world = Table.of([*merged.values(), *changes], [*world.sums, *old_sums, *sums])
    return world, shown


def _given(figure: Figure, key: str, label: Label) -> Figure:
    """What was printed cannot be taken back; what was held back is still unknown, and stays unprinted."""
    if label == Label.SHOWN:
        return replace(figure, key=key, can_be_held=False)
    return replace(figure, key=key)


def _change(now: Figure, before: Figure) -> tuple[list[Figure], list[Sum]]:
    """How much a figure has grown or shrunk, where both were counted exactly."""
    if now.low is None or before.low is None or now.low != now.high or before.low != before.high:
        return [], []
    name = f"{before.key}→{now.key}"
    change = Figure(name, abs(now.low - before.low), abs(now.low - before.low), is_shown=False)
    more, less = (now, before) if now.low > before.low else (before, now)
    return [change], [Sum(more.key, (less.key, name))]
