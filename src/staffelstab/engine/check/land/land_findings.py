"""Findings of many districts in one line each, where they speak of the same thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from staffelstab.engine.check.finding import Code, Finding, Persons, Report, Severity
from staffelstab.engine.model import Label, Offer, Pathway

_SEVERITIES = tuple(Severity)


@dataclass(frozen=True)
class LandFinding:
    """What was found in several districts alike.

    subject: what tells it from others of its code and kind: stations by catalogue key or title, funding by name.
    labels: the same for people. districts: keys, in the order of the Land. example: district and name of the first
    finding. profiles: sum over the findings; who is concerned at two stations counts twice.
    """

    code: Code
    kind: str
    severity: Severity
    subject: tuple[str, ...]
    labels: tuple[Label, ...]
    group: Mapping[str, str]
    districts: tuple[str, ...]
    findings: int
    profiles: int
    persons: Persons
    example: tuple[str, str]


Subject = tuple[Code, str, tuple[tuple[str, str], ...], tuple[str, ...]]


@dataclass
class _Line:
    labels: tuple[Label, ...]
    members: list[tuple[str, Finding]] = field(default_factory=list)


def gather_findings(reports: Iterable[tuple[str, Pathway, Report]]) -> tuple[LandFinding, ...]:
    """Lines over all districts (key, pathway, report): by severity, districts, profiles, then by what they are."""
    lines: dict[Subject, _Line] = {}
    for key, pathway, report in reports:
        offers = {offer.key: offer for offer in pathway.offers}
        for finding in report.findings:
            named = [(_subject(offers[s]), offers[s].title) for s in _stations(finding) if s in offers]
            if finding.funding is not None:
                name = next((f.name for f in pathway.fundings if f.key == finding.funding), finding.funding)
                named.append((name, {"de": name}))
            if finding.code is Code.REVOLVING_DOOR:
                named.sort(key=lambda pair: pair[0])
            subject = (
                finding.code,
                finding.kind,
                tuple(sorted(finding.group.items())),
                tuple(n for n, _ in named),
            )
            line = lines.setdefault(subject, _Line(tuple(label for _, label in named)))
            line.members.append((key, finding))
    return tuple(sorted((_land_finding(s, line) for s, line in lines.items()), key=_order))


def _stations(finding: Finding) -> tuple[str, ...]:
    """Stations a finding is about; of what remains after a funding they only belong to the story."""
    return () if finding.code is Code.AFTER_FUNDING else finding.stations


def _subject(offer: Offer) -> str:
    return offer.catalogue_key or next(iter(offer.title.values()), offer.key)


def _land_finding(subject: Subject, line: _Line) -> LandFinding:
    code, kind, group, named = subject
    key, example = line.members[0]
    return LandFinding(
        code=code,
        kind=kind,
        severity=min((f.severity for _, f in line.members), key=_SEVERITIES.index),
        subject=named,
        labels=line.labels,
        group=dict(group),
        districts=tuple(dict.fromkeys(key for key, _ in line.members)),
        findings=len(line.members),
        profiles=sum(f.profiles.count for _, f in line.members),
        persons=_persons(line.members),
        example=(key, example.name),
    )


def _persons(members: Sequence[tuple[str, Finding]]) -> Persons:
    """Below the largest bound of each district, for its findings may speak of the same persons; above all bounds."""
    least: dict[str, int] = {}
    for key, finding in members:
        if finding.persons.minimum is not None:
            least[key] = max(least.get(key, 0), finding.persons.minimum)
    above = [f.persons.maximum for _, f in members]
    known = [n for n in above if n is not None]
    return Persons(sum(least.values()) if least else None, sum(known) if len(known) == len(above) else None)


def _order(line: LandFinding) -> tuple[int, int, int, str, str, tuple[str, ...], str]:
    return (
        _SEVERITIES.index(line.severity),
        -len(line.districts),
        -line.profiles,
        line.code.value,
        line.kind,
        line.subject,
        repr(sorted(line.group.items())),
    )
