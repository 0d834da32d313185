"""One's own sheet, section by section."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.surveys.actions.begin_sheet import begin_sheet
from staffelstab.web.surveys.actions.hand_in_sheet import hand_in_sheet
from staffelstab.web.surveys.actions.reopen_sheet import reopen_sheet
from staffelstab.web.surveys.forms import boxes_of
from staffelstab.web.surveys.models import Round
from staffelstab.web.surveys.pathway import Section, Typed, in_words
from staffelstab.web.surveys.queries import aid_of_round, own_sheet, sheets_of, typed_in, world_of
from staffelstab.web.surveys.rules import may_answer
from staffelstab.web.surveys.views.rounds import round_here
from staffelstab.web.surveys.views.sheets import MORE, Sent, fragment, keep, say


def fill(request: AllianceRequest, alliance_slug: str, round_id: int, section_key: str) -> HttpResponse:
    """What do you know about this?"""
    asked, person = round_here(round_id), request.membership
    may_answer(person, asked).or_refuse()
    sections = aid_of_round(asked).sections
    here = next((section for section in sections if section.key == section_key), None)
    if here is None:
        raise Http404
    typed: dict[str, Typed] = {}
    if request.method == "POST":
        sent = _save(request, asked, here)
        if request.htmx:
            return fragment(request, sent, (here,), world_of(request.alliance))
        say(request, sent)
        if not sent.saved.refused:
            return redirect(_next_address(request, asked.pk, here, sections))
        typed = dict(sent.typed)
    return render(request, "surveys/fill.html", _context(request, asked, here, typed))


def _save(request: AllianceRequest, asked: Round, here: Section) -> Sent:
    mine = begin_sheet(request.membership, asked, today=timezone.localdate())
    return keep(request, request.membership, mine, (here,), world_of(request.alliance))


def _context(
    request: AllianceRequest, asked: Round, here: Section, typed: dict[str, Typed]
) -> dict[str, object]:
    mine, sections = own_sheet(request.membership, asked), aid_of_round(asked).sections
    known = typed_in(mine) | typed
    return {
        "round": asked,
        "mine": mine,
        "title": in_words(here.title),
        "sections": boxes_of((here,), known, world_of(request.alliance), more=request.GET.get(MORE, "")),
        "steps": [(in_words(s.title), _address(request, asked.pk, s), s == here) for s in sections],
    }


def _address(request: AllianceRequest, round_id: int, section: Section) -> str:
    return reverse("surveys:fill", args=(request.alliance.slug, round_id, section.key))


def _next_address(
    request: AllianceRequest, round_id: int, here: Section, sections: tuple[Section, ...]
) -> str:
    """Further rows: the same page. Otherwise the next section, after the last one the round."""
    if more := request.POST.get(MORE):
        return f"{_address(request, round_id, here)}?{MORE}={more}#question-{more.replace('.', '-')}"
    if "stay" in request.POST:
        return _address(request, round_id, here)
    following = sections[sections.index(here) + 1 :]
    if following:
        return _address(request, round_id, following[0])
    return reverse("surveys:round", args=(request.alliance.slug, round_id))


@require_POST
def hand_in(request: AllianceRequest, alliance_slug: str, round_id: int) -> HttpResponse:
    asked = round_here(round_id)
    may_answer(request.membership, asked).or_refuse()
    mine = get_object_or_404(sheets_of(asked), user=request.user)
    try:
        hand_in_sheet(request.membership, mine, today=timezone.localdate())
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("Your answers were handed in. Thank you!"))
    return redirect("surveys:round", alliance_slug, round_id)


@require_POST
def reopen(request: AllianceRequest, alliance_slug: str, round_id: int) -> HttpResponse:
    mine = get_object_or_404(sheets_of(round_here(round_id)), user=request.user)
    reopen_sheet(request.membership, mine)
    messages.success(request, _("You can change your answers again. Please hand them in afterwards."))
    return redirect("surveys:round", alliance_slug, round_id)
