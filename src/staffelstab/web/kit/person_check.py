"""Does a text look as if it named a person or carried private data? A hint for whoever typed it; it never blocks.

What it can see: titles and forms of address, common first names followed by a second word with a capital letter,
addresses of the shape first.last@, hosts of private mail, mobile numbers, the word "privat", and the signs of
``validators.looks_like_personal_data``. What it cannot see: rare first names, a family name alone, initials, names
in lower case. It also errs the other way: a house or a street may be called after somebody. So it asks; people decide.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from staffelstab.web.kit.validators import looks_like_personal_data

COMMON = """
ahmed ahmet ali alexander alexandra ali amina andrea andreas angela anja anke anna anne annette antje ayse
barbara beate bernd bettina birgit björn brigitte carmen carola christa christian christiane christina
christine christoph claudia clemens cornelia daniel daniela david denise dennis dieter dirk doris elena elif
elisabeth elke emine erika ernst esra eva fabian fatima fatma felix florian frank franziska frauke gabriele
georg gerd gerhard gisela gudrun günter günther hanna hannah hans hasan heike heiko heinz helga helmut
holger ibrahim ina ines inge ingo ingrid irina iris jan jana janina jasmin jens joachim johanna johannes
jonas jörg judith julia jürgen jutta karin karl katharina kathrin katja katrin kerstin khaled klaus kristina
lara lars laura lea lena leon lina lisa lukas manfred manuela marcel marco marcus margarete maria marie
marina mario marion markus marlene martin martina mathias matthias max maximilian mehmet melanie meryem
michael michaela miriam mohamed mohammad monika murat mustafa nadine natalie nicole niklas nils nina norbert
olaf oliver olga osman patrick paul peter petra philipp rainer ralf ramona regina reinhard renate rita
robert roland rolf sabine samira sandra sara sarah sascha sebastian silke silvia simon simone sonja stefan
stefanie steffen stephan susanne svenja sven tanja thomas thorsten tim timo tobias torsten udo ulrich ulrike
ursula uta ute uwe vanessa vera verena volker walter werner wolfgang yasemin yusuf yvonne zeynep
"""
FIRST_NAMES = frozenset(COMMON.split())
PRIVATE_MAIL = re.compile(
    r"(?i)@(?:gmail|googlemail|gmx|web|t-online|hotmail|outlook|live|yahoo|freenet|icloud|aol|posteo|proton(?:mail)?)\.\w+"
)
TWO_WORDS = re.compile(r"\b([A-ZÄÖÜ][a-zäöüß]+)(?:[ \t]+|, ?)([A-ZÄÖÜ][a-zäöüß'’-]{2,})")
TWO_PARTS = re.compile(r"\b([A-Za-zÄÖÜäöüß]+)[._]([A-Za-zÄÖÜäöüß-]{2,})@")
MOBILE = re.compile(r"(?<!\d)(?:\+49|0049|0)[\s/()-]*1[567]\d(?:[\s/()-]*\d){6,9}(?!\d)")
PRIVATE_WORD = re.compile(
    r"(?i)\bprivat(?:nummer|anschrift|adresse|handy)?\b|\bprivate[rn]?\s+(?:nummer|anschrift|adresse|e-?mail|telefon)"
)
SIGNS: tuple[tuple[re.Pattern[str], str | Promise], ...] = (
    (PRIVATE_MAIL, gettext_lazy("an address at a host for private mail")),
    (MOBILE, gettext_lazy("a mobile number")),
    (PRIVATE_WORD, gettext_lazy("the word “private”")),
)


def suspicions(text: str) -> list[str]:
    """What in a text looks like a person or private; empty when nothing does. See above for what it cannot see."""
    found = looks_like_personal_data(text)
    if _names(TWO_WORDS, text) and str(_("a name of a person")) not in found:
        found.append(_("a name of a person"))
    if _names(TWO_PARTS, text):
        found.append(_("the e-mail address of one person"))
    return found + [str(label) for pattern, label in SIGNS if pattern.search(text)]


def _names(pattern: re.Pattern[str], text: str) -> bool:
    """In either order: Anna Beispiel, or Beispiel, Anna."""
    return any(
        first.lower() in FIRST_NAMES or (second.lower() in FIRST_NAMES and "," in match)
        for match, first, second in ((m[0], m[1], m[2]) for m in pattern.finditer(text))
    )


def suspicions_in(fields: Mapping[str, str]) -> dict[str, list[str]]:
    """By the label of the field, only those with a suspicion."""
    return {label: found for label, text in fields.items() if (found := suspicions(text))}


def warn_about_persons(request: HttpRequest, fields: Mapping[str, str]) -> None:
    """After saving: says which field looks like a person, and that functions are enough. Nothing is refused."""
    for label, found in suspicions_in(fields).items():
        messages.warning(
            request,
            _("“%(field)s” was saved, but it looks like %(what)s. Please check: functions are enough here.")
            % {"field": label, "what": ", ".join(found)},
        )
