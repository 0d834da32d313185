"""gap and gap-in-time: no way to a goal, none before a door closes, or none in time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from staffelstab.engine.check.counts import Masks
from staffelstab.engine.check.finding import Code, Finding, Severity, Witness
from staffelstab.engine.check.gather import Gatherer
from staffelstab.engine.check.kernel.tables import Bools
from staffelstab.engine.check.run import GAP_KINDS, cells

_CODES = {
    "never": (Code.GAP, Severity.SERIOUS),
    "closing": (Code.GAP_IN_TIME, Severity.SERIOUS),
    "horizon": (Code.GAP_IN_TIME, Severity.MEDIUM),
}


def findings(gather: Gatherer, lenient: Sequence[Bools]) -> Iterator[Finding]:
    """`lenient`: per area (P,) who would have a way under the lenient reading."""
    run = gather.run
    for number, kind in enumerate(GAP_KINDS):
        if kind is None:
            continue
        masks = gather.from_cases([found.gap == number for _, found in cells(run)])
        for group, part in split_by_group(gather, masks):
            opens = sum(int((mask & lenient[i]).sum()) * len(run.areas[i].places) for i, mask in part.items())
            about, make = (
                tuple(group.values()) or ("all",),
                partial(_of_group, gather, kind, group, part, opens),
            )
            yield from gather.recall(("gap", kind, about), (), make, (gather.bits(part), opens))


def _of_group(
    gather: Gatherer, kind: str, group: Mapping[str, str], part: Masks, opens: int
) -> Iterator[Finding]:
    code, severity = _CODES[kind]
    gather.stories.stand(*gather.shortest(part))
    yield gather.finding(
        code=code,
        kind=kind,
        severity=severity,
        masks=part,
        about=tuple(group.values()) or ("all",),
        group=group,
        witness=_witness(gather, kind),
        open_if_lenient=opens,
    )


def _witness(gather: Gatherer, kind: str) -> Witness:
    stories = gather.stories
    if kind == "horizon":
        return Witness(stories.profile, way=stories.way_to_goal())
    label = stories.furthest()
    return Witness(
        stories.profile,
        way=stories.way(label),
        closed_doors=stories.doors(label, with_missing_transitions=True),
    )


def split_by_group(
    gather: Gatherer, masks: Mapping[int, Bools]
) -> Iterator[tuple[dict[str, str], dict[int, Bools]]]:
    """The masks for each combination of values of the grouping attributes that occurs."""
    for group, same in gather.groups:
        part = {i: both for i, mask in masks.items() if (both := mask & same).any()}
        if part:
            yield dict(group), part
