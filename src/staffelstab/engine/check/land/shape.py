"""Districts that are the same but for names: one is checked, the others take over its report under their names.

Keys are replaced by marks that sort like the keys, so the check treats both alike; and a mark is found again in any
text of the report. Exact by docs/background/whole_land.md, "Districts that are the same but for names".
"""

from __future__ import annotations

import dataclasses
import io
import pickle
import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from staffelstab.engine.check.finding import Finding, Question, Report, Severity
from staffelstab.engine.model import (
    ANYONE,
    Agreement,
    Concept,
    Funding,
    Handover,
    Need,
    Offer,
    Organisation,
    Pathway,
    Place,
    Transition,
)

_OPEN, _CLOSE = "⟦", "⟧"
_MARK = re.compile(f"{_OPEN}[^{_CLOSE}]*{_CLOSE}")
_SEVERITIES = tuple(Severity)
_FILLED_IN = "…"


@dataclass(frozen=True)
class Shape:
    """A pathway and its question without names; key_of leads back from marks to keys."""

    pathway: Pathway
    question: Question
    key_of: Mapping[str, str]

    def content(self) -> bytes:
        """Equal for equal shapes only, down to the order of everything."""
        concept = self.pathway.concept
        rest = replace(self.pathway, concept=replace(concept, transitions=()))
        return _written((rest, self.question, [_parts(t) for t in concept.transitions]))


class Pattern:
    """A report about a shape, from which the reports of all districts of this shape are made.

    What holds no mark is the same object in all of them.
    """

    def __init__(self, report: Report) -> None:
        self._same: list[object] = []
        self._texts: list[str] = []
        self._content = self._cut_out(report)

    def named(self, shape: Shape, question: Question) -> Report:
        """The report about a district of this shape, in the words of its file."""
        texts = [_MARK.sub(lambda mark: shape.key_of[mark[0]], text) for text in self._texts]
        reader = pickle.Unpickler(io.BytesIO(self._content))  # noqa: S301 - written by this object
        reader.persistent_load = lambda n: self._same[n] if n >= 0 else texts[-n - 1]  # type: ignore[method-assign]
        report: Report = reader.load()
        return replace(report, question=question, findings=in_order(report.findings))

    def _cut_out(self, report: Report) -> bytes:
        marked: dict[int, bool] = {}
        _find_marks(report, marked)
        content = io.BytesIO()
        writer = pickle.Pickler(content, protocol=pickle.HIGHEST_PROTOCOL)

        def number(value: object) -> int | None:
            """Texts with a mark count downwards, parts without one upwards; all others are written out."""
            if type(value) is str and _OPEN in value:
                self._texts.append(value)
                return -len(self._texts)
            if marked.get(id(value), True):
                return None
            self._same.append(value)
            return len(self._same) - 1

        writer.persistent_id = number  # type: ignore[method-assign]
        writer.dump(report)
        return content.getvalue()


def _parts(transition: Transition) -> tuple[object, ...]:
    """All of a transition; there are many, and plain parts are written faster."""
    when = None if transition.when == ANYONE else transition.when
    others = (transition.state.value, transition.condition, transition.agreement, transition.assumptions)
    return transition.origin, transition.target, when, *others, *vars(transition.handover).values()


def _find_marks(value: object, marked: dict[int, bool]) -> bool:
    """Whether a text in a value, at any depth, holds a mark; noted for every part that can hold a text."""
    if isinstance(value, str):
        return _OPEN in value
    if id(value) in marked:
        return marked[id(value)]
    inner: Iterable[object] = ()
    if isinstance(value, tuple):
        inner = value
    elif isinstance(value, Mapping):
        inner = (*value.keys(), *value.values())
    elif dataclasses.is_dataclass(value):
        inner = vars(value).values()
    else:
        return False
    found = [_find_marks(part, marked) for part in inner]
    marked[id(value)] = any(found)
    return marked[id(value)]


def _written(value: object) -> bytes:
    """The value part by part: without references to equal parts, so that equal values are written alike."""
    content = io.BytesIO()
    writer = pickle.Pickler(content, protocol=pickle.HIGHEST_PROTOCOL)
    writer.fast = True
    writer.dump(value)
    return content.getvalue()


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Worst first: severity, profiles concerned, name."""
    return tuple(sorted(findings, key=lambda f: (_SEVERITIES.index(f.severity), -f.profiles.count, f.name)))


def looks_like(pathway: Pathway) -> Hashable:
    """What can be compared at once: districts that differ in it have different shapes."""
    offers = tuple((o.kind, o.months, o.start_months, o.period, len(o.access)) for o in pathway.offers)
    needs = tuple((n.minimum, n.maximum) for n in pathway.needs)
    return len(pathway.places), len(pathway.concept.transitions), offers, needs, pathway.settings


def can_be_marked(pathway: Pathway) -> bool:
    """Whether no text of the file looks like a mark, so that marks can be told from it."""
    return _OPEN.encode() not in _written(pathway)


def shape_of(pathway: Pathway, question: Question) -> Shape:
    """The district without its names."""
    marks = _Marks(pathway)
    bare = marks.pathway(pathway)
    asked = question.places
    places = None if asked is None else tuple(marks.places[k] for k in asked if k in marks.places)
    return Shape(bare, replace(question, places=places), marks.key_of)


class _Marks:
    """A mark for every key of a pathway, in the alphabetical order of the keys of its kind."""

    def __init__(self, pathway: Pathway) -> None:
        self.key_of: dict[str, str] = {}
        self.offers = self._marks("o", (o.key for o in pathway.offers))
        self.places = self._marks("p", _place_keys(pathway))
        self.organisations = self._marks("g", (o.key for o in pathway.organisations))
        self.fundings = self._marks("f", (f.key for f in pathway.fundings))
        self.agreements = self._marks("a", (a.key for a in pathway.agreements))
        self.titles = self._marks("t", (a.title for a in pathway.agreements))

    def _marks(self, kind: str, keys: Iterable[str]) -> dict[str, str]:
        marks = {key: f"{_OPEN}{kind}{i:06}{_CLOSE}" for i, key in enumerate(sorted(set(keys)))}
        self.key_of.update({mark: key for key, mark in marks.items()})
        return marks

    def pathway(self, pathway: Pathway) -> Pathway:
        return replace(
            pathway,
            title="",
            notes=(),
            sources={},
            offers=tuple(map(self._offer, pathway.offers)),
            concept=self._concept(pathway.concept),
            places=tuple(Place(self.places[p.key], "") for p in pathway.places),
            organisations=tuple(Organisation(self.organisations[o.key], "") for o in pathway.organisations),
            fundings=tuple(map(self._funding, pathway.fundings)),
            needs=tuple(map(self._need, pathway.needs)),
            agreements=tuple(map(self._agreement, pathway.agreements)),
        )

    def _offer(self, offer: Offer) -> Offer:
        served = offer.territory
        return replace(
            offer,
            key=self.offers[offer.key],
            title={},
            organisation=_marked(self.organisations, offer.organisation),
            funding=_marked(self.fundings, offer.funding),
            territory=None if served is None else tuple(self.places.get(k, k) for k in served),
            sources=(),
            assumptions=(),
        )

    def _concept(self, concept: Concept) -> Concept:
        return replace(
            concept,
            stations=tuple(self.offers[key] for key in concept.stations),
            entry_points=tuple(self.offers[key] for key in concept.entry_points),
            transitions=tuple(map(self._transition, concept.transitions)),
        )

    def _transition(self, transition: Transition) -> Transition:
        agreement = transition.agreement.strip()
        # free text that looks like a mark must not be taken for the mark of another file
        free = transition.agreement.replace(_OPEN, _OPEN * 2)
        return replace(
            transition,
            origin=self.offers[transition.origin],
            target=self.offers[transition.target],
            handover=_without_words(transition.handover),
            agreement=self.agreements.get(agreement) or self.titles.get(agreement) or free,
            assumptions=(),
        )

    def _funding(self, funding: Funding) -> Funding:
        return replace(funding, key=self.fundings[funding.key], name="")

    def _agreement(self, agreement: Agreement) -> Agreement:
        return replace(
            agreement,
            key=self.agreements[agreement.key],
            title=self.titles[agreement.title],
            parties=tuple(self.organisations.get(key, key) for key in agreement.parties),
            note="",
        )

    def _need(self, need: Need) -> Need:
        places = need.places
        return replace(
            need,
            key="",
            places=None if places is None else tuple(self.places.get(key, key) for key in places),
            method="",
            source="",
            date=None,
        )


def _place_keys(pathway: Pathway) -> Iterable[str]:
    """Those of the file and those of other districts that a count or a station of the border names."""
    yield from (place.key for place in pathway.places)
    for named in (*(o.territory for o in pathway.offers), *(n.places for n in pathway.needs)):
        yield from named or ()


def _marked(marks: Mapping[str, str], key: str | None) -> str | None:
    return None if key is None else marks.get(key, key)


def _without_words(handover: Handover) -> Handover:
    """Filled in or not is all that counts."""
    texts = (
        handover.hands_over,
        handover.receives,
        handover.procedure,
        handover.papers,
        handover.consent,
        handover.if_not_arrived,
    )
    return _filled_in(tuple(bool(text.strip()) for text in texts), handover.within_days is not None)


@cache
def _filled_in(texts: tuple[bool, ...], has_days: bool) -> Handover:
    hands_over, receives, procedure, papers, consent, if_not_arrived = (
        _FILLED_IN if is_filled_in else "" for is_filled_in in texts
    )
    days = 0 if has_days else None
    return Handover(hands_over, receives, procedure, days, papers, consent, if_not_arrived)
