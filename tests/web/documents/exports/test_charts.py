from __future__ import annotations

from xml.etree import ElementTree as ET

from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from staffelstab.web.documents.exports.charts import WIDTH, Bar, Chart, draw
from staffelstab.web.documents.phrases import Span, span_words

SVG = "{http://www.w3.org/2000/svg}"
numbers = st.none() | st.integers(min_value=0, max_value=10_000_000)


@st.composite
def spans(choose: st.DrawFn) -> Span:
    low, high = choose(numbers), choose(numbers)
    return Span(high, low) if low is not None and high is not None and low > high else Span(low, high)


def chart(*rows: tuple[Span, ...]) -> Chart:
    bars = tuple(Bar(f"Baustein {n}", row) for n, row in enumerate(rows, start=1))
    return Chart("Bedarf", "Was zu sehen ist", "Personen", ("Bedarf", "Plätze"), bars)


@given(st.lists(st.tuples(spans(), spans()), max_size=4))
def test_every_number_stands_beside_its_bar_and_nothing_leaves_the_drawing(
    rows: list[tuple[Span, Span]],
) -> None:
    with translation.override("de"):
        drawing = ET.fromstring(draw(chart(*rows)))
        texts = [text.text for text in drawing.iter(f"{SVG}text")]
        for row in rows:
            assert all(span_words(span) in texts for span in row)
    for rect in drawing.iter(f"{SVG}rect"):
        assert float(rect.attrib["width"]) >= 0
        assert float(rect.attrib["x"]) + float(rect.attrib["width"]) <= WIDTH


def test_who_cannot_see_it_hears_title_and_description() -> None:
    drawing = ET.fromstring(draw(chart((Span(1, 2), Span())), name="bild"))
    named = drawing.attrib["aria-labelledby"].split()
    told = {element.attrib.get("id"): element.text for element in drawing}
    assert [told[name] for name in named] == ["Bedarf", "Was zu sehen ist"]


def test_what_is_not_known_is_no_bar_of_length_zero() -> None:
    with translation.override("de"):
        unknown = ET.fromstring(draw(chart((Span(), Span(0, None)))))
    assert "chart__bar" not in {rect.attrib["class"].split()[0] for rect in unknown.iter(f"{SVG}rect")}


def test_series_differ_in_pattern_and_not_in_colour_alone() -> None:
    drawing = ET.fromstring(draw(chart((Span(5, 5), Span(5, 5)))))
    fills = [r.attrib["fill"] for r in drawing.iter(f"{SVG}rect") if "chart__bar" in r.attrib["class"]]
    assert fills == ["#171a2b", "url(#figure-dots)"]


def test_markup_in_a_name_is_text() -> None:
    bad = Chart("<script>", "&", "<b>", ("<i>",), (Bar("<script>alert(1)</script>", (Span(1, 1),)),))
    assert "<script>" not in draw(bad)
