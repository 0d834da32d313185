"""What all pages share on which a sheet is filled in, with an account or by link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import LinkTask, Membership
from staffelstab.web.surveys.actions.save_answers import Saved, save_answers
from staffelstab.web.surveys.forms import boxes_of, marks_from, typed_from
from staffelstab.web.surveys.models import Sheet
from staffelstab.web.surveys.pathway import Question, Section, Typed, World, text_of_answer

MORE = "mehr"
"""In the address: the question for which further empty rows are wanted."""
Sections = tuple[Section, ...]


@dataclass(frozen=True)
class Sent:
    """What a page sent, and what became of it."""

    typed: Mapping[str, Typed]
    saved: Saved
    notes: tuple[str, ...]


def keep(
    request: HttpRequest, author: Membership | LinkTask, sheet: Sheet, sections: Sections, world: World
) -> Sent:
    questions = questions_in(sections)
    typed = typed_from(request.POST, questions.values())
    saved = save_answers(author, sheet, typed, seen=marks_from(request.POST, questions.values()))
    return Sent(typed, saved, tuple(_notes(saved, questions, world)))


def fragment(request: HttpRequest, sent: Sent, sections: Sections, world: World) -> HttpResponse:
    """The word below a question that was just left."""
    shown = boxes_of(sections, sent.typed, world)
    box = next((box for part in shown for box in part.boxes if box.question.key in sent.typed), None)
    if box is None:
        raise Http404
    context = {"box": box, "notes": sent.notes, "refused": sent.saved.refused, "at": timezone.now()}
    return render(request, "surveys/_saved.html", context)


def say(request: HttpRequest, sent: Sent) -> None:
    for note in sent.notes:
        messages.warning(request, note)
    if not sent.saved.refused:
        messages.success(request, _("Saved. You can go on at any time."))


def questions_in(sections: Sections) -> dict[str, Question]:
    return {question.key: question for section in sections for question in section.questions}


def _notes(saved: Saved, questions: Mapping[str, Question], world: World) -> list[str]:
    text = _(
        "Meanwhile somebody else had entered “%(theirs)s” (%(who)s). Your answer counts now; the other one is kept."
    )
    clashes = [
        text % {"theirs": text_of_answer(questions[key], other.typed, world)[:200], "who": other.by}
        for key, other in saved.clashes.items()
    ]
    return [*clashes, *saved.refused.values()]
