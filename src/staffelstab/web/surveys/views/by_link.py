"""A partner without an account answers what was asked; the link is the key."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from staffelstab.web.alliances.enums import LinkState
from staffelstab.web.alliances.middleware import answers_link
from staffelstab.web.alliances.models import LinkRequest
from staffelstab.web.surveys.actions.hand_in_sheet import hand_in_sheet
from staffelstab.web.surveys.forms import boxes_of, number_of_problems
from staffelstab.web.surveys.models import Sheet
from staffelstab.web.surveys.pathway import FILL, Typed, in_words
from staffelstab.web.surveys.queries import (
    aid_of_round,
    answered_in,
    lines_of,
    sections_of,
    sheet_of_task,
    time_for,
    typed_in,
    world_of,
)
from staffelstab.web.surveys.views.sheets import MORE, Sent, fragment, keep, say

CHECK = "pruefen"
"""In the address: show what cannot be understood before it is handed in all the same."""


@answers_link(FILL, also_when_done=True)
def fill_by_link(request: LinkRequest, link_key: str) -> HttpResponse:
    """What are you asked, and what did you answer so far?"""
    task, sheet = request.link_task, sheet_of_task(request.link_task)
    if task.state_on(timezone.localdate()) == LinkState.DONE or sheet.is_handed_in:
        return _receipt(request, sheet)
    if request.method != "POST":
        return _page(request, sheet, {})
    world, sections = world_of(task.alliance), sections_of(sheet)
    sent = keep(request, task, sheet, sections, world)
    if request.htmx:
        return fragment(request, sent, sections, world)
    if sent.saved.refused:
        say(request, sent)
        return _page(request, sheet, dict(sent.typed))
    return _after_saving(request, sheet, sent)


def _after_saving(request: LinkRequest, sheet: Sheet, sent: Sent) -> HttpResponse:
    """Stay and go on, ask for rows, or hand in: at once when all is understood, otherwise when insisted."""
    if more := request.POST.get(MORE):
        return redirect(f"{request.path}?{MORE}={more}#question-{more.replace('.', '-')}")
    if "hand_in" not in request.POST:
        say(request, sent)
        return redirect(request.path)
    shown = boxes_of(sections_of(sheet), typed_in(sheet), world_of(sheet.alliance))
    if number_of_problems(shown) and request.POST["hand_in"] != "anyway":
        return redirect(f"{request.path}?{CHECK}=1")
    try:
        hand_in_sheet(request.link_task, sheet, today=timezone.localdate())
    except ValidationError as problem:
        return _page(request, sheet, {}, problems=problem.messages)
    return redirect(request.path)


def _page(
    request: LinkRequest, sheet: Sheet, typed: dict[str, Typed], problems: list[str] | None = None
) -> HttpResponse:
    sections, kept = sections_of(sheet), typed_in(sheet)
    shown = boxes_of(sections, kept | typed, world_of(sheet.alliance), more=request.GET.get(MORE, ""))
    context: dict[str, Any] = {
        "sheet": sheet,
        "task": request.link_task,
        "sections": shown,
        "count": sum(len(section.questions) for section in sections),
        "answered": answered_in(sections, kept),
        "time": time_for(sections),
        "purpose": in_words(aid_of_round(sheet.round).purpose),
        "is_checking": CHECK in request.GET and number_of_problems(shown) > 0,
        "problems": problems or [],
    }
    return render(request, "surveys/by_link.html", context)


def _receipt(request: LinkRequest, sheet: Sheet) -> HttpResponse:
    context = {"sheet": sheet, "task": request.link_task, "lines": lines_of(sheet)}
    return render(request, "surveys/receipt.html", context)
