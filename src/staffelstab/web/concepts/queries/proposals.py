"""Proposals with what they would change, and whether the concept moved on since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from staffelstab.web.concepts.models import Concept, Proposal, Transition
from staffelstab.web.concepts.pathway import part_word


@dataclass(frozen=True)
class Part:
    word: str
    before: str
    wanted: str
    moved_on: str


@dataclass(frozen=True)
class ProposalTold:
    """moved_on: the concept has changed one of these parts since."""

    proposal: Proposal
    parts: list[Part]

    @property
    def has_moved_on(self) -> bool:
        return any(part.moved_on for part in self.parts)


def told_proposals(concept: Concept) -> list[ProposalTold]:
    """Open ones first, then the newest."""
    rows = Proposal.objects.filter(concept=concept).select_related("origin", "target", "organisation")
    there = {
        (each.origin.offer_id, each.target.offer_id): each
        for each in Transition.objects.filter(concept=concept).select_related("origin", "target")
    }
    told = [ProposalTold(row, _parts(row, there.get((row.origin_id, row.target_id)))) for row in rows]
    return sorted(told, key=lambda each: each.proposal.state != "open")


def _parts(proposal: Proposal, there: Transition | None) -> list[Part]:
    return [
        Part(part_word(name), _said(proposal.before.get(name)), _said(wanted), _moved(proposal, there, name))
        for name, wanted in proposal.values.items()
    ]


def _moved(proposal: Proposal, there: Transition | None, name: str) -> str:
    now = getattr(there, name) if there is not None else None
    was = proposal.before.get(name)
    return "" if proposal.state != "open" or (now or "") == (was or "") else _said(now)


def _said(value: Any) -> str:
    return str(value) if value not in (None, "", {}, []) else "–"
