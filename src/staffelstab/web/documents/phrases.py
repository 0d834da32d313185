"""Figures in words: the same on the page, in the drawing and on paper."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Span:
    """A number that may be a range. None = open on that side; both open, or "from zero up", = not known.

    said: words that stand instead of the numbers, for example where something is held back.
    """

    low: int | None = None
    high: int | None = None
    said: str = ""

    @property
    def is_known(self) -> bool:
        return self.high is not None or bool(self.low)

    @property
    def is_exact(self) -> bool:
        return self.low is not None and self.low == self.high

    @property
    def words(self) -> str:
        return span_words(self)


NOT_KNOWN = Span()


def number_words(number: int) -> str:
    return number_format(number, use_l10n=True, force_grouping=True)


def span_words(span: Span) -> str:
    if span.said:
        return span.said
    if not span.is_known:
        return _("not known")
    if span.is_exact:
        return number_words(span.low or 0)
    if span.high is None:
        return _("at least %(number)s") % {"number": number_words(span.low or 0)}
    if not span.low:
        return _("at most %(number)s") % {"number": number_words(span.high)}
    return _("%(low)s to %(high)s") % {"low": number_words(span.low), "high": number_words(span.high)}
