"""All answers of a round and what was decided, as one table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from staffelstab.web.documents.exports.workbook import Sheet as Page
from staffelstab.web.documents.exports.workbook import to_xlsx
from staffelstab.web.surveys.models import Round
from staffelstab.web.surveys.queries.comparing import Compared, ComparedSection

Row = tuple[str, ...]
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t")
BYTE_ORDER_MARK = "\ufeff"


def as_xlsx(asked: Round, sections: list[ComparedSection]) -> bytes:
    page = Page(_("Answers"), _headings(), tuple(_rows(sections)))
    return to_xlsx([page], title=asked.title)


def as_csv(asked: Round, sections: list[ComparedSection]) -> bytes:
    """Semicolons and a mark at the beginning, so that Excel opens it with umlauts; nothing starts a formula."""
    text = io.StringIO()
    table = csv.writer(text, delimiter=";", lineterminator="\r\n")
    table.writerow(_headings())
    table.writerows(tuple(map(_harmless, row)) for row in _rows(sections))
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


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


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text
