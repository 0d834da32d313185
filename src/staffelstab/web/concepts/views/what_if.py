from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.concepts.exports.timeline import TimelineSign, draw_timeline
from staffelstab.web.concepts.forms import StopForm, WhatIfForm
from staffelstab.web.concepts.models import Concept
from staffelstab.web.concepts.pathway import (
    Prepared,
    Timeline,
    break_story,
    if_stopped,
    prepared,
    regular_document,
    stoppables,
    timeline,
)
from staffelstab.web.concepts.queries.boards import load
from staffelstab.web.concepts.views.pages import concept_here


def what_if(request: AllianceRequest, alliance_slug: str, concept_id: int) -> HttpResponse:
    """What remains after the funding? What does the law change? What if somebody stops?"""
    concept = concept_here(concept_id)
    form = WhatIfForm(request.GET, concept=concept)
    asked, until = form.asked(), form.until()
    loaded = load(concept)
    ready = _world(form, loaded.prepared)
    if request.GET.get("ways"):
        for each in timeline(ready, asked, until).breaks:
            break_story(ready, asked, each.day)
    told = timeline(ready, asked, until)
    context = {
        **_frame(request, concept),
        "form": form,
        "asked": asked,
        "until": until,
        "timeline": told,
        "problems": not ready.pathway,
        "drawing": _drawn(told, asked.date, until, request.GET.urlencode()),
        "stop_form": StopForm(None, choices=stoppables(loaded.prepared)),
        "are_ways_known": all(each.moved for each in told.breaks),
    }
    return render(request, "concepts/what_if.html", context)


def _world(form: WhatIfForm, concept: Prepared) -> Prepared:
    if form.is_regular():
        return prepared(regular_document(form.asked().date, form.until()))
    return concept


def _frame(request: AllianceRequest, concept: Concept) -> dict[str, Any]:
    return {
        "concept": concept,
        "tab": "what_if",
        "view": request.GET.urlencode(),
        "back": reverse("concepts:what_if", args=[request.alliance.slug, concept.pk]),
    }


def _drawn(told: Timeline, start: date, until: date, query: str) -> str:
    signs = [
        TimelineSign(
            each.day,
            kind,
            number,
            f"{number}: {each.day:%d.%m.%Y}, {each.title}",
            f"#break-{number}",
        )
        for number, each in enumerate(told.breaks, 1)
        for kind in each.kinds
    ]
    lanes = {"funding": _("Funding ends"), "offer": _("Offers"), "law": _("Law")}
    return draw_timeline(signs, start, until, title=_("Timeline of the breaks"), lanes=lanes)


def break_view(request: AllianceRequest, alliance_slug: str, concept_id: int, day: str) -> HttpResponse:
    """Who gains and who loses which way on this day?"""
    concept = concept_here(concept_id)
    form = WhatIfForm(request.GET, concept=concept)
    ready, asked = _world(form, load(concept).prepared), form.asked()
    found = _break_on(timeline(ready, asked, form.until()), day)
    events = break_story(ready, asked, found.day)
    groups = [group for event in events for group in event.groups]
    context = {
        **_frame(request, concept),
        "break": found,
        "events": events,
        "losing": [group for group in groups if group.loses],
        "gaining": [group for group in groups if not group.loses],
        "is_regular": form.is_regular(),
    }
    return render(request, "concepts/break.html", context)


def _break_on(told: Timeline, day: str) -> Any:
    found = next((each for each in told.breaks if each.day.isoformat() == day), None)
    if found is None:
        raise Http404
    return found


def stop_view(request: AllianceRequest, alliance_slug: str, concept_id: int) -> HttpResponse:
    """If this provider stops: who loses every way?"""
    concept = concept_here(concept_id)
    ready = load(concept).prepared
    form = WhatIfForm(request.GET, concept=concept)
    choices = stoppables(ready)
    chosen = next((each for each in choices if each.name == request.GET.get("what")), None)
    asked = replace(form.asked(), date=concept.date)
    context = {
        **_frame(request, concept),
        "stop_form": StopForm(request.GET if chosen else None, choices=choices),
        "chosen": chosen,
        "asked": asked,
        "told": if_stopped(ready, asked, chosen) if chosen else None,
    }
    return render(request, "concepts/stop.html", context)
