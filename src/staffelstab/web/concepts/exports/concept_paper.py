"""The concept as a paper: picture, the four parts of a Gesamtkonzept, findings, annex; and the brief of two pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from staffelstab.web.concepts.exports.document_sketch import sketch_of_document
from staffelstab.web.concepts.exports.drawing import draw
from staffelstab.web.concepts.pathway import (
    Asked,
    Chapters,
    Document,
    Prepared,
    StationTold,
    Telling,
    Told,
    TransitionTold,
    chapters,
    checked,
    prepared,
    telling,
)
from staffelstab.web.documents.exports.paper import Block, Drawing, Heading, Paper, Points, Table, Text

MOST_LISTED, MOST_IN_BRIEF = 60, 6


@dataclass(frozen=True)
class Subject:
    """What is printed, with its marking on every page. cares: name of a finding → what a version keeps about it."""

    document: Document
    alliance: str
    marking: str
    day: date
    cares: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def checked_on(self) -> date:
        return date.fromisoformat(self.document["date"])


@dataclass(frozen=True)
class _Read:
    ready: Prepared
    told: Chapters
    telling: Telling


def concept_paper(subject: Subject) -> Paper:
    """Everything, in the order in which the core group reads it."""
    read = _read(subject)
    return _paper(subject, _("Pathway concept"), tuple(_whole(subject, read)))


def brief_paper(subject: Subject) -> Paper:
    """Two pages for the core group: what it is about, where it stops, what is to be decided."""
    read = _read(subject)
    return _paper(subject, _("Brief for the core group"), tuple(_brief(subject, read)))


def drawing_paper(subject: Subject, size: str) -> Paper:
    """Only the drawing, on one sheet."""
    read = _read(subject)
    blocks = (_drawing(subject, read),)
    return _paper(subject, _("Drawing"), blocks, is_wide=True, size=size)


def drawing_svg(subject: Subject) -> str:
    read = _read(subject)
    sketch = sketch_of_document(subject.document["title"], read.ready, read.told, read.telling)
    return draw(sketch, stands_alone=True)


def _read(subject: Subject) -> _Read:
    ready = prepared(subject.document)
    answer = checked(ready, Asked(date=subject.checked_on))
    return _Read(ready, chapters(ready), telling(answer))


def _paper(subject: Subject, subtitle: str, blocks: tuple[Block, ...], **shape: Any) -> Paper:
    return Paper(
        title=subject.document["title"],
        subtitle=subtitle,
        preline=subject.alliance,
        marking=subject.marking,
        language="en" if (get_language() or "de").startswith("en") else "de",
        day=subject.day,
        blocks=blocks,
        **shape,
    )


def _whole(subject: Subject, read: _Read) -> Iterator[Block]:
    yield from (Text(line) for line in _without_persons(read.telling))
    yield Text(
        _("No persons are counted in this paper, so that it can be passed on; the brief counts them."),
        is_note=True,
    )
    yield _drawing(subject, read)
    yield Text(
        _("Boxes with a hatched edge are paid by money that ends; the others belong to the regular system.")
    )
    yield from _links_between_modules(read.told)
    yield from _after_each_module(read.told)
    yield from _with_the_regular_system(read.told)
    yield from _procedures(read.told)
    yield from _findings(subject, read.telling)
    yield from _annex(subject, read.told)


def _without_persons(telling: Telling) -> tuple[str, ...]:
    """Numbers of two findings, subtracted from each other, could tell of a few people; shares of situations cannot."""
    return tuple(line for line in telling.summary if not telling.persons or telling.persons not in line)


def _drawing(subject: Subject, read: _Read) -> Drawing:
    return Drawing(drawing_svg(subject), _in_sentences(read.told), _("The stations and their transitions"))


def _in_sentences(told: Chapters) -> str:
    """The whole drawing in words, for people who do not see it."""
    arrows = "; ".join(f"{each.title} ({each.state_word})" for each in told.transitions)
    return _("Stations: %(stations)s. Transitions: %(transitions)s.") % {
        "stations": ", ".join(station.title for station in told.stations) or "–",
        "transitions": arrows or "–",
    }


def _links_between_modules(told: Chapters) -> Iterator[Block]:
    yield Heading(_("1 How the modules are linked with each other"))
    if not told.modules:
        yield Text(_("The concept has no modules that a programme pays for."))
        return
    yield Text(_("Modules: %(names)s.") % {"names": ", ".join(module.title for module in told.modules)})
    yield from _arrows(
        told.between_modules, _("Transitions between modules"), _("No module leads into another one.")
    )


def _after_each_module(told: Chapters) -> Iterator[Block]:
    yield Heading(_("2 Which transitions are possible, aimed for or agreed after each module"))
    starts = told.modules or told.stations
    if not told.modules:
        yield Text(_("Without modules, all stations are listed."))
    for station in starts:
        yield Heading(station.title, 2)
        nothing = _("No transition leads on from here.")
        yield from _arrows(told.after(station), _("After “%(title)s”") % {"title": station.title}, nothing)


def _with_the_regular_system(told: Chapters) -> Iterator[Block]:
    yield Heading(_("3 How the modules are connected with the regular system"))
    nothing = _("No transition joins a module and an offer of the regular system.")
    yield from _arrows(told.with_the_regular_system, _("Modules and regular system"), nothing)


def _arrows(transitions: tuple[TransitionTold, ...], caption: str, nothing: str) -> Iterator[Block]:
    if not transitions:
        yield Text(nothing)
        return
    yield Table(
        caption,
        (_("Transition"), _("State"), _("For whom")),
        tuple((each.title, each.state_word, _for_whom(each)) for each in transitions),
    )


def _for_whom(each: TransitionTold) -> str:
    return ". ".join(part for part in (each.group or _("everybody"), each.condition) if part)


def _procedures(told: Chapters) -> Iterator[Block]:
    yield Heading(_("4 How people are handed over"))
    settled = [each for each in told.transitions if each.handover]
    for each in settled:
        yield Heading(each.title, 2)
        lines = [f"{part_words()[name]}: {text}" for name, text in each.handover.items()]
        lines += [_("Agreement: %(agreement)s") % {"agreement": each.agreement}] if each.agreement else []
        yield Points((*lines, each.missing))
    left = [each.title for each in told.transitions if not each.handover]
    if left:
        yield Heading(_("No procedure is settled yet"), 2)
        yield Points(tuple(left))


def part_words() -> dict[str, str]:
    return {
        "hands_over": _("Who hands over"),
        "receives": _("Who receives"),
        "procedure": _("How"),
        "within_days": _("Within"),
        "papers": _("Papers"),
        "consent": _("Consent"),
        "if_not_arrived": _("If somebody does not arrive"),
    }


def _findings(subject: Subject, telling: Telling) -> Iterator[Block]:
    yield Heading(_("5 Findings and how they are dealt with"))
    if not telling.findings:
        yield Text(_("No finding."))
        return
    weighty = [told for told in telling.findings if told.severity != "notice" or told.name in subject.cares]
    shown = weighty[:MOST_LISTED]
    yield Table(
        _("Findings, worst first"),
        (_("Finding"), _("Severity"), _("How it is dealt with")),
        tuple((told.title, told.severity_word, _care(subject, told)) for told in shown),
    )
    left = len(telling.findings) - len(shown)
    if left:
        text = _("%(count)s further findings, most of them notices, stand in the work list of the program.")
        yield Text(text % {"count": left}, is_note=True)


def _care(subject: Subject, told: Told) -> str:
    care = subject.cares.get(told.name)
    if care is None:
        return _("open")
    if care.get("accepted_because"):
        return _("accepted as known: %(reason)s") % {"reason": care["accepted_because"]}
    due = care.get("due_on", "")
    until = _(", until %(day)s") % {"day": date.fromisoformat(due).strftime("%d.%m.%Y")} if due else ""
    return f"{care.get('who', '')}{until}"


def _annex(subject: Subject, told: Chapters) -> Iterator[Block]:
    day = subject.checked_on.strftime("%d.%m.%Y")
    yield Heading(_("Annex: entry conditions of all stations on %(day)s") % {"day": day})
    yield Text(_("No legal advice."), is_note=True)
    for station in told.stations:
        yield Heading(station.title, 2)
        yield Text(_facts(station), is_note=True)
        yield Points(station.access + station.outcomes or (_("Nothing is recorded."),))


def _facts(station: StationTold) -> str:
    return " · ".join(part for part in (station.kind_word, station.provider, station.funding) if part)


def _brief(subject: Subject, read: _Read) -> Iterator[Block]:
    told, found = read.told, read.telling
    yield Text(_("For use in the core group: small counts of persons are not held back."), is_note=True)
    yield Heading(_("What it is about"))
    yield Points(found.summary[:4])
    yield _drawing(subject, read)
    yield Heading(_("Where it stops"))
    worst = found.findings[:MOST_IN_BRIEF]
    yield Points(tuple(f"{each.title} ({each.persons})" for each in worst) or (_("No finding."),))
    yield Heading(_("What is to be decided"))
    yield Points(tuple(_decisions(subject, told, found)))


def _decisions(subject: Subject, told: Chapters, found: Telling) -> Iterator[str]:
    agreed = sum(each.state == "agreed" for each in told.transitions)
    yield _(
        "%(agreed)s of %(all)s transitions are agreed; the others are to be agreed with the partners."
    ) % {
        "agreed": agreed,
        "all": len(told.transitions),
    }
    without = sum(not each.handover for each in told.transitions)
    yield _("%(count)s transitions have no handover procedure yet.") % {"count": without}
    open_ones = [f for f in found.findings if f.name not in subject.cares and f.severity == "serious"]
    yield _("%(count)s serious findings are open: assign them or accept them with a reason.") % {
        "count": len(open_ones)
    }
    ending = sorted({station.funding for station in told.stations if station.is_limited})
    if ending:
        yield _("Money that ends: %(names)s. Decide what shall remain.") % {"names": ", ".join(ending)}
