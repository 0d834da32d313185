from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.concepts.actions.accept_finding import accept_finding
from staffelstab.web.concepts.actions.assign_finding import assign_finding
from staffelstab.web.concepts.actions.reopen_finding import reopen_finding
from staffelstab.web.concepts.forms import AcceptForm, AssignForm, NarrowForm
from staffelstab.web.concepts.models import Concept
from staffelstab.web.concepts.pathway import filters
from staffelstab.web.concepts.queries.worklist import (
    causes,
    counts,
    organisations_of,
    settled_cares,
    work_items,
)
from staffelstab.web.concepts.rules import may_care_for_findings
from staffelstab.web.concepts.views.pages import concept_here, page_of


def worklist(request: AllianceRequest, alliance_slug: str, concept_id: int) -> HttpResponse:
    """What is to be done, by whom, until when?"""
    concept = concept_here(concept_id)
    page = page_of(concept, QueryDict())
    form = NarrowForm(
        request.GET,
        organisations=organisations_of(page.board),
        filters=filters(page.board.loaded.prepared),
        places=concept.places,
    )
    items = work_items(page.board, today=timezone.localdate())
    shown = list(filter(form.narrowing().lets_in, items))
    context = {
        "concept": concept,
        "tab": "worklist",
        "form": form,
        "telling": page.board.telling,
        "all_count": len(items),
        "shown_count": len(shown),
        "counts": counts(items),
        "causes": causes(shown),
        "settled": settled_cares(concept, items),
        "back": reverse("concepts:worklist", args=[alliance_slug, concept_id]),
    }
    return render(request, "concepts/worklist.html", context)


@require_POST
def assign_finding_view(request: AllianceRequest, alliance_slug: str, concept_id: int) -> HttpResponse:
    concept, told = _finding(request, concept_id)
    form = AssignForm(request.POST)
    if not form.is_valid():
        return _back(request, concept, " ".join(_errors(form)))
    given = form.cleaned_data

    def deed() -> object:
        return assign_finding(request.membership, concept, name=told.name, title=told.title, **given)

    return _done(request, concept, deed, _("The finding was assigned."))


@require_POST
def accept_finding_view(request: AllianceRequest, alliance_slug: str, concept_id: int) -> HttpResponse:
    concept, told = _finding(request, concept_id)
    form = AcceptForm(request.POST)
    if not form.is_valid():
        return _back(request, concept, " ".join(_errors(form)))
    because, today = form.cleaned_data["because"], timezone.localdate()

    def deed() -> object:
        return accept_finding(
            request.membership, concept, name=told.name, title=told.title, because=because, today=today
        )

    return _done(request, concept, deed, _("The finding is accepted as known. The reason is printed."))


@require_POST
def reopen_finding_view(request: AllianceRequest, alliance_slug: str, concept_id: int) -> HttpResponse:
    concept, told = _finding(request, concept_id)

    def deed() -> object:
        return reopen_finding(request.membership, concept, name=told.name, title=told.title)

    return _done(request, concept, deed, _("The finding is open again."))


def _finding(request: AllianceRequest, concept_id: int) -> tuple[Concept, Any]:
    """The finding that the form names, if the check finds it under the question of the page."""
    concept = concept_here(concept_id)
    may_care_for_findings(request.membership, concept).or_refuse()
    page = page_of(concept, QueryDict(request.POST.get("view", "")))
    name = request.POST.get("finding", "")
    told = next((each for each in page.board.telling.findings if each.name == name), None)
    if told is None:
        raise Http404
    return concept, told


def _done(request: AllianceRequest, concept: Concept, deed: Callable[[], object], said: str) -> HttpResponse:
    try:
        deed()
    except ValidationError as problem:
        return _back(request, concept, " ".join(problem.messages))
    messages.success(request, said)
    return _back(request, concept)


def _back(request: AllianceRequest, concept: Concept, problem: str = "") -> HttpResponse:
    """To the finding, with the question it was found under."""
    if problem:
        messages.error(request, _("Nothing was changed. %(why)s") % {"why": problem})
    query = QueryDict(request.POST.get("view", ""), mutable=True)
    query["finding"] = request.POST.get("finding", "")
    address = reverse("concepts:finding", args=[request.alliance.slug, concept.pk])
    return redirect(f"{address}?{query.urlencode()}#care")


def _errors(form: Any) -> list[str]:
    return [message for found in form.errors.values() for message in found]
