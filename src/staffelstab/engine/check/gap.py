"""gap and gap-in-time: no way to a goal, none before a door closes, or none in time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from staffelstab.engine.check.finding import Code, Finding, Severity, Witness
from staffelstab.engine.check.gather import Gatherer
from staffelstab.engine.check.run import GAP_KINDS, cells
from staffelstab.engine.check.tables import Bools

_CODES = {
    "never": (Code.GAP, Severity.SERIOUS),
    "closing": (Code.GAP_IN_TIME, Severity.SERIOUS),
    "horizon": (Code.GAP_IN_TIME, Severity.MEDIUM),
}


def findings(gather: Gatherer, lenient: Mapping[str, Bools]) -> Iterator[Finding]:
    """`lenient`: place → (P,) who would have a way under the lenient reading."""
    run = gather.run
    for number, kind in enumerate(GAP_KINDS):
        if kind is None:
            continue
        masks = gather.from_cases([found.gap == number for _, found in cells(run)])
        for group, part in split_by_group(gather, masks):
            code, severity = _CODES[kind]
            area, profile = gather.shortest(part)
            gather.stories.stand(area, profile)
            yield gather.finding(
                code=code,
                kind=kind,
                severity=severity,
                masks=part,
                about=tuple(group.values()) or ("all",),
                group=group,
                witness=_witness(gather, kind),
                open_if_lenient=sum(
                    int((mask & lenient[p]).sum())
                    for i, mask in part.items()
                    for p in run.areas[i].places
                    if p in lenient
                ),
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
    attributes = gather.run.pathway.scales.attributes
    columns = [i for i, a in enumerate(attributes) if a.groups]
    values = gather.run.profiles.values[:, columns]
    for combination in np.unique(values, axis=0):
        same = (values == combination).all(axis=1)
        part = {i: mask & same for i, mask in masks.items() if (mask & same).any()}
        if part:
            group = {
                attributes[c].key: attributes[c].values[v].key
                for c, v in zip(columns, combination, strict=True)
            }
            yield group, part
