from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.intake.actions.discard_list import discard_list
from staffelstab.web.intake.actions.stop_work import stop_work
from staffelstab.web.intake.enums import State
from staffelstab.web.intake.rules import may_take_in_lists
from staffelstab.web.intake.tasks import start
from staffelstab.web.intake.views.pages import list_here


@require_POST
def take_over_view(request: AllianceRequest, alliance_slug: str, list_id: int) -> HttpResponse:
    may_take_in_lists(request.membership).or_refuse()
    start(request.membership, list_here(list_id), State.TAKING, today=timezone.localdate())
    return redirect("intake:list", alliance_slug, list_id)


@require_POST
def take_back_view(request: AllianceRequest, alliance_slug: str, list_id: int) -> HttpResponse:
    may_take_in_lists(request.membership).or_refuse()
    start(request.membership, list_here(list_id), State.UNDOING, today=timezone.localdate())
    return redirect("intake:list", alliance_slug, list_id)


@require_POST
def go_on_view(request: AllianceRequest, alliance_slug: str, list_id: int) -> HttpResponse:
    """Goes on with what was interrupted, behind the last rows that were done."""
    may_take_in_lists(request.membership).or_refuse()
    shown = list_here(list_id)
    if shown.is_at_work:
        start(request.membership, shown, State(shown.state), today=timezone.localdate())
    return redirect("intake:list", alliance_slug, list_id)


@require_POST
def stop_view(request: AllianceRequest, alliance_slug: str, list_id: int) -> HttpResponse:
    may_take_in_lists(request.membership).or_refuse()
    stop_work(request.membership, list_here(list_id))
    messages.info(request, _("The work stops after the rows at hand."))
    return redirect("intake:list", alliance_slug, list_id)


@require_POST
def discard_view(request: AllianceRequest, alliance_slug: str, list_id: int) -> HttpResponse:
    may_take_in_lists(request.membership).or_refuse()
    discard_list(request.membership, list_here(list_id))
    messages.success(request, _("The list was discarded with all its rows."))
    return redirect("intake:lists", alliance_slug)
