"""Statements about overlaps, ready for the paper of a committee."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from staffelstab.web.documents.exports.paper import Block, Heading, Paper, Points, Text
from staffelstab.web.documents.exports.pdf import to_pdf
from staffelstab.web.evaluations.phrases import INTERNAL
from staffelstab.web.evaluations.queries.overlaps import Overlap, Overlaps
from staffelstab.web.offers.models import Offer


def heading_of(overlap: Overlap) -> str:
    kind = _("Double funding") if overlap.pair.is_double_funding else _("Overlap")
    return f"{kind}: {overlap.narrow.title} / {overlap.wide.title}"


def statement_of(overlap: Overlap) -> tuple[str, ...]:
    """Plain sentences: who pays what for whom, where, when, what is asked, and what the alliance said already."""
    sentences = [
        _("%(one)s and %(other)s are open to the same people.")
        % {"one": _named(overlap.narrow), "other": _named(overlap.wide)}
        if not overlap.pair.is_contained
        else _("Whoever may enter %(one)s may also enter %(other)s.")
        % {"one": _named(overlap.narrow), "other": _named(overlap.wide)},
        _("Both change the same: %(outcomes)s") % {"outcomes": " ".join(overlap.outcomes)},
        _where(overlap),
        _when(overlap),
        _paid(overlap),
        _("Persons concerned: %(persons)s.") % {"persons": overlap.pair.persons.words},
    ]
    if overlap.known is not None:
        known = _("Known since %(day)s and wanted by the alliance: %(reason)s")
        sentences.append(known % {"day": _day(overlap.known.marked_on), "reason": overlap.known.reason})
    else:
        sentences.append(_asked(overlap))
    return tuple(sentence for sentence in sentences if sentence)


def _named(offer: Offer) -> str:
    if offer.organisation is None:
        return _("“%(title)s”") % {"title": offer.title}
    return _("“%(title)s” (%(provider)s)") % {
        "title": offer.title,
        "provider": offer.organisation.display_name,
    }


def _where(overlap: Overlap) -> str:
    if overlap.is_everywhere:
        return _("Both exist in all municipalities.")
    return _("Both exist in: %(places)s.") % {"places": ", ".join(overlap.places)}


def _when(overlap: Overlap) -> str:
    begin, end = overlap.common_from, overlap.common_to
    if begin and end:
        return _("They run at the same time from %(begin)s to %(end)s.") % {
            "begin": _day(begin),
            "end": _day(end),
        }
    if end:
        return _("They run at the same time until %(end)s.") % {"end": _day(end)}
    if begin:
        return _("They run at the same time since %(begin)s, without a planned end.") % {"begin": _day(begin)}
    return _("They run at the same time; no end is planned.")


def _paid(overlap: Overlap) -> str:
    one, other = (offer.funding for offer in overlap.offers)
    if overlap.pair.is_double_funding and one and other:
        text = _("They are paid from two public sources: %(one)s and %(other)s.")
        return text % {"one": one.name, "other": other.name}
    if one and one == other:
        return _("Both are paid from the same source: %(source)s.") % {"source": one.name}
    return _("From two public sources they are not paid, as far as recorded.")


def _asked(overlap: Overlap) -> str:
    if overlap.pair.is_double_funding:
        return _("To be clarified with both funding bodies: may both pay, and if so, for whom does each?")
    return _(
        "To be clarified: are both needed, for example because one is full, or can one do something else?"
    )


def _day(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def paper_of(overlaps: Overlaps, *, today: date) -> Paper:
    alliance = overlaps.concept.alliance.name
    blocks: list[Block] = []
    for title, found in ((_("To be clarified"), overlaps.open), (_("Known and wanted"), overlaps.known)):
        if found:
            blocks.append(Heading(title))
            for overlap in found:
                blocks += [Heading(heading_of(overlap), 2), Points(statement_of(overlap))]
    if not blocks:
        blocks.append(Text(_("The check found no two offers that do the same for the same people.")))
    return Paper(
        title=_("Overlaps and double funding"),
        subtitle=_("Pathway concept “%(title)s”, checked for %(day)s.")
        % {"title": overlaps.concept.title, "day": _day(overlaps.concept.date)},
        preline=alliance,
        marking=str(INTERNAL),
        language="en" if (get_language() or "de").startswith("en") else "de",
        day=today,
        blocks=tuple(blocks),
    )


def pdf_of(overlaps: Overlaps, *, today: date) -> bytes:
    return to_pdf(paper_of(overlaps, today=today))
