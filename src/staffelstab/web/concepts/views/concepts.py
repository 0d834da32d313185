from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.concepts.actions.change_concept import ConceptChanged
from staffelstab.web.concepts.actions.create_concept import create_concept
from staffelstab.web.concepts.actions.edit_concept import edit_concept
from staffelstab.web.concepts.actions.take_regular_system import take_regular_system
from staffelstab.web.concepts.forms import EditConceptForm, NewConceptForm
from staffelstab.web.concepts.models import Concept
from staffelstab.web.concepts.pathway import DEFAULT_SETTINGS, catalogue_frame
from staffelstab.web.concepts.queries.boards import concepts
from staffelstab.web.concepts.queries.places import places_of_alliance
from staffelstab.web.concepts.rules import may_edit_concept, may_edit_concepts
from staffelstab.web.concepts.views.deeds import meanwhile
from staffelstab.web.concepts.views.pages import concept_here

LIMITS = tuple(DEFAULT_SETTINGS)


def concept_list(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """Which concepts are there?"""
    context = {"concepts": concepts(), "may_edit": may_edit_concepts(request.membership)}
    return render(request, "concepts/list.html", context)


def new_concept(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    may_edit_concepts(request.membership).or_refuse()
    initial = {
        "date": timezone.localdate(),
        "title": _("Pathway concept of %(name)s") % {"name": request.alliance.name},
    }
    form = NewConceptForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        concept = _created(request, **form.cleaned_data)
        messages.success(request, _("The concept was created."))
        return redirect("concepts:concept", alliance_slug, concept.pk)
    return render(request, "concepts/new.html", {"form": form})


@transaction.atomic
def _created(request: AllianceRequest, *, regular_system: bool, **details: Any) -> Concept:
    places = places_of_alliance(request.alliance)
    concept = create_concept(request.membership, **details, **catalogue_frame(), places=places)
    if regular_system:
        take_regular_system(request.membership, concept, revision=concept.revision)
    return concept


def edit_concept_view(request: AllianceRequest, alliance_slug: str, concept_id: int) -> HttpResponse:
    concept = concept_here(concept_id)
    may_edit_concept(request.membership, concept).or_refuse()
    form = EditConceptForm(request.POST or None, initial=_known(concept))
    if request.method == "POST" and form.is_valid() and _stored(request, concept, form):
        return redirect("concepts:concept", alliance_slug, concept_id)
    return render(request, "concepts/edit.html", {"form": form, "concept": concept})


def _stored(request: AllianceRequest, concept: Concept, form: EditConceptForm) -> bool:
    values: dict[str, Any] = dict(form.cleaned_data)
    revision = values.pop("revision")
    limits = {name: values.pop(name) for name in LIMITS}
    kept = {name: limit for name, limit in concept.settings.items() if name not in LIMITS}
    settings = kept | {name: limit for name, limit in limits.items() if limit != DEFAULT_SETTINGS[name]}
    try:
        edit_concept(request.membership, concept, revision=revision, settings=settings, **values)
    except ConceptChanged as conflict:
        form.add_error(None, meanwhile(conflict.changes))
        concept.refresh_from_db()
        form.rest_on(concept.revision)
        return False
    messages.success(request, _("The details of the concept were changed."))
    return True


def _known(concept: Concept) -> dict[str, Any]:
    names = ("title", "date", "valid_from", "valid_to", "assumption_note", "revision")
    known: dict[str, Any] = {name: getattr(concept, name) for name in names}
    return {**known, **DEFAULT_SETTINGS, **concept.settings}
