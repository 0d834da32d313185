"""module-without-gap (Baustein ohne Lücke): whoever starts the module would get there without any programme, too."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from staffelstab.engine.check.finding import Code, Finding, Severity
from staffelstab.engine.check.gather import Gatherer
from staffelstab.engine.check.kernel.tables import Bools
from staffelstab.engine.check.run import Run, cells, prepare
from staffelstab.engine.check.stories import Storyteller
from staffelstab.engine.check.variants import by_place, earliest_way, months_to_goal, without_stations
from staffelstab.engine.model import Offer, Pathway


def findings(gather: Gatherer) -> Iterator[Finding]:
    """One finding per module."""
    run = gather.run
    modules = [i for i, offer in enumerate(run.compiled.offers) if is_module(run.pathway, offer)]
    started = {module: _starters(gather, module) for module in modules}
    started = {module: masks for module, masks in started.items() if masks}
    if not started:
        return
    taken_out = [run.compiled.offers[module].key for module in modules]
    regular = Storyteller(prepare(without_stations(run.pathway, taken_out), run.question))
    months = months_to_goal(regular.run, _asked(run, list(started.values())))
    for module, masks in started.items():
        if all((months[p][mask] >= 0).all() for p, mask in by_place(run, masks)):
            yield gather.finding(
                code=Code.MODULE_WITHOUT_GAP,
                kind="regular-way",
                severity=Severity.NOTICE,
                masks=masks,
                about=(run.compiled.offers[module].key,),
                stations=(run.compiled.offers[module].key,),
                funding=run.compiled.offers[module].funding,
                witness=earliest_way(run, masks, regular, months),
            )


def is_module(pathway: Pathway, offer: Offer) -> bool:
    """Whether a programme pays for a station."""
    funding = pathway.funding_of(offer)
    return funding is not None and funding.is_programme


def _starters(gather: Gatherer, station: int) -> dict[int, Bools]:
    return gather.from_cases([found.started[:, station] > 0 for _, found in cells(gather.run)])


def _asked(run: Run, started: list[dict[int, Bools]]) -> dict[str, Bools]:
    """place → (P,) who starts any of the modules."""
    asked = {p: np.zeros(len(run.profiles), dtype=np.bool_) for area in run.areas for p in area.places}
    for masks in started:
        for place, mask in by_place(run, masks):
            asked[place] |= mask
    return asked
