"""The figure by module as drawing, paper, slide and workbook: one list of rows, the same numbers everywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from staffelstab.web.concepts.models import Concept
from staffelstab.web.documents.exports.charts import Bar, Chart, draw
from staffelstab.web.documents.exports.paper import Block, Drawing, Heading, Paper, Points, Table
from staffelstab.web.documents.exports.pdf import to_pdf, to_png
from staffelstab.web.documents.exports.slides import SlideChart, to_pptx
from staffelstab.web.documents.phrases import Span, number_words
from staffelstab.web.evaluations.pathway import Published
from staffelstab.web.evaluations.phrases import INTERNAL, OUTSIDE, SERIES
from staffelstab.web.evaluations.queries.figures import Figure, ModuleRow
from staffelstab.web.kit.sheets import Sheet, as_xlsx
from staffelstab.web.offers.models import Need


@dataclass(frozen=True)
class Kind:
    """A kind of file: how it is named, what it is, who makes it."""

    label: str
    content_type: str
    make: Callable[[Figure], bytes]


def title_of(figure: Figure) -> str:
    if figure.is_by_module:
        return _("Results of the needs and offers analysis by module")
    return _("Results of the needs and offers analysis by field of work")


def chart_of(figure: Figure) -> Chart:
    return Chart(
        title=title_of(figure),
        description=described(figure),
        unit=_("persons"),
        series=tuple(str(word) for word in SERIES),
        bars=tuple(Bar(row.bundle.title, row.spans) for row in figure.rows),
        note=marking_of(figure),
    )


def marking_of(figure: Figure) -> str:
    return str(INTERNAL if figure.is_internal else OUTSIDE)


def described(figure: Figure) -> str:
    """The whole figure in sentences, one for each bundle."""
    return " ".join(
        _("%(title)s: need %(need)s, places %(places)s, do not get there %(missed)s, without a way %(lost)s.")
        % {
            "title": row.bundle.title,
            "need": row.need.words,
            "places": row.places.words,
            "missed": row.missed.words,
            "lost": row.without_way.words,
        }
        for row in figure.rows
    )


def drawing_of(figure: Figure) -> str:
    return draw(chart_of(figure))


def headers() -> tuple[str, ...]:
    return (
        _("Module or field of work"),
        _("Need"),
        _("Places"),
        _("Short"),
        _("do not get there"),
        _("without a way"),
        _("Situations without a way"),
    )


def cells_of(row: ModuleRow) -> tuple[str, ...]:
    return (
        row.bundle.title,
        row.need.words,
        row.places.words,
        row.short.words,
        row.missed.words,
        row.without_way.words,
        _("%(percent)s %%") % {"percent": row.share_without_way},
    )


def words_of_the_figures() -> tuple[str, ...]:
    return (
        _("Need: persons for whom the module is meant, as far as the recorded needs tell."),
        _("Places: at a time, as the providers stated them."),
        _("Short: need minus places, for the same time."),
        _(
            "Do not get there: meant for them, but no station serves their place, or no transition leads there."
        ),
        _("Without a way: no sequence of steps leads to a goal in time, whatever they begin."),
        _(
            "A range stays a range: the filled part is certain, the dashed part uncertain, an arrow has no end."
        ),
    )


def source_words(need: Need, figure: Figure) -> str:
    """One need with its places, range, method, source and day; a source that the concept explains is explained."""
    places = ", ".join(str(place) for place in need.places.all())
    parts = [f"{need.label}: {Span(need.minimum, need.maximum).words}", places]
    if need.method:
        parts.append(str(need.get_method_display()))
    parts.append(str((figure.concept.sources or {}).get(need.source, need.source)))
    if need.date:
        parts.append(date_format(need.date, "SHORT_DATE_FORMAT"))
    return "; ".join(part for part in parts if part)


def sources_of(figure: Figure) -> tuple[str, ...]:
    if figure.outside is not None:
        return figure.outside
    return tuple(source_words(need, figure) for need in figure.sources)


def checked_words(figure: Figure) -> str:
    return checked_words_of(figure.concept)


def checked_words_of(concept: Concept) -> str:
    return _("Pathway concept “%(title)s”, checked for %(day)s.") % {
        "title": concept.title,
        "day": date_format(concept.date, "SHORT_DATE_FORMAT"),
    }


def paper_of(figure: Figure) -> Paper:
    rows = tuple(cells_of(row) for row in figure.rows)
    drawing = Drawing(drawing_of(figure), described(figure), title_of(figure))
    blocks: list[Block] = [
        drawing,
        Table(_("The figures of the drawing"), headers(), rows, numeric=(6,)),
        *_published(figure),
        Heading(_("What the figures mean")),
        Points(words_of_the_figures()),
        Heading(_("Sources")),
        Points(sources_of(figure) or (_("No need has a number yet."),)),
    ]
    return Paper(
        title=title_of(figure),
        subtitle=checked_words(figure),
        preline=figure.concept.alliance.name,
        marking=marking_of(figure),
        language="en" if (get_language() or "de").startswith("en") else "de",
        day=figure.today,
        blocks=tuple(blocks),
    )


def _published(figure: Figure) -> list[Block]:
    """Persons and uses in two sentences of their own."""
    blocks: list[Block] = []
    for result in figure.published:
        blocks.append(Heading(_("Published results: %(title)s") % {"title": result.title}))
        blocks.append(Points(published_words(result, is_internal=figure.is_internal)))
    return blocks


def published_words(result: Published, *, is_internal: bool) -> tuple[str, ...]:
    """Outside without the parts: one of them may be small, and the sum would give it away."""
    parts = ", ".join(f"{number_words(count)} {label}" for label, count in result.parts)
    uses = "; ".join(f"{name} {number_words(count)}" for name, count in result.uses)
    said = {"persons": number_words(result.persons), "parts": parts}
    told = (
        _("%(persons)s persons took part: %(parts)s.") if is_internal else _("%(persons)s persons took part.")
    )
    sentences = [told % said]
    if uses:
        said = {"uses": uses, "all": number_words(result.all_uses)}
        sentences.append(
            _("Uses of the modules: %(uses)s; in all %(all)s uses, which are not persons.") % said
        )
    return (
        *sentences,
        _("Source: %(title)s, %(address)s") % {"title": result.source, "address": result.address},
    )


def slide_of(figure: Figure) -> SlideChart:
    rows = figure.rows
    notes = [marking_of(figure), checked_words(figure), "", "\t".join(headers())]
    notes += ["\t".join(cells_of(row)) for row in rows]
    notes += [
        "",
        *(
            line
            for result in figure.published
            for line in published_words(result, is_internal=figure.is_internal)
        ),
    ]
    notes += ["", *words_of_the_figures(), "", *sources_of(figure)]
    return SlideChart(
        title=title_of(figure),
        alternative=described(figure),
        source=f"{figure.concept.alliance.name}. {checked_words(figure)} {marking_of(figure)}",
        labels=tuple(row.bundle.title for row in rows),
        values=tuple(
            (word, tuple(getattr(span, end) if span.is_known else None for span in spans))
            for word, end, spans in _sides(rows)
        ),
        notes=tuple(notes),
    )


def _sides(rows: list[ModuleRow]) -> list[tuple[str, str, list[Span]]]:
    """Both ends of each range, as series of a chart that everybody can edit."""
    return [
        (_("Need, at least"), "low", [row.need for row in rows]),
        (_("Need, at most"), "high", [row.need for row in rows]),
        (_("Places, at least"), "low", [row.places for row in rows]),
        (_("Places, at most"), "high", [row.places for row in rows]),
        (_("Without a way, at least"), "low", [row.without_way for row in rows]),
        (_("Without a way, at most"), "high", [row.without_way for row in rows]),
    ]


def sheets_of(figure: Figure) -> tuple[Sheet, ...]:
    names = (_("Need"), _("Places"), _("Short"), _("do not get there"), _("without a way"))
    ends = [f"{name} {end}" for name in names for end in (_("from"), _("to"))]
    rows = tuple(
        (
            row.bundle.title,
            *(n for span in (*row.spans[:2], row.short, *row.spans[2:]) for n in _ends(span)),
            row.situations,
            row.situations_missed,
            row.situations_without_way,
        )
        for row in figure.rows
    )
    counted = (_("Situations"), _("Situations that do not get there"), _("Situations without a way"))
    notes = (marking_of(figure), checked_words(figure), *words_of_the_figures())
    return (
        Sheet(_("Figures"), (_("Module or field of work"), *ends, *counted), rows),
        Sheet(
            _("Sources"), (_("Needs with their sources"),), tuple((source,) for source in sources_of(figure))
        ),
        *_published_sheets(figure),
        Sheet(_("Notes"), (title_of(figure),), tuple((note,) for note in notes)),
    )


def _published_sheets(figure: Figure) -> tuple[Sheet, ...]:
    rows: list[tuple[str | int | None, ...]] = []
    for result in figure.published:
        parts = result.parts if figure.is_internal else ((_("all persons"), result.persons),)
        rows += [(result.title, label, count, None, result.address) for label, count in parts]
        rows += [(result.title, name, None, count, result.address) for name, count in result.uses]
    names = (_("Period"), _("Group or module"), _("Persons"), _("Uses"), _("Source"))
    return (Sheet(_("Published"), names, tuple(rows)),) if rows else ()


def _ends(span: Span) -> tuple[int | str | None, int | str | None]:
    if span.said:
        return (span.said, span.said)
    return (span.low, span.high) if span.is_known else (None, None)


def _svg(figure: Figure) -> bytes:
    return drawing_of(figure).encode()


def _png(figure: Figure) -> bytes:
    return to_png(drawing_of(figure))


def _pdf(figure: Figure) -> bytes:
    return to_pdf(paper_of(figure))


def _pptx(figure: Figure) -> bytes:
    return to_pptx([slide_of(figure)], title=title_of(figure), language=get_language() or "de")


def _xlsx(figure: Figure) -> bytes:
    return as_xlsx(sheets_of(figure), title=title_of(figure))


OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS: Mapping[str, Kind] = {
    "pdf": Kind("PDF", "application/pdf", _pdf),
    "pptx": Kind("PowerPoint", f"{OFFICE}.presentationml.presentation", _pptx),
    "xlsx": Kind("Excel", f"{OFFICE}.spreadsheetml.sheet", _xlsx),
    "svg": Kind("SVG", "image/svg+xml", _svg),
    "png": Kind("PNG", "image/png", _png),
}
