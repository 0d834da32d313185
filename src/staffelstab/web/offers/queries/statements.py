"""Statements, their codes and how often each code was given."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import Membership
from staffelstab.web.offers.enums import CodeKind, Visibility
from staffelstab.web.offers.models import Code, Coding, Reading, Statement
from staffelstab.web.offers.rules import reads_everything

DIGITS = "123456789"


@dataclass(frozen=True)
class StatementCriteria:
    """state: "open" (I have not finished it) or "uncoded" (nobody gave a code)."""

    text: str = ""
    code: str = ""
    said_in: str = ""
    state: str = ""


@dataclass(frozen=True)
class CodeCount:
    """In how many statements a code was given, and by how many coders."""

    code: Code
    statements: int
    coders: int


@dataclass(frozen=True)
class CodeButton:
    """digit: the key that gives it, for the first nine. is_given: to the whole text, by me."""

    code: Code
    digit: str
    is_given: bool


@dataclass(frozen=True)
class Desk:
    """One statement on the desk of one coder; what others coded is not shown."""

    statement: Statement
    codings: list[Coding]
    buttons: dict[str, list[CodeButton]]
    previous: int | None
    next: int | None
    number: int
    total: int
    finished: int
    is_finished: bool


def statements_for(person: Membership) -> QuerySet[Statement]:
    """What this person may read."""
    every = Statement.objects.all()
    return every if reads_everything(person) else every.filter(visibility=Visibility.ALLIANCE)


def fitting_statements(person: Membership, criteria: StatementCriteria) -> QuerySet[Statement]:
    """With my own codes prefetched as ``my_codings``."""
    found = statements_for(person)
    for word in criteria.text.split():
        found = found.filter(Q(text__icontains=word) | Q(said_by__icontains=word))
    if criteria.said_in:
        found = found.filter(said_in=criteria.said_in)
    codings = Coding.objects.filter(statement=OuterRef("pk"))
    if criteria.code:
        found = found.filter(Exists(codings.filter(code__key=criteria.code)))
    if criteria.state == "uncoded":
        found = found.filter(~Exists(codings))
    if criteria.state == "open":
        found = found.filter(~Exists(Reading.objects.filter(statement=OuterRef("pk"), coder=person)))
    mine = Coding.objects.filter(coder=person).select_related("code")
    return found.prefetch_related(Prefetch("codings", mine, to_attr="my_codings"))


def code_counts(person: Membership) -> dict[str, list[CodeCount]]:
    """By kind, in the order of the book; only statements that this person may read."""
    visible = Coding.objects.filter(statement__in=statements_for(person)).order_by()
    counted = visible.values("code").annotate(
        statements=Count("statement", distinct=True), coders=Count("coder", distinct=True)
    )
    found = {row["code"]: row for row in counted}
    kinds: dict[str, list[CodeCount]] = {str(kind.label): [] for kind in CodeKind}
    for code in Code.objects.all():
        row = found.get(code.pk, {"statements": 0, "coders": 0})
        kinds[code.get_kind_display()].append(CodeCount(code, row["statements"], row["coders"]))
    return {kind: rows for kind, rows in kinds.items() if rows}


def codes_here() -> QuerySet[Code]:
    return Code.objects.all()


def desk_of(person: Membership, statement: Statement) -> Desk:
    every = statements_for(person).order_by("pk")
    codings = list(Coding.objects.filter(statement=statement, coder=person).select_related("code"))
    readings = Reading.objects.filter(coder=person).values_list("statement_id", flat=True)
    finished = set(readings)
    keys = list(every.values_list("pk", flat=True))
    at = keys.index(statement.pk)
    return Desk(
        statement=statement,
        codings=codings,
        buttons=_buttons({coding.code_id for coding in codings if not coding.passage}),
        previous=keys[at - 1] if at else None,
        next=keys[at + 1] if at + 1 < len(keys) else None,
        number=at + 1,
        total=len(keys),
        finished=len(finished & set(keys)),
        is_finished=statement.pk in finished,
    )


def _buttons(given: set[int]) -> dict[str, list[CodeButton]]:
    buttons: dict[str, list[CodeButton]] = {}
    for number, code in enumerate(Code.objects.filter(is_in_use=True)):
        digit = DIGITS[number] if number < len(DIGITS) else ""
        buttons.setdefault(code.get_kind_display(), []).append(CodeButton(code, digit, code.pk in given))
    return buttons


def next_open(person: Membership, after: int) -> int | None:
    """The next statement I have not finished: first those behind it, then from the beginning."""
    mine = Reading.objects.filter(coder=person).values("statement")
    still = statements_for(person).exclude(pk__in=mine).order_by("pk")
    return still.filter(pk__gt=after).values_list("pk", flat=True).first() or (
        still.values_list("pk", flat=True).first()
    )


def code_called(text: str) -> Code:
    """By key, by name, or by a part of a name that only one code has."""
    wanted = text.strip().casefold()
    codes = list(Code.objects.filter(is_in_use=True))
    exact = [code for code in codes if wanted in (code.key, code.label.casefold())]
    partly = exact or [code for code in codes if wanted and wanted in code.label.casefold()]
    if len(partly) == 1:
        return partly[0]
    if not partly:
        raise ValidationError(
            _("There is no code “%(text)s” in the code book.") % {"text": text.strip()[:60]}
        )
    names = ", ".join(code.label for code in partly[:5])
    raise ValidationError(
        _("Several codes are meant: %(names)s. Please write more of the name.") % {"names": names}
    )


def known_texts(texts: list[str]) -> set[str]:
    """Those that are recorded already, word for word."""
    return set(Statement.objects.filter(text__in=texts).values_list("text", flat=True))
