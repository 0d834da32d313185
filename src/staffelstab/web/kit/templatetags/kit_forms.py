"""Which KERN frame a form field gets."""

from __future__ import annotations

from django import forms, template

register = template.Library()


@register.simple_tag
def field_kind(field: forms.BoundField) -> str:
    widget = field.field.widget
    if widget.use_fieldset:
        return "group"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, forms.Select) and not isinstance(widget, forms.SelectMultiple):
        return "select"
    return "input"
