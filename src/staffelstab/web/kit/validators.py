"""Guards for free text."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NAME = r"[A-ZÄÖÜ][\wäöüßÄÖÜ'’-]+"
SIGNS: tuple[tuple[re.Pattern[str], str | Promise], ...] = (
    (
        re.compile(rf"\b(?:Herrn?|Frau|Hr\.|Fr\.|Mr\.?|Mrs\.?|Ms\.?)\s+(?:Dr\.\s+|Prof\.\s+)*{NAME}"),
        _("a name of a person"),
    ),
    (
        re.compile(
            r"(?i)\b(?:geb\.|geboren(?:\s+am)?|geburtsdatum|date\s+of\s+birth|born(?:\s+on)?)\W{0,3}\d{1,2}\.?\s?\W?\w+\.?\W?\d{2,4}"
        ),
        _("a date of birth"),
    ),
    (
        re.compile(r"(?i)\bAZR\b\W{0,3}(?:-?\s*(?:Nummer|Nr\.?|number))?\W{0,3}\d{9,12}"),
        _("a number of the central register"),
    ),
    (
        re.compile(r"(?i)\bBAMF\b[^.\n]{0,25}?\d{6,8}\s?-\s?\d{3}\b|(?<!\d)\d{7,8}\s?-\s?\d{3}(?!\d)"),
        _("a file number of the asylum office"),
    ),
    (
        re.compile(
            r"(?i)\b(?:kundennummer|kundennr\.?|bg-nummer|aktenzeichen)\W{0,3}(?=[\w/-]*\d)[\w/-]{6,}"
        ),
        _("a file number"),
    ),
)


def looks_like_personal_data(text: str) -> list[str]:
    """What in a text looks like data about a person; empty when nothing does. A hint, not a proof."""
    return [str(label) for pattern, label in SIGNS if pattern.search(text)]


def validate_no_personal_data(text: str) -> None:
    """For fields in which data about persons must not be stored at all."""
    found = looks_like_personal_data(text)
    if found:
        raise ValidationError(
            _("This looks like data about a person (%(what)s). Please describe it without naming anybody."),
            code="personal_data",
            params={"what": ", ".join(found)},
        )
