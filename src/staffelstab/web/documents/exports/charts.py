"""Ranges as bars: one drawing for page, PNG and paper, readable without colour and without a legend.

Every bar has its name and its number beside it. Certain parts are filled, uncertain parts are hatched, an open end is
an arrow. Measures and colours are attributes, because paper knows no variables; pages colour by class.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from xml.etree import ElementTree as ET

from staffelstab.web.documents.phrases import Span, number_words, span_words

WIDTH, LEFT, RIGHT = 760, 190, 150
BAR, STEP, HEAD, GAP, AXIS = 18, 26, 26, 18, 34
LETTERS_PER_LINE = 84
INK, PAPER = "#171a2b", "#ffffff"
TONES = (("#171a2b", "full"), ("#1f6fb2", "dots"), ("#b3470e", "slanted"), ("#5b6470", "crossed"))
"""Per series: colour and the pattern of its certain part."""


@dataclass(frozen=True)
class Bar:
    """One row of the drawing, with one span for each series."""

    label: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Chart:
    """`note` stands in the drawing itself.

    `description` says in a sentence or two what there is to see; it replaces the drawing for who cannot see it.
    """

    title: str
    description: str
    unit: str
    series: tuple[str, ...]
    bars: tuple[Bar, ...]
    note: str = ""


def draw(chart: Chart, *, name: str = "figure") -> str:
    """The drawing as SVG. `name` makes its ids unique on a page."""
    height = _height(chart)
    svg = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH} {height}",
            "width": str(WIDTH),
            "height": str(height),
            "class": "chart",
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-text",
            "font-family": "Fira Sans",
        },
    )
    ET.SubElement(svg, "title", {"id": f"{name}-title"}).text = chart.title
    ET.SubElement(svg, "desc", {"id": f"{name}-text"}).text = chart.description
    _patterns(svg, name)
    _rect(svg, 0, 0, WIDTH, height, {"fill": PAPER, "class": "chart__paper"})
    most = _most(chart)
    _axis(svg, most, height, chart.unit)
    top = _note(svg, chart)
    for bar in chart.bars:
        top = _group(svg, bar, chart.series, top, most, name)
    return ET.tostring(svg, encoding="unicode")


def _height(chart: Chart) -> int:
    lines = sum(len(_lines(bar.label)) for bar in chart.bars)
    lines += len(_lines(chart.note)) if chart.note else 0
    return lines * HEAD + len(chart.bars) * (len(chart.series) * STEP + GAP) + AXIS


def _note(svg: ET.Element, chart: Chart) -> float:
    top = 0.0
    for line in _lines(chart.note) if chart.note else ():
        _text(svg, 4, top + 18, line, size=13)
        top += HEAD
    return top


def _lines(text: str) -> list[str]:
    return wrap(text, LETTERS_PER_LINE) or [""]


def _most(chart: Chart) -> int:
    """The end of the scale: a round number that holds everything that is known."""
    known = [n for bar in chart.bars for span in bar.spans for n in (span.low, span.high) if n]
    highest = max(known, default=1)
    size = 10 ** int(math.log10(highest))
    return next(
        (factor * size // 2 for factor in (2, 4, 6, 10, 14, 20) if factor * size // 2 >= highest), highest
    )


def _x(number: float, most: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * number / most


def _marks_of_scale(most: int) -> list[int]:
    return sorted({0, most // 2, most})


def _axis(svg: ET.Element, most: int, height: int, unit: str) -> None:
    base = height - AXIS + 18
    for number in _marks_of_scale(most):
        _text(svg, _x(number, most), base, number_words(number), anchor="middle", size=13)
    _text(svg, WIDTH - 4, base, unit, anchor="end", size=13)


def _grid(svg: ET.Element, most: int, top: float, bottom: float) -> None:
    for number in _marks_of_scale(most):
        x = _n(_x(number, most))
        ends = {"x1": x, "x2": x, "y1": _n(top), "y2": _n(bottom)}
        ET.SubElement(svg, "line", {**ends, "stroke": "#c9ced6", "class": "chart__grid"})


def _group(svg: ET.Element, bar: Bar, series: Sequence[str], top: float, most: int, name: str) -> float:
    for line in _lines(bar.label):
        _text(svg, 4, top + 18, line, weight="600", size=15)
        top += HEAD
    _grid(svg, most, top, top + len(series) * STEP)
    for number, (span, label) in enumerate(zip(bar.spans, series, strict=True)):
        _text(svg, LEFT - 8, top + 17, label, anchor="end", size=13)
        end = _bar(svg, span, number, top + (STEP - BAR) / 2, most, name)
        _text(svg, end + 8, top + 17, span_words(span), size=13)
        top += STEP
    return top + GAP


def _bar(svg: ET.Element, span: Span, number: int, top: float, most: int, name: str) -> float:
    """Draws the certain and the uncertain part; returns where the number may begin."""
    colour, pattern = TONES[number % len(TONES)]
    start, sure = _x(0, most), _x(span.low or 0, most)
    frame = {
        "stroke": colour,
        "stroke-width": "1.5",
        "class": f"chart__bar chart__bar--{number % len(TONES)}",
    }
    if not span.is_known:
        return start
    if sure > start:
        fill = colour if pattern == "full" else f"url(#{name}-{pattern})"
        _rect(svg, start, top, sure - start, BAR, frame | {"fill": fill})
    if span.high is None:
        return _open_end(svg, sure, top, colour, number)
    end = _x(span.high, most)
    if end > sure:
        _rect(svg, sure, top, end - sure, BAR, frame | {"fill": "none", "stroke-dasharray": "4 3"})
    return max(end, start)


def _open_end(svg: ET.Element, x: float, top: float, colour: str, number: int) -> float:
    """Nobody knows where it ends: dashes and an arrow head."""
    middle, tip = top + BAR / 2, x + 26
    drawn = {
        "stroke": colour,
        "stroke-width": "2",
        "fill": "none",
        "class": f"chart__bar chart__bar--{number % len(TONES)}",
    }
    points = f"M{_n(x)} {_n(middle)} H{_n(tip)} m-7 -6 l7 6 l-7 6"
    ET.SubElement(svg, "path", {"d": points, **drawn})
    return tip


def _patterns(svg: ET.Element, name: str) -> None:
    definitions = ET.SubElement(svg, "defs")
    for number, (colour, pattern) in enumerate(TONES):
        if pattern != "full":
            of = {"id": f"{name}-{pattern}", "width": "6", "height": "6", "patternUnits": "userSpaceOnUse"}
            tile = ET.SubElement(definitions, "pattern", of)
            for kind, attributes in _marks(pattern, colour):
                ET.SubElement(tile, kind, attributes | {"class": f"chart__mark chart__mark--{number}"})


def _marks(pattern: str, colour: str) -> Iterator[tuple[str, dict[str, str]]]:
    if pattern == "dots":
        yield "circle", {"cx": "3", "cy": "3", "r": "1.9", "fill": colour}
        return
    stroke = {"stroke": colour, "stroke-width": "1.8", "fill": "none"}
    yield "path", {"d": "M-1 7 L7 -1 M-1 1 L1 -1 M5 7 L7 5", **stroke}
    if pattern == "crossed":
        yield "path", {"d": "M-1 -1 L7 7 M5 -1 L7 1 M-1 5 L1 7", **stroke}


def _rect(
    svg: ET.Element, x: float, y: float, width: float, height: float, attributes: dict[str, str]
) -> None:
    measures = {"x": _n(x), "y": _n(y), "width": _n(width), "height": _n(height)}
    ET.SubElement(svg, "rect", measures | attributes)


def _text(
    svg: ET.Element,
    x: float,
    y: float,
    text: str,
    *,
    anchor: str = "start",
    size: int = 14,
    weight: str = "400",
) -> None:
    attributes = {
        "x": _n(x),
        "y": _n(y),
        "text-anchor": anchor,
        "font-size": str(size),
        "font-weight": weight,
        "fill": INK,
        "stroke": PAPER,
        "stroke-width": "4",
        "stroke-linejoin": "round",
        "paint-order": "stroke",
        "class": "chart__text",
    }
    ET.SubElement(svg, "text", attributes).text = text


def _n(number: float) -> str:
    return f"{number:.1f}".rstrip("0").rstrip(".")
