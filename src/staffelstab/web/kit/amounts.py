"""Whole numbers as people write them: “about 400”, “over 600”, “10 to 15”. The words stay, the ends are read.

What the words mean is fixed here and told on the page (docs/reference/amounts.md):

* about, ca., rund, etwa: a tenth less to a tenth more, rounded outwards;
* almost, fast, knapp: a tenth less up to the number; gut: the number up to a tenth more;
* over, mehr als: at least one more, no upper end; from, at least, mindestens: no upper end;
* up to, höchstens: no lower end; under, weniger als: at most one less, no lower end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import EllipsisType

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

End = int | EllipsisType | None
TOLERANCE_PERCENT = 10
HIGHEST = 10_000_000
LONGEST = 100

NUMBER = r"(\d{1,3}(?:[.,' \u00a0\u202f’]\d{3})+|\d+)"
ABOUT = "about|around|roughly|approximately|approx|circa|ca|rund|etwa|ungefähr|zirka|schätzungsweise|~|≈"
ALMOST = "almost|nearly|fast|knapp|beinahe|nahezu"
WELL = "well over|gut"
OVER = "over|more than|above|über|ueber|mehr als|>"
LEAST = "at least|from|mindestens|mind|ab|wenigstens|≥|>="
UP_TO = "up to|at most|no more than|bis zu|bis|höchstens|maximal|max|≤|<="
UNDER = "under|below|less than|fewer than|unter|weniger als|<"
INNER_ABOUT = re.compile(rf"(\b(?:to|bis|and|und)|[-–—])\s*(?:{ABOUT})\.?\s*")
NONE = {"none", "no", "keine", "keiner", "null", "zero"}
UNITS = re.compile(
    r"\s*(?:persons?|people|young people|personen|person|menschen|junge menschen|jugendliche[n]?|"
    r"places?|plätze|platz|uses?|nutzungen|teilnahmen|teilnehmende[n]?|insgesamt)$"
)
BETWEEN = re.compile(
    rf"^(?:(?:between|from|zwischen|von)\s+)?{NUMBER}\s*(?:to|and|bis|und|-|–|—)\s*{NUMBER}$"
)
SINGLE = re.compile(rf"^{NUMBER}$")
OPEN = re.compile(rf"^{NUMBER}\s*(?:\+|and more|or more|und mehr|oder mehr)$")


@dataclass(frozen=True)
class Amount:
    """No minimum or maximum means: that end is open. `wording` is what was written."""

    minimum: int | None
    maximum: int | None
    wording: str
    is_widened: bool = False

    @property
    def is_exact(self) -> bool:
        return self.minimum is not None and self.minimum == self.maximum


def read_amount(text: str) -> Amount:
    """What a text says; ValidationError with the ways to write it when it says nothing that can be read."""
    wording = " ".join(text.split())
    plain = UNITS.sub("", wording.casefold()).strip(" .")
    if plain in NONE:
        return Amount(0, 0, wording)
    is_about, rest = _without(ABOUT, plain)
    rest, inner = INNER_ABOUT.subn(r"\1 ", rest)
    found = _ends(rest, wording)
    if is_about or inner:
        found = Amount(_less(found.minimum), _more(found.maximum), wording, is_widened=True)
    return _checked(found)


def _ends(plain: str, wording: str) -> Amount:
    if found := BETWEEN.match(plain):
        return Amount(_number(found[1]), _number(found[2]), wording)
    if found := OPEN.match(plain):
        return Amount(_number(found[1]), None, wording)
    for words, low, high in (
        (WELL, 0, None),
        (ALMOST, None, 0),
        (OVER, 1, ...),
        (LEAST, 0, ...),
        (UNDER, ..., -1),
        (UP_TO, ..., 0),
        ("", 0, 0),
    ):
        is_said, rest = _without(words, plain)
        if (is_said or not words) and (number := SINGLE.match(rest)):
            return _single(_number(number[1]), low, high, wording)
    raise ValidationError(
        _(
            "“%(text)s” cannot be read as a number. Write for example: 400, about 400, over 600, almost 70 000, "
            "up to 13 700, 10 to 15. Empty means: not known."
        ),
        code="no_amount",
        params={"text": wording[:60]},
    )


def _single(number: int, low: End, high: End, wording: str) -> Amount:
    """Each end: so far from the number; ... is open; None is a tenth away."""
    minimum = None if low is ... else _less(number) if low is None else number + low
    maximum = None if high is ... else _more(number) if high is None else number + high
    return Amount(minimum, maximum, wording, is_widened=None in (low, high))


def _without(words: str, plain: str) -> tuple[bool, str]:
    found = re.match(rf"^(?:{words})(?:\.|\b|(?<=\W))\s*", plain) if words else None
    return (True, plain[found.end() :]) if found else (False, plain)


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _less(number: int | None) -> int | None:
    return None if number is None else number * (100 - TOLERANCE_PERCENT) // 100


def _more(number: int | None) -> int | None:
    return None if number is None else -(-number * (100 + TOLERANCE_PERCENT) // 100)


def _checked(amount: Amount) -> Amount:
    low, high = amount.minimum, amount.maximum
    if (low or 0) > HIGHEST or (high or 0) > HIGHEST:
        raise ValidationError(
            _("“%(text)s” is more than ten million. Please check the number."),
            code="huge_amount",
            params={"text": amount.wording[:60]},
        )
    if high is not None and (high < 0 or (low is not None and high < low)):
        raise ValidationError(
            _("“%(text)s”: the highest number lies below the lowest."),
            code="twisted_amount",
            params={"text": amount.wording[:60]},
        )
    return amount


def spelled(minimum: int | None, maximum: int | None) -> str:
    """Both ends in words that `read_amount` reads again; empty when nothing is known."""
    if minimum is None and maximum is None:
        return ""
    if minimum == maximum:
        return str(minimum)
    if maximum is None:
        return gettext("at least %(n)s") % {"n": minimum}
    if minimum is None:
        return gettext("at most %(n)s") % {"n": maximum}
    return gettext("%(a)s to %(b)s") % {"a": minimum, "b": maximum}
