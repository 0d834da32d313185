"""Answers side by side; the coordination decides."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.alliances.queries import slug_of
from staffelstab.web.kit.meanwhile import ChangedMeanwhile
from staffelstab.web.kit.sheets import FORMATS, as_file
from staffelstab.web.surveys.actions.decide_answer import decide_answer, version_of
from staffelstab.web.surveys.exports.results import answers_table
from staffelstab.web.surveys.forms import boxes_of, typed_from
from staffelstab.web.surveys.models import Answer, Round
from staffelstab.web.surveys.pathway import Question, Typed, World, in_words, text_of_answer
from staffelstab.web.surveys.queries import (
    aid_of_round,
    answers_handed_in,
    compare_question,
    compared,
    decisions_of,
    history_of,
    merged,
    numbers_of,
    section_of,
    sheets_of,
    world_of,
)
from staffelstab.web.surveys.rules import may_run_round, may_see_answers
from staffelstab.web.surveys.views.rounds import round_here
from staffelstab.web.surveys.views.sheets import MORE

OWN = "own"


def compare(request: AllianceRequest, alliance_slug: str, round_id: int) -> HttpResponse:
    """Who says what, and where do the answers differ?"""
    asked = round_here(round_id)
    may_see_answers(request.membership).or_refuse()
    sections = compared(asked, world_of(request.alliance))
    context = {
        "round": asked,
        "sections": sections,
        "numbers": numbers_of(sections),
        "may_run": may_run_round(request.membership, asked),
    }
    return render(request, "surveys/compare.html", context)


def export(request: AllianceRequest, alliance_slug: str, round_id: int, kind: str) -> HttpResponse:
    """All answers and decisions as a table."""
    asked = round_here(round_id)
    may_see_answers(request.membership).or_refuse()
    if kind not in FORMATS:
        raise Http404
    table = answers_table(compared(asked, world_of(request.alliance)))
    answer = HttpResponse(as_file(kind, [table], title=asked.title), content_type=FORMATS[kind])
    name = slug_of(asked.title)[:80] or "antworten"
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer


def history(
    request: AllianceRequest, alliance_slug: str, round_id: int, sheet_id: int, question_key: str
) -> HttpResponse:
    """Who wrote what, when? Only of what was handed in: a draft is nobody else's."""
    asked = round_here(round_id)
    may_see_answers(request.membership).or_refuse()
    sheet = get_object_or_404(sheets_of(asked), pk=sheet_id, handed_in_at__isnull=False)
    question, world = _question(asked, question_key), world_of(request.alliance)
    steps = [(step, text_of_answer(question, step.typed, world)) for step in history_of(sheet, question_key)]
    context = {"round": asked, "sheet": sheet, "label": in_words(question.label), "steps": steps}
    return render(request, "surveys/history.html", context)


def decide(request: AllianceRequest, alliance_slug: str, round_id: int, question_key: str) -> HttpResponse:
    """Which answer is to count for the alliance?"""
    asked = round_here(round_id)
    may_run_round(request.membership, asked).or_refuse()
    question = _question(asked, question_key)
    if request.method != "POST" or MORE in request.POST:
        return _decide_page(request, asked, question)
    try:
        _decide(request, asked, question)
    except ChangedMeanwhile:
        return _decide_page(request, asked, question, is_meanwhile=True)
    except ValidationError as problem:
        return _decide_page(request, asked, question, problems=problem.messages)
    messages.success(request, _("The decision was saved. Nothing has been taken over yet."))
    beside = reverse("surveys:compare", args=(alliance_slug, round_id))
    return redirect(f"{beside}#question-{question_key.replace('.', '-')}")


def _question(asked: Round, key: str) -> Question:
    try:
        return aid_of_round(asked).question(key)
    except LookupError:
        raise Http404 from None


def _decide(request: AllianceRequest, asked: Round, question: Question) -> None:
    choice = request.POST.get("choice", "")
    answer = next((a for a in _answers(asked, question) if str(a.pk) == choice), None)
    if answer is None and choice != OWN:
        raise ValidationError(_("Please choose an answer or write one."))
    decide_answer(
        request.membership,
        asked,
        question.key,
        answer=answer,
        typed=None if answer else typed_from(request.POST, [question]).get(question.key),
        reason=request.POST.get("reason", ""),
        seen=request.POST.get("seen", ""),
    )


def _answers(asked: Round, question: Question) -> list[Answer]:
    return [answer for answer in answers_handed_in(asked) if answer.question == question.key]


def _decide_page(
    request: AllianceRequest,
    asked: Round,
    question: Question,
    *,
    problems: list[str] | None = None,
    is_meanwhile: bool = False,
) -> HttpResponse:
    world, answers = world_of(request.alliance), _answers(asked, question)
    decision = decisions_of(asked).get(question.key)
    known: Typed = decision.typed if decision else merged(question, answers)
    typed = typed_from(request.POST, [question]).get(question.key, known)
    taken = decision.answer_id if decision else None
    context = {
        "round": asked,
        "each": compare_question(question, answers, decision, world, len(answers)),
        "box": _box(asked, question, typed, world, request.POST.get(MORE, "")),
        "chosen": request.POST.get("choice", str(taken or OWN) if decision or not answers else ""),
        "reason": request.POST.get("reason", decision.reason if decision else ""),
        "seen": request.POST.get("seen", version_of(decision)) if not is_meanwhile else version_of(decision),
        "meanwhile": decision if is_meanwhile else None,
        "problems": problems or [],
    }
    return render(request, "surveys/decide.html", context)


def _box(asked: Round, question: Question, typed: Typed, world: World, more: str) -> object:
    section = section_of(aid_of_round(asked), question.key)
    return boxes_of([section], {question.key: typed}, world, more=more)[0].boxes[0]
