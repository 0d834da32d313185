"""All answers of a round and what was decided, as one table."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from staffelstab.web.kit.sheets import Sheet
from staffelstab.web.surveys.queries.comparing import Compared, ComparedSection

Row = tuple[str, ...]


def answers_table(sections: list[ComparedSection]) -> Sheet:
    return Sheet(_("Answers"), _headings(), list(_rows(sections)))


def _headings() -> Row:
    return (_("Section"), _("Question"), _("Who"), _("Date"), _("Answer"), _("Kind"), _("Reason"))


def _rows(sections: list[ComparedSection]) -> Iterator[Row]:
    for section in sections:
        for each in section.questions:
            yield from _of_question(section.title, each)


def _of_question(section: str, each: Compared) -> Iterator[Row]:
    for voice in each.voices:
        day = _day(voice.answer.sheet.handed_in_at)
        for item in voice.items:
            yield (section, each.label, voice.who, day, item.text, _("answer"), "")
    if each.decision is not None:
        way = str(each.decision.get_way_display())
        kind = _("decision: %(way)s") % {"way": way}
        for item in each.decided:
            yield (
                section,
                each.label,
                each.decision.by,
                _day(each.decision.at),
                item.text,
                kind,
                each.decision.reason,
            )
    if not each.voices and each.decision is None:
        yield (section, each.label, "", "", "", _("no answer yet"), "")


def _day(moment: object) -> str:
    return date_format(timezone.localtime(moment), "d.m.Y") if moment else ""  # type: ignore[arg-type]
