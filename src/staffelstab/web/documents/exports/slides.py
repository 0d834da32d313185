"""Slides whose charts stay editable, with the table in the notes and a text for who cannot see the chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_PATTERN
from pptx.util import Emu, Inches, Pt

chart_data: Any = CategoryChartData
rgb: Any = RGBColor
"""The library has no types of its own."""
WIDE = (Inches(13.333), Inches(7.5))
TITLE_ONLY = 5
FILLS = (
    ("171A2B", None),
    ("171A2B", MSO_PATTERN.WIDE_UPWARD_DIAGONAL),
    ("1F6FB2", MSO_PATTERN.PERCENT_50),
    ("1F6FB2", MSO_PATTERN.DOTTED_GRID),
    ("B3470E", MSO_PATTERN.DARK_UPWARD_DIAGONAL),
    ("B3470E", MSO_PATTERN.LIGHT_UPWARD_DIAGONAL),
)
"""Colour and pattern per series, so that a print in black and white tells them apart."""


@dataclass(frozen=True)
class SlideChart:
    """A slide with one bar chart. `values`: series → one number per label; None = not known, nothing is drawn."""

    title: str
    alternative: str
    source: str
    labels: tuple[str, ...]
    values: tuple[tuple[str, tuple[int | None, ...]], ...]
    notes: tuple[str, ...]


def to_pptx(slides: Sequence[SlideChart], *, title: str, language: str) -> bytes:
    presentation: Any = Presentation()
    presentation.slide_width, presentation.slide_height = WIDE
    presentation.core_properties.title = title
    presentation.core_properties.author = "Staffelstab"
    presentation.core_properties.language = language
    for slide in slides:
        _add(presentation, slide)
    out = BytesIO()
    presentation.save(out)
    return out.getvalue()


def _add(presentation: Any, content: SlideChart) -> None:
    slide = presentation.slides.add_slide(presentation.slide_layouts[TITLE_ONLY])
    heading = slide.shapes.title
    heading.left, heading.top, heading.width, heading.height = (
        Inches(0.5),
        Inches(0.3),
        Inches(12.3),
        Inches(1.0),
    )
    heading.text_frame.text = content.title
    heading.text_frame.paragraphs[0].font.size = Pt(28)
    data = chart_data(number_format="0")
    data.categories = content.labels
    for name, numbers in content.values:
        data.add_series(name, numbers)
    box = (Inches(0.5), Inches(1.4), Inches(12.3), Inches(5.3))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *box, data)
    frame._element._nvXxPr.cNvPr.set("descr", content.alternative)
    _dress(frame.chart)
    _footer(slide, content.source)
    slide.notes_slide.notes_text_frame.text = "\n".join(content.notes)


def _dress(chart: Any) -> None:
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(14)
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_labels.font.size = Pt(14)
    chart.value_axis.tick_labels.font.size = Pt(12)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 60, 0
    plot.has_data_labels = True
    plot.data_labels.font.size = Pt(11)
    for number, series in enumerate(plot.series):
        colour, pattern = FILLS[number % len(FILLS)]
        if pattern is None:
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = rgb.from_string(colour)
        else:
            series.format.fill.patterned()
            series.format.fill.pattern = pattern
            series.format.fill.fore_color.rgb = rgb.from_string(colour)
            series.format.fill.back_color.rgb = rgb(0xFF, 0xFF, 0xFF)
        series.format.line.color.rgb = rgb.from_string(colour)


def _footer(slide: Any, source: str) -> None:
    box = slide.shapes.add_textbox(Inches(0.5), Emu(WIDE[1] - Inches(0.7)), Inches(12.3), Inches(0.5))
    box.text_frame.word_wrap = True
    box.text_frame.text = source
    box.text_frame.paragraphs[0].font.size = Pt(12)
