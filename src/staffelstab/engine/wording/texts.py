"""One language: its templates, numbers, dates, lists and lengths of time."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any, Literal

from staffelstab.engine.model import Label, Period

Language = Literal["de", "en"]


@cache
def templates(language: str, package: str = __package__ or "") -> Mapping[str, str]:
    """All templates of a language, flat (``finding.gap.never``); other packages may bring their own."""
    source = resources.files(package).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return dict(_flat(tomllib.loads(source), ""))


def _flat(table: Mapping[str, Any], prefix: str) -> Iterable[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value)


class Texts:
    """Fills the templates of one language; an unknown key or a missing value is a defect (KeyError)."""

    def __init__(self, language: Language, *more_packages: str) -> None:
        self.language: Language = language
        self._templates = dict(templates(language))
        for package in more_packages:
            self._templates.update(templates(language, package))

    def has(self, key: str) -> bool:
        return key in self._templates

    def say(self, key: str, /, **values: str) -> str:
        return self._templates[key].format(**values)

    def count(self, key: str, number: int) -> str:
        """The form of `key` (one, other) that fits the number."""
        return self.say(f"{key}.{'one' if number == 1 else 'other'}", n=self.number(number))

    def number(self, number: int) -> str:
        return f"{number:,}".replace(",", self._templates["form.thousands"])

    def percent(self, part: float) -> str:
        """A share of 0..1 in percent; a part is never rounded up to all or down to nothing."""
        percent = min(max(part * 100, 0.1 if part > 0 else 0.0), 99.9 if part < 1 else 100.0)
        digits = f"{percent:.0f}" if percent == round(percent) else f"{percent:.1f}"
        return digits.removesuffix(".0").replace(".", self._templates["form.decimal"])

    def date(self, day: dt.date) -> str:
        return self._templates["form.date"].format(
            day=day.day, month=day.month, year=day.year, month_name=self.calendar_month(day.month)
        )

    def calendar_month(self, month: int) -> str:
        return self._templates[f"calendar.{month}"]

    def months(self, months: int) -> str:
        """A length of time: months below two years, years (and months) from there on."""
        return self._length(months, "")

    def after_months(self, months: int) -> str:
        """The same after a German "nach" (dative)."""
        return self._length(months, "_dative")

    def _length(self, months: int, case: str) -> str:
        if abs(months) < 24:
            return self.count(f"form.month{case}", months)
        years, rest = divmod(months, 12)
        if not rest:
            return self.count(f"form.year{case}", years)
        parts = {
            "years": self.count(f"form.year{case}", years),
            "months": self.count(f"form.month{case}", rest),
        }
        return self.say("scale.years_and_months", **parts)

    def quote(self, text: str) -> str:
        return self.say("form.quote", text=text)

    def all_of(self, items: Iterable[str]) -> str:
        return self._listed(items, "form.and")

    def one_of(self, items: Iterable[str]) -> str:
        return self._listed(items, "form.or")

    def parts(self, items: Iterable[str]) -> str:
        return self._templates["form.part"].join(items)

    def _listed(self, items: Iterable[str], last: str) -> str:
        listed = list(items)
        if len(listed) < 2:
            return "".join(listed)
        return self._templates["form.comma"].join(listed[:-1]) + self._templates[last] + listed[-1]

    def label(self, label: Label, otherwise: str = "") -> str:
        """The text of a label in this language, else in another one, else what stands in for it."""
        return label.get(self.language) or next((text for text in label.values() if text), otherwise)

    def period(self, period: Period) -> str:
        start, end = period.valid_from, period.valid_to
        if start and end:
            return self.say("period.both", start=self.date(start), end=self.date(end))
        if start:
            return self.say("period.from", start=self.date(start))
        return self.say("period.to", end=self.date(end)) if end else self.say("period.always")


def sentence(text: str) -> str:
    """Texts from files end as they please; in a story every sentence ends properly."""
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…", ".«", ".”")) else f"{text}."


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
