"""German and English words in cells for the few choices of the file format."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import replace

from staffelstab.engine.errors import Problem
from staffelstab.engine.files.problems import suggestion

Words = Mapping[str, tuple[str, ...]]
"""Word of the file format → the words a cell may hold; the first one is written."""

KINDS: Words = {
    "measure": ("Maßnahme",),
    "accompaniment": ("Begleitung",),
    "legal_step": ("Rechtsschritt", "rechtlicher Schritt", "legal step"),
}
VERDICTS: Words = {
    "entitled": ("Rechtsanspruch", "Anspruch", "legal entitlement"),
    "open": ("offen",),
    "conditional": ("unter Bedingungen offen", "mit Bedingungen", "bedingt", "open with conditions"),
    "discretionary": ("Ermessen der Behörde", "Ermessen", "discretion"),
    "unknown": ("nicht geklärt", "ungeklärt", "unbekannt", "not clarified"),
    "suspended": ("zurzeit ausgesetzt", "ausgesetzt", "suspended at present"),
    "closed": ("verschlossen", "geschlossen"),
    "not_applicable": ("nicht vorgesehen", "passt nicht", "not applicable", "not intended"),
}
NOBODY = ("niemand", "nobody")
"""Stands in the column of the verdict when an offer has no door at all."""
NOWHERE = ("keine Gemeinde", "no place")
"""Stands in a column of places when the list is empty; it has a blank, so no key can look like it."""

STATES: Words = {
    "possible": ("möglich",),
    "aimed": ("angestrebt", "aimed for", "intended"),
    "agreed": ("vereinbart",),
}
ATTRIBUTE_KINDS: Words = {"ordered": ("geordnet",), "unordered": ("ungeordnet", "nicht geordnet")}
CLOCK_KINDS: Words = {
    "fixed": ("läuft immer", "fest"),
    "since": ("läuft, solange ein Wert gilt", "seit"),
}
CHOICE_TABLES = (KINDS, VERDICTS, STATES, ATTRIBUTE_KINDS, CLOCK_KINDS)
YES = ("ja", "x", "wahr", "yes", "true", "1", "✓")
NO = ("nein", "-", "–", "falsch", "no", "false", "0")
MONTH_NAMES = {
    name: number
    for number, names in enumerate(
        (
            ("januar", "jänner", "jan"), ("februar", "feb"), ("märz", "mrz", "maerz"), ("april", "apr"),
            ("mai",), ("juni", "jun"), ("juli", "jul"), ("august", "aug"), ("september", "sep", "sept"),
            ("oktober", "okt"), ("november", "nov"), ("dezember", "dez"),
        ),
        start=1,
    )
    for name in (*names, calendar.month_name[number].lower())
}  # fmt: skip


def word_of(key: str, words: Words) -> str:
    """The word that is written for a choice; what is no choice stays as it is."""
    return words[key][0] if key in words else key


def choice_of(word: str, words: Words) -> str:
    """The choice a word of a cell stands for; an unknown word stays as it is."""
    wanted = " ".join(word.split()).casefold()
    for key, spellings in words.items():
        if wanted in {key, key.replace("_", " "), *(spelling.casefold() for spelling in spellings)}:
            return key
    return word


def in_words_of_cells(problem: Problem) -> Problem:
    """A choice that is none is answered with the words a cell may hold, not with those of the file format."""
    if problem.code != "wrong-choice":
        return problem
    keys = problem.arguments["allowed"].split(", ")
    spelled = {key: table[key] for table in CHOICE_TABLES for key in keys if key in table}
    guess = suggestion(
        problem.arguments["found"], [word for key in keys for word in spelled.get(key, (key,))]
    )
    words = {"allowed": ", ".join(spelled.get(key, (key,))[0] for key in keys), "suggestion": guess}
    return replace(problem, arguments={**problem.arguments, **words})
