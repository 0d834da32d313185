"""Partners without an account: ask, remind, withdraw, send a new link."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.alliances.queries import organisations
from staffelstab.web.surveys.actions.ask_partner import Partner, ask_partner
from staffelstab.web.surveys.actions.remind_partner import remind_partner
from staffelstab.web.surveys.actions.renew_link import renew_link
from staffelstab.web.surveys.actions.withdraw_request import withdraw_request
from staffelstab.web.surveys.forms import AskForm, DueForm
from staffelstab.web.surveys.models import Round, Sheet
from staffelstab.web.surveys.queries import (
    aid_of_round,
    answered_in,
    known_contacts,
    link_tasks_of,
    sections_of,
    sheets_of,
    typed_in,
)
from staffelstab.web.surveys.rules import may_run_round
from staffelstab.web.surveys.views.rounds import round_here

TIME_TO_ANSWER = timedelta(days=21)


def ask(request: AllianceRequest, alliance_slug: str, round_id: int) -> HttpResponse:
    """Whom do you ask what, until when?"""
    asked, today = round_here(round_id), timezone.localdate()
    may_run_round(request.membership, asked).or_refuse()
    form = AskForm(
        request.POST or None,
        organisations=organisations(today=today),
        sections=aid_of_round(asked).sections,
        today=today,
        initial=_suggested(request, asked),
    )
    if request.method == "POST" and form.is_valid():
        try:
            sheet = _send(request, asked, form)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The letter to “%(who)s” is on its way.") % {"who": sheet.who})
            return redirect("surveys:round", alliance_slug, round_id)
    contacts = known_contacts(today=today)
    return render(request, "surveys/ask.html", {"form": form, "round": asked, "contacts": contacts})


def _send(request: AllianceRequest, asked: Round, form: AskForm) -> Sheet:
    said = form.cleaned_data
    partner = Partner(said["organisation"], said["function"], said["address"], said["language"])
    return ask_partner(
        request.membership,
        asked,
        partner,
        questions=said["questions"],
        due_on=said["due_on"],
        message=said["message"],
        today=timezone.localdate(),
    )


def _suggested(request: AllianceRequest, asked: Round) -> dict[str, object]:
    """What is known about a contact of the register, and the questions of one section."""
    today, wanted = timezone.localdate(), request.GET.get("stelle", "")
    due = max(today, min(asked.due_on, today + TIME_TO_ANSWER))
    suggested: dict[str, object] = {"due_on": due}
    contact = next((c for c in known_contacts(today=today) if str(c.organisation_id) == wanted), None)
    if contact is not None:
        suggested |= {
            "organisation": contact.organisation_id,
            "function": contact.contact_function,
            "address": contact.organisation.email,
            "questions": [
                question.key
                for section in aid_of_round(asked).sections
                if contact.organisation.actor_type_id in section.asked_types
                for question in section.questions
            ],
        }
    return suggested


def respondent(request: AllianceRequest, alliance_slug: str, round_id: int, sheet_id: int) -> HttpResponse:
    """How far is this partner?"""
    asked = round_here(round_id)
    may_run_round(request.membership, asked).or_refuse()
    sheet = _asked_by_link(asked, sheet_id)
    sections, today = sections_of(sheet), timezone.localdate()
    tasks = link_tasks_of([sheet])[sheet.pk]
    context = {
        "round": asked,
        "sheet": sheet,
        "answered": answered_in(sections, typed_in(sheet)),
        "count": sum(len(section.questions) for section in sections),
        "tasks": [(task, task.state_on(today)) for task in tasks],
        "is_waiting": any(task.state_on(today) == "open" for task in tasks),
        "form": DueForm(today=today, initial={"due_on": today + TIME_TO_ANSWER}),
    }
    return render(request, "surveys/respondent.html", context)


def _asked_by_link(asked: Round, sheet_id: int) -> Sheet:
    return get_object_or_404(sheets_of(asked), pk=sheet_id, user=None)


def _do(
    request: AllianceRequest, round_id: int, sheet_id: int, deed: Callable[[Sheet], object], thanks: str
) -> HttpResponse:
    sheet = _asked_by_link(round_here(round_id), sheet_id)
    try:
        deed(sheet)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, thanks)
    return redirect("surveys:respondent", request.alliance.slug, round_id, sheet_id)


@require_POST
def withdraw(request: AllianceRequest, alliance_slug: str, round_id: int, sheet_id: int) -> HttpResponse:
    def deed(sheet: Sheet) -> None:
        withdraw_request(request.membership, sheet, today=timezone.localdate())

    return _do(request, round_id, sheet_id, deed, _("The link does not open any more."))


@require_POST
def remind(request: AllianceRequest, alliance_slug: str, round_id: int, sheet_id: int) -> HttpResponse:
    def deed(sheet: Sheet) -> None:
        remind_partner(request.membership, sheet, today=timezone.localdate())

    return _do(request, round_id, sheet_id, deed, _("The reminder is on its way."))


@require_POST
def renew(request: AllianceRequest, alliance_slug: str, round_id: int, sheet_id: int) -> HttpResponse:
    today = timezone.localdate()
    form = DueForm(request.POST, today=today)

    def deed(sheet: Sheet) -> None:
        if not form.is_valid():
            raise ValidationError([str(error) for error in form.errors["due_on"]])
        renew_link(request.membership, sheet, due_on=form.cleaned_data["due_on"], today=today)

    return _do(
        request, round_id, sheet_id, deed, _("A new link is on its way; older ones do not open any more.")
    )
