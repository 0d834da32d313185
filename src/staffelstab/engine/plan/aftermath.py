"""What a repair does to the rest of the concept: which findings go, which remain, which appear."""

from __future__ import annotations

from dataclasses import dataclass

from staffelstab.engine.check import Finding, Question, Report, check
from staffelstab.engine.model import Pathway
from staffelstab.engine.plan.repair import Repair, applied


@dataclass(frozen=True)
class Aftermath:
    """The reports before and after, and their findings compared by name.

    gone: as before. remain: as after, with as many or fewer profiles than before; grown: as after, with more.
    appear: as after. Worst first.
    """

    before: Report
    after: Report
    gone: tuple[Finding, ...]
    remain: tuple[Finding, ...]
    grown: tuple[Finding, ...]
    appear: tuple[Finding, ...]


def aftermath(
    pathway: Pathway, question: Question, repair: Repair, before: Report | None = None
) -> Aftermath:
    """Check the repaired pathway and compare. before: the report of the pathway for this question, if at hand."""
    first = check(pathway, question) if before is None else before
    after = check(applied(pathway, repair), question)
    known = {finding.name: finding.profiles.count for finding in first.findings}
    still = {finding.name for finding in after.findings}
    both = [finding for finding in after.findings if finding.name in known]
    return Aftermath(
        before=first,
        after=after,
        gone=tuple(finding for finding in first.findings if finding.name not in still),
        remain=tuple(finding for finding in both if finding.profiles.count <= known[finding.name]),
        grown=tuple(finding for finding in both if finding.profiles.count > known[finding.name]),
        appear=tuple(finding for finding in after.findings if finding.name not in known),
    )
