from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import ngettext

from staffelstab.web.alliances.enums import Role
from staffelstab.web.alliances.models import ActorType, Alliance, LinkTask, Membership, Participation
from staffelstab.web.alliances.queries import members, participations, places_of
from staffelstab.web.surveys.models import Answer, Round, Sheet
from staffelstab.web.surveys.pathway import (
    FILL,
    Question,
    QuestionKind,
    Section,
    Typed,
    WorkAid,
    World,
    aid_of,
    asked_sections,
    in_words,
    is_empty,
    text_of_answer,
)


def rounds_here() -> QuerySet[Round]:
    """With how many were asked by link, and how many of them have answered."""
    by_link = Q(sheets__user=None)
    answered = by_link & Q(sheets__handed_in_at__isnull=False)
    return Round.objects.annotate(
        asked_count=Count("sheets", filter=by_link),
        answered_count=Count("sheets", filter=answered),
        has_answers=Exists(Sheet.objects.filter(round=OuterRef("pk"), handed_in_at__isnull=False)),
    )


def world_of(alliance: Alliance) -> World:
    places = {place.pk: place.short_name for place in places_of(alliance)}
    return World(places, {actor.pk: str(actor) for actor in ActorType.objects.select_related("field")})


def sheets_of(asked: Round) -> QuerySet[Sheet]:
    return asked.sheets.select_related("organisation", "round", "user")


def own_sheet(person: Membership, asked: Round) -> Sheet | None:
    return sheets_of(asked).filter(user=person.user_id).first()


def sheet_of_task(task: LinkTask) -> Sheet:
    return Sheet.objects.select_related("round", "organisation").get(pk=int(task.subject))


def answers_of(sheet: Sheet | None) -> dict[str, Answer]:
    """The current answers of one sheet by question."""
    if sheet is None:
        return {}
    return {answer.question: answer for answer in sheet.answers.filter(is_current=True)}


def typed_in(sheet: Sheet | None) -> dict[str, Typed]:
    return {question: answer.typed for question, answer in answers_of(sheet).items()}


def aid_of_round(asked: Round) -> WorkAid:
    return aid_of(asked.aid_key, asked.aid_version)


def sections_of(sheet: Sheet) -> tuple[Section, ...]:
    return asked_sections(aid_of_round(sheet.round), sheet.questions)


@dataclass(frozen=True)
class Progress:
    """How many of the questions of a section have an answer."""

    section: Section
    answered: int

    @property
    def total(self) -> int:
        return len(self.section.questions)

    @property
    def is_complete(self) -> bool:
        return self.answered == self.total


def progress_in(sections: Iterable[Section], typed: dict[str, Typed]) -> list[Progress]:
    return [
        Progress(section, sum(not is_empty(typed.get(q.key)) for q in section.questions))
        for section in sections
    ]


def link_tasks_of(sheets: Iterable[Sheet]) -> dict[int, list[LinkTask]]:
    """The tasks by link of each sheet, the newest first."""
    found: dict[int, list[LinkTask]] = {sheet.pk: [] for sheet in sheets}
    tasks = LinkTask.objects.filter(kind=FILL, subject__in=[str(pk) for pk in found])
    for task in tasks.order_by("-pk"):
        found[int(task.subject)].append(task)
    return found


def history_of(sheet: Sheet, question: str) -> QuerySet[Answer]:
    return sheet.answers.filter(question=question).order_by("-at", "-pk")


def sheets_to_remind(*, today: date, until: date) -> QuerySet[Sheet]:
    """Asked by link, not answered, due soon, not reminded yet."""
    waiting = Sheet.objects.filter(user=None, handed_in_at=None, reminded_on=None, round__closed_on=None)
    soon = waiting.filter(due_on__gte=today, due_on__lte=until)
    return soon.exclude(began_on__gte=F("due_on")).select_related("round", "organisation")


SECONDS = {
    QuestionKind.ROWS: 90,
    QuestionKind.TEXT: 60,
    QuestionKind.SEVERAL: 30,
}
OTHERWISE = 20


def time_for(sections: Iterable[Section]) -> str:
    """About how long it takes, by number and kind of the questions: rows and texts take longer than a choice."""
    seconds = sum(SECONDS.get(question.kind, OTHERWISE) for s in sections for question in s.questions)
    minutes = max(1, -(-seconds // 60))
    return ngettext("about %(count)s minute", "about %(count)s minutes", minutes) % {"count": minutes}


def answered_in(sections: Iterable[Section], typed: dict[str, Typed]) -> int:
    return sum(step.answered for step in progress_in(sections, typed))


@dataclass(frozen=True)
class Line:
    """A question and its answer as people read them."""

    question: Question
    label: str
    text: str


def lines_of(sheet: Sheet) -> list[Line]:
    typed, world = typed_in(sheet), world_of(sheet.alliance)
    return [
        Line(question, in_words(question.label), text_of_answer(question, typed.get(question.key), world))
        for section in sections_of(sheet)
        for question in section.questions
    ]


def known_contacts(*, today: date) -> list[Participation]:
    """Organisations of the alliance with a function and an address to write to."""
    reachable = participations(today=today).exclude(organisation__email="")
    return [each for each in reachable if each.contact_function]


@dataclass(frozen=True)
class Respondent:
    """One sheet of a round and how far it is."""

    sheet: Sheet
    answered: int
    total: int
    state: str

    @property
    def is_by_link(self) -> bool:
        return self.sheet.user_id is None


def respondents_of(asked: Round, *, today: date) -> list[Respondent]:
    sheets = list(sheets_of(asked))
    counts = {
        row["sheet"]: row["count"]
        for row in Answer.objects.filter(sheet__in=sheets, is_current=True)
        .exclude(typed__in=["", []])
        .order_by()
        .values("sheet")
        .annotate(count=Count("pk"))
    }
    tasks = link_tasks_of([sheet for sheet in sheets if sheet.user_id is None])
    every = sum(1 for _question in aid_of_round(asked).questions())
    return [
        Respondent(
            sheet,
            counts.get(sheet.pk, 0),
            len(sheet.questions) or every,
            _state(sheet, tasks.get(sheet.pk, []), today),
        )
        for sheet in sheets
    ]


def _state(sheet: Sheet, tasks: list[LinkTask], today: date) -> str:
    if sheet.is_handed_in:
        return "done"
    if sheet.user_id is not None:
        return "open"
    states = [task.state_on(today) for task in tasks]
    return "open" if "open" in states else str(states[0]) if states else "withdrawn"


def coordinator_on(today: date) -> Membership | None:
    """In whose name reminders go out by themselves: the coordination that has been there longest."""
    return members(today=today).filter(role=Role.COORDINATOR).order_by("valid_from", "pk").first()


def section_of(aid: WorkAid, question: str) -> Section:
    """The one section with this one question."""
    return asked_sections(aid, [question])[0]
