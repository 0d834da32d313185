"""Values of form fields in one plain shape, to be compared and remembered; and the same in words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

Plain = str | list[str]
YES = "yes"
SHORT = 16


def plain(value: Any) -> Plain:
    """The same value is the same text, whether it was typed, chosen or read from the record."""
    if value is None or value is False:
        return ""
    if value is True:
        return YES
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | QuerySet):
        return sorted(str(plain(each)) for each in value)
    return "\n".join(line.rstrip() for line in str(value).strip().splitlines())


def typed(form: forms.BaseForm, name: str) -> Plain:
    """What somebody typed or chose; what makes no sense stays as it was typed."""
    field = form.fields[name]
    raw = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
    if isinstance(field, forms.ModelChoiceField):
        return plain(raw)
    try:
        return plain(field.to_python(raw))
    except ValidationError:
        return plain(raw)


def put(data: QueryDict, form: forms.BaseForm, name: str, value: Plain) -> None:
    """Write a value into what was sent, as a browser would have sent it."""
    field, key = form.fields[name], form.add_prefix(name)
    if isinstance(value, list):
        data.setlist(key, value)
    elif isinstance(field, forms.BooleanField) and not value:
        data.pop(key, None)
    elif isinstance(field, forms.DateField) and value:
        data[key] = str(field.widget.format_value(date.fromisoformat(value)))
    else:
        data[key] = "on" if isinstance(field, forms.BooleanField) else value


def fingerprint(values: Mapping[str, Any]) -> str:
    """Short, and different when anything in it is different."""
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:SHORT]


def in_words(field: forms.Field, value: Plain) -> str:
    """What a person reads in the field."""
    if isinstance(field, forms.BooleanField):
        return _("yes") if value else _("no")
    if not value:
        return _("nothing")
    names = dict(_choices(getattr(field, "choices", ())))
    if isinstance(value, list):
        return ", ".join(names.get(each, each) for each in value)
    if isinstance(field, forms.DateField):
        return _german_day(value)
    return names.get(value, value)


def change_in_words(field: forms.Field, was: Plain | None, now: Plain) -> str:
    """Of a long list only what came and what went."""
    if not isinstance(was, list) or not isinstance(now, list) or not was or not now:
        return in_words(field, now)
    came, went = [v for v in now if v not in was], [v for v in was if v not in now]
    parts = ((_("added: %(what)s"), came), (_("taken out: %(what)s"), went))
    return "; ".join(text % {"what": in_words(field, values)} for text, values in parts if values) or _(
        "as it was"
    )


def _german_day(value: str) -> str:
    try:
        return date.fromisoformat(value).strftime("%d.%m.%Y")
    except ValueError:
        return value


def _choices(choices: Any) -> Iterator[tuple[str, str]]:
    """Value and label, also of choices in groups."""
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _choices(label)
        else:
            yield str(value), str(label)
