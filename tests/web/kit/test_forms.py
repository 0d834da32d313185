"""Forms look like KERN and say aloud what is wrong."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.test import RequestFactory
from lxml import html


class Specimen(forms.Form):
    name = forms.CharField(label="Name", help_text="As on the sign")
    note = forms.CharField(label="Note", widget=forms.Textarea, required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A"), ("b", "B")])
    many = forms.MultipleChoiceField(
        label="Many", choices=[("x", "X"), ("y", "Y")], widget=forms.CheckboxSelectMultiple
    )
    one = forms.ChoiceField(label="One", choices=[("1", "One"), ("2", "Two")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Agreed")
    hidden = forms.CharField(widget=forms.HiddenInput, initial="h", required=False)


def drawn(form: forms.Form) -> Any:
    return html.fromstring(f"<div>{form}</div>")


def test_every_control_has_its_label_and_class() -> None:
    page = drawn(Specimen())
    for control in page.xpath("//input[not(@type='hidden')] | //select | //textarea"):
        assert re.search(r"kern-form-(input|check)__", control.get("class"))
        assert page.xpath(f"//label[@for='{control.get('id')}']"), control.get("name")
    assert [legend.text.strip() for legend in page.xpath("//legend")] == ["Many", "One"]
    assert page.xpath("//input[@type='hidden']/@value") == ["h"]


def test_hint_and_error_are_tied_to_their_field() -> None:
    page = drawn(Specimen({"name": "", "kind": "c"}))
    name = page.xpath("//input[@name='name']")[0]
    assert name.get("aria-invalid") == "true"
    described = name.get("aria-describedby").split()
    assert described == ["id_name_helptext", "id_name_error"]
    assert all(page.xpath(f"//*[@id='{identity}']") for identity in described)


def test_the_summary_links_to_every_wrong_field() -> None:
    form = Specimen({"kind": "c"})
    form.full_clean()
    form.add_error(None, "Both together are impossible.")
    request = RequestFactory().get("/")
    page: Any = html.fromstring(
        render_to_string("kit/components/form.html", {"form": form, "submit": "Save"}, request=request)
    )
    summary = page.xpath("//*[contains(@class, 'error-summary') and @role='alert']")[0]
    targets = [link.removeprefix("#") for link in summary.xpath(".//a/@href")]
    assert len(targets) == 5  # name, kind, many, one, agreed
    assert all(page.xpath(f"//*[@id='{target}']") for target in targets), targets
    assert "Both together are impossible." in summary.text_content()


def test_text_of_people_stays_text() -> None:
    assert "<script>" not in str(
        Specimen({"name": "<script>alert(1)</script>", "note": "</textarea><script>"})
    )
