"""Two people, one record: field by field, on a form of its own."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import timezone, translation

from staffelstab.web.kit.fields import GermanDateField
from staffelstab.web.kit.meanwhile import Author, ChangedMeanwhile, ComparingForm, require_unchanged

AT = timezone.now()
RECORD = {"title": "Kurs", "places": 12, "from_day": date(2026, 3, 1), "open": True, "towns": ["1", "2"]}


class Record(ComparingForm):
    title = forms.CharField(label="Titel")
    places = forms.IntegerField(label="Plätze", required=False)
    from_day = GermanDateField(label="Ab", required=False)
    open = forms.BooleanField(label="Offen", required=False)
    towns = forms.MultipleChoiceField(
        label="Orte", required=False, choices=[("1", "Musterstadt"), ("2", "Altenfeld"), ("3", "Neubrück")]
    )
    low = forms.IntegerField(label="Von", required=False)
    high = forms.IntegerField(label="Bis", required=False)

    def unit_of(self, name: str) -> str:
        return "low" if name == "high" else name


def somebody(part: str, since: datetime | None) -> Author | None:
    return Author(f"Kursleitung ({part})", AT)


def opened(record: dict[str, Any]) -> dict[str, Any]:
    """What a browser would send back unchanged."""
    form = Record(initial=record, who_changed=somebody)
    sent: dict[str, Any] = {"seen": form["seen"].value()}
    for name, value in record.items():
        if isinstance(value, date):
            sent[name] = f"{value:%d.%m.%Y}"
        elif value not in (None, False):
            sent[name] = "on" if value is True else value if isinstance(value, list) else str(value)
    return sent


def sent_with(record: dict[str, Any], sent: dict[str, Any]) -> Record:
    data = QueryDict(mutable=True)
    for name, value in sent.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return Record(data, initial=record, who_changed=somebody)


def without(sent: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in sent.items() if name not in names}


def choices_in(form: Record, side: str) -> dict[str, str]:
    return {f"choice-{d.unit}": f"{side}-{d.token}" for d in form.meanwhile.unsettled}


def test_nothing_changed_nothing_asked() -> None:
    form = sent_with(RECORD, opened(RECORD) | {"title": "Neuer Kurs"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["title"] == "Neuer Kurs"
    assert not form.meanwhile.merged


def test_what_only_the_others_changed_is_taken_over() -> None:
    now = {**RECORD, "places": 20, "from_day": date(2026, 4, 1), "open": False, "towns": ["2", "3"]}
    form = sent_with(now, opened(RECORD) | {"title": "Mein Kurs"})
    assert form.is_valid(), form.errors
    assert {name: form.cleaned_data[name] for name in now} == {**now, "title": "Mein Kurs"}
    assert [label for label, _author in form.meanwhile.merged] == ["Plätze", "Ab", "Offen", "Orte"]


def test_the_same_change_on_both_sides_is_no_difference() -> None:
    form = sent_with({**RECORD, "places": 20}, opened(RECORD) | {"places": "20 "})
    assert form.is_valid()
    assert not form.meanwhile.merged


def test_what_both_changed_is_shown_with_three_sides_and_who() -> None:
    now = {**RECORD, "places": 20, "towns": ["1", "3"], "from_day": date(2026, 4, 1)}
    sent = opened(RECORD) | {"places": "15", "towns": ["1", "2", "3"], "from_day": "1.5.2026"}
    form = sent_with(now, sent)
    with translation.override("de"):
        assert not form.is_valid()
        told = [(d.label, d.was, d.theirs, d.mine) for d in form.meanwhile.unsettled]
        page = render_to_string("kit/components/meanwhile.html", {"form": form})
    assert told == [
        ("Plätze", "12", "20", "15"),
        ("Ab", "01.03.2026", "01.04.2026", "01.05.2026"),
        ("Orte", "Musterstadt, Altenfeld", "dazu: Neubrück; gestrichen: Altenfeld", "dazu: Neubrück"),
    ]
    assert "Kursleitung (places) schrieb am" in page
    assert len(re.findall('type="radio"', page)) == 6


@pytest.mark.parametrize(("side", "places", "title"), [("mine", 15, "Meiner"), ("theirs", 20, "Ihrer")])
def test_whoever_saves_chooses(side: str, places: int, title: str) -> None:
    now = {**RECORD, "places": 20, "title": "Ihrer"}
    sent = opened(RECORD) | {"places": "15", "title": "Meiner"}
    first = sent_with(now, sent)
    assert not first.is_valid()
    again = sent_with(now, sent | {"seen": first["seen"].value()} | choices_in(first, side))
    assert again.is_valid(), again.errors
    assert (again.cleaned_data["places"], again.cleaned_data["title"]) == (places, title)


def test_one_choice_is_not_enough_for_two_fields() -> None:
    now = {**RECORD, "places": 20, "title": "Ihrer"}
    sent = opened(RECORD) | {"places": "15", "title": "Meiner"}
    first = sent_with(now, sent)
    first.is_valid()
    one = dict([*choices_in(first, "theirs").items()][:1])
    again = sent_with(now, sent | {"seen": first["seen"].value()} | one)
    assert not again.is_valid()
    assert [d.unit for d in again.meanwhile.unsettled] == ["places"]
    assert again["title"].value() == "Ihrer"


def test_a_choice_counts_only_for_what_was_shown() -> None:
    sent = opened(RECORD) | {"places": "15"}
    first = sent_with({**RECORD, "places": 20}, sent)
    first.is_valid()
    later = sent_with(
        {**RECORD, "places": 30}, sent | {"seen": first["seen"].value()} | choices_in(first, "mine")
    )
    assert not later.is_valid()
    assert later.meanwhile.unsettled[0].theirs == "30"


def test_without_a_choice_it_is_asked_again_and_the_typed_stays() -> None:
    now = {**RECORD, "places": 20}
    sent = opened(RECORD) | {"places": "15"}
    first = sent_with(now, sent)
    first.is_valid()
    again = sent_with(now, sent | {"seen": first["seen"].value()})
    assert not again.is_valid()
    assert again["places"].value() == "15"


def test_fields_of_one_unit_are_chosen_together() -> None:
    record = {**RECORD, "low": 1, "high": 5}
    form = sent_with({**record, "low": 2}, opened(record) | {"high": "9"})
    assert not form.is_valid()
    (difference,) = form.meanwhile.unsettled
    assert (difference.theirs, difference.mine) == ("Von: 2; Bis: 5", "Von: 1; Bis: 9")


def test_a_mistake_elsewhere_does_not_ask_again_what_was_merged() -> None:
    now = {**RECORD, "places": 20}
    first = sent_with(now, opened(RECORD) | {"title": ""})
    assert not first.is_valid()
    assert not first.meanwhile.unsettled
    again = sent_with(
        now, {**opened(RECORD), "seen": first["seen"].value(), "places": first["places"].value()}
    )
    assert again.is_valid()
    assert again.cleaned_data["places"] == 20
    assert not again.meanwhile.merged


@pytest.mark.parametrize(
    "note", ["", "x", "[]", "{}", '{"at": 1, "values": {}}', '{"values": {"title": {"a": [1]}}, "at": "2026-01-01"}',
             "[" * 5000, json.dumps({"at": AT.isoformat(), "values": {"title": None, "places": [3]}})],
)  # fmt: skip
def test_a_note_that_says_nothing_means_that_every_difference_is_asked(note: str) -> None:
    form = sent_with({**RECORD, "title": "Ihrer"}, opened(RECORD) | {"seen": note, "title": "Meiner"})
    assert not form.is_valid()
    assert [d.unit for d in form.meanwhile.unsettled] == ["title"]
    same = sent_with(RECORD, opened(RECORD) | {"seen": note})
    assert same.is_valid()


def test_texts_without_a_place_are_named_before_anything_is_saved() -> None:
    class Wider(Record):
        remark = forms.CharField(required=False)

    seen = Wider(initial={**RECORD, "remark": "alt"}, who_changed=somebody)["seen"].value()
    sent = opened(RECORD) | {"seen": seen, "remark": "ein langer Gedanke"}
    first = sent_with(RECORD, sent)
    assert not first.is_valid()
    assert "ein langer Gedanke" in str(first.errors)
    assert sent_with(RECORD, sent | {"seen": first["seen"].value()}).is_valid()


def test_hostile_text_is_shown_as_text() -> None:
    hostile = "<script>alert(1)</script>"
    form = sent_with({**RECORD, "title": hostile}, opened(RECORD) | {"title": "</fieldset>"})
    form.is_valid()
    page = render_to_string("kit/components/meanwhile.html", {"form": form})
    assert hostile not in page
    assert "&lt;/fieldset&gt;" in page


def test_a_form_for_something_new_compares_nothing() -> None:
    form = Record({"title": "Kurs"}, initial={"places": 3})
    assert form.is_valid()
    assert form["seen"].value() is None
    assert Record()["seen"].value() == ""


def test_a_deed_refuses_what_changed_under_its_lock() -> None:
    require_unchanged("", "b")
    require_unchanged("a", "a")
    with pytest.raises(ChangedMeanwhile):
        require_unchanged("a", "b")


def test_who_is_asked_since_the_form_was_opened() -> None:
    asked: list[datetime | None] = []

    def remember(part: str, since: datetime | None) -> None:
        asked.append(since)

    sent = opened(RECORD) | {"title": "Meiner"}
    data = QueryDict(mutable=True)
    data.update(sent)
    Record(data, initial={**RECORD, "title": "Ihrer"}, who_changed=remember).is_valid()
    (since,) = asked
    assert since is not None
    assert timezone.now() - since < timedelta(minutes=5)
