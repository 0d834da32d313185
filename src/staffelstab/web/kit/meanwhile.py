"""Two people, one record: what somebody else changed while a form was open.

The form carries what was seen when it was opened. When the record differs from that, a field that only one side
changed is taken over by itself; a field that both changed is shown side by side, and whoever saves chooses.
How a room adopts it is told in docs/development/conventions.md.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from staffelstab.web.kit.plain_values import (
    Plain,
    change_in_words,
    fingerprint,
    in_words,
    plain,
    put,
    typed,
)

SOMEBODY_ELSE = _(
    "Somebody else changed the same while you were working. Nothing is saved yet and nothing is lost: "
    "choose below what is to count."
)
NO_PLACE_LEFT = _(
    "Somebody else changed this while you were working, and the form has no place any more for what you "
    "entered: %(what)s. Note it down if you need it, then save again."
)


@dataclass(frozen=True)
class Author:
    """A function, not a person, and when."""

    who: str
    at: datetime


WhoChanged = Callable[[str, datetime | None], Author | None]
"""From a part of the record to who changed it last since a moment; nothing when that is not known here."""


class ChangedMeanwhile(ValidationError):
    """Raised by a deed under its lock: the record is no longer the one that was looked at."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else changed this at the same moment."), code="changed_meanwhile")


def require_unchanged(seen: str, now: str) -> None:
    """Deeds call this after locking. Nothing seen means: the caller does not compare."""
    if seen and seen != now:
        raise ChangedMeanwhile


@dataclass(frozen=True)
class Difference:
    """Both sides changed the same. ``token`` names what the other side wrote: a choice counts for that only."""

    unit: str
    choice: str
    label: str
    was: str
    theirs: str
    mine: str
    author: Author | None
    token: str


@dataclass(frozen=True)
class _Sides:
    """One unit, field by field: as it was seen, as it is recorded now, as it was typed."""

    unit: str
    was: dict[str, Plain | None]
    now: dict[str, Plain]
    mine: dict[str, Plain]

    @property
    def token(self) -> str:
        return fingerprint(self.now)


@dataclass
class Meanwhile:
    """What happened while the form was open. ``merged``: labels of what only the others changed."""

    unsettled: list[Difference] = field(default_factory=list)
    merged: list[tuple[str, Author | None]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


class ComparingForm(forms.Form):
    """Base of forms that edit a record. ``initial`` has to hold the record as it is now.

    Without ``who_changed`` it is a form for something new and compares nothing.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    unwatched: tuple[str, ...] = ("seen", "no_person_meant")

    def __init__(self, *args: Any, who_changed: WhoChanged | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.who_changed = who_changed
        self.meanwhile = Meanwhile()

    def unit_of(self, name: str) -> str:
        """Fields of one unit are chosen together; usually each stands for itself."""
        return name

    def unit_label(self, unit: str) -> str:
        return str(self.fields[unit].label)

    def part_of(self, unit: str) -> str:
        """How the journal calls what the unit changes."""
        return unit

    # --- what happens by itself -------------------------------------------------------------------

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        if field_name == "seen":
            return self._note(self._recorded(), timezone.now()) if self.who_changed else ""
        return super().get_initial_for_field(field, field_name)

    def full_clean(self) -> None:
        if self.is_bound and self.who_changed:
            self._compare(self.who_changed)
        super().full_clean()
        if self.meanwhile.unsettled:
            self.add_error(None, SOMEBODY_ELSE)
        if self.meanwhile.lost:
            self.add_error(None, NO_PLACE_LEFT % {"what": "; ".join(self.meanwhile.lost)})

    def _watched(self) -> list[str]:
        return [name for name in self.fields if name not in self.unwatched]

    def _recorded(self) -> dict[str, Plain]:
        return {name: plain(self.get_initial_for_field(self.fields[name], name)) for name in self._watched()}

    def _note(self, values: dict[str, Plain], at: datetime | None) -> str:
        return json.dumps({"at": at.isoformat() if at else "", "values": values}, ensure_ascii=False)

    def _compare(self, who_changed: WhoChanged) -> None:
        key = self.add_prefix("seen")
        was, at = _read_note(self.data.get(key, ""))
        data, now = QueryDict(mutable=True), self._recorded()
        data.update(self.data)
        units: dict[str, list[str]] = {}
        for name in self._watched():
            units.setdefault(self.unit_of(name), []).append(name)
        self.meanwhile = Meanwhile(lost=self._without_place(was, data))
        for unit, names in units.items():
            mine = {name: typed(self, name) for name in names}
            sides = _Sides(unit, {n: was.get(n) for n in names}, {n: now[n] for n in names}, mine)
            if self._is_settled(sides, data, lambda part: who_changed(part, at)):
                was |= sides.now
        data[key] = self._note({name: was[name] for name in self._watched() if name in was}, at)
        self.data = data

    def _is_settled(self, sides: _Sides, data: QueryDict, author_of: Callable[[str], Author | None]) -> bool:
        """Is it clear what counts for this unit? Then ``data`` holds it."""
        choice = data.get(self.add_prefix(f"choice-{sides.unit}"))
        if sides.now in (sides.was, sides.mine) or choice == f"mine-{sides.token}":
            return True
        author = author_of(self.part_of(sides.unit))
        if sides.mine == sides.was:
            self.meanwhile.merged.append((self.unit_label(sides.unit), author))
        elif choice != f"theirs-{sides.token}":
            self.meanwhile.unsettled.append(self._difference(sides, author))
            return False
        for name, value in sides.now.items():
            put(data, self, name, value)
        return True

    def _difference(self, sides: _Sides, author: Author | None) -> Difference:
        was = {name: value for name, value in sides.was.items() if value is not None}
        return Difference(
            unit=sides.unit,
            choice=self.add_prefix(f"choice-{sides.unit}"),
            label=self.unit_label(sides.unit),
            was=self._told({}, was) if was else str(_("not known")),
            theirs=self._told(was, sides.now),
            mine=self._told(was, sides.mine),
            author=author,
            token=sides.token,
        )

    def _told(self, was: dict[str, Plain], values: dict[str, Plain]) -> str:
        if len(values) == 1:
            (name,) = values
            return change_in_words(self.fields[name], was.get(name), values[name])
        fields = self.fields
        said = [f"{fields[n].label}: {in_words(fields[n], value)}" for n, value in values.items() if value]
        return "; ".join(said) or str(_("nothing"))

    def _without_place(self, was: dict[str, Plain], data: QueryDict) -> list[str]:
        """Entries in fields that existed when the form was opened and do not exist any more."""
        gone = [name for name in was if name not in self.fields]
        sent = {name: [text for text in data.getlist(self.add_prefix(name)) if text] for name in gone}
        return [
            ", ".join(sent[name])
            for name in gone
            if sent[name] and plain(sent[name]) != was[name] and [plain(sent[name][0])] != [was[name]]
        ]


def _read_note(text: str) -> tuple[dict[str, Plain], datetime | None]:
    """What was seen and when; a note that cannot be read means: nothing was seen."""
    try:
        note = json.loads(text)
        values, at = dict(note["values"]), datetime.fromisoformat(note["at"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return {}, None
    clean = {str(name): value for name, value in values.items() if _is_plain(value)}
    return clean, at if at.tzinfo else None


def _is_plain(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(v, str) for v in value))


def tell_merged(request: HttpRequest, form: ComparingForm) -> None:
    """After saving: what others changed meanwhile and what was kept of it."""
    labels = ", ".join(f"„{label}“" for label, _author in form.meanwhile.merged)
    if labels:
        text = _("Somebody else changed this meanwhile: %(fields)s. Both changes were kept.")
        messages.info(request, text % {"fields": labels})
