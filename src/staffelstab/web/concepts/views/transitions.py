from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.concepts.actions.add_transition import add_transition
from staffelstab.web.concepts.actions.change_concept import ConceptChanged
from staffelstab.web.concepts.actions.edit_transition import edit_transition
from staffelstab.web.concepts.actions.redo_change import redo_change
from staffelstab.web.concepts.actions.remove_transition import remove_transition
from staffelstab.web.concepts.actions.undo_change import undo_change
from staffelstab.web.concepts.forms import ONLY, HandoverForm, StateForm, TransitionForm
from staffelstab.web.concepts.models import HANDOVER_PARTS, Concept, Transition
from staffelstab.web.concepts.pathway import Prepared, all_features, allowed_values, changed_target_group
from staffelstab.web.concepts.queries.boards import load, newest_change, newest_undo
from staffelstab.web.concepts.rules import may_edit_concept
from staffelstab.web.concepts.views.deeds import back_to, code_word, do_and_show, meanwhile
from staffelstab.web.concepts.views.pages import concept_here
from staffelstab.web.concepts.views.stations import revision_of


@require_POST
def add_transition_view(request: AllianceRequest, alliance_slug: str, concept_id: int) -> HttpResponse:
    concept = concept_here(concept_id)
    may_edit_concept(request.membership, concept).or_refuse()
    form = TransitionForm(request.POST, concept=concept)
    if not form.is_valid():
        messages.error(request, _("Please choose two stations. Nothing was changed."))
        return back_to(request, concept, QueryDict(request.POST.get("view", "")))
    told = {"origin": form.cleaned_data["origin"].offer, "target": form.cleaned_data["target"].offer}
    said = _("Transition added: %(origin)s → %(target)s.") % told
    return do_and_show(
        request, concept, lambda: add_transition(request.membership, concept, **form.cleaned_data), said
    )


@require_POST
def remove_transition_view(
    request: AllianceRequest, alliance_slug: str, concept_id: int, transition_id: int
) -> HttpResponse:
    concept = concept_here(concept_id)
    may_edit_concept(request.membership, concept).or_refuse()
    transition = _transition(concept, transition_id)
    revision = revision_of(request)
    return do_and_show(
        request,
        concept,
        lambda: remove_transition(request.membership, concept, revision=revision, transition=transition),
        _("Transition removed: %(transition)s.") % {"transition": transition},
    )


@require_POST
def transition_state_view(
    request: AllianceRequest, alliance_slug: str, concept_id: int, transition_id: int
) -> HttpResponse:
    concept = concept_here(concept_id)
    may_edit_concept(request.membership, concept).or_refuse()
    transition, form = _transition(concept, transition_id), StateForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please choose a state. Nothing was changed."))
        return back_to(request, concept, QueryDict(request.POST.get("view", "")))
    return do_and_show(
        request,
        concept,
        lambda: edit_transition(request.membership, concept, transition=transition, **form.cleaned_data),
        _("Transition changed: %(transition)s.") % {"transition": transition},
    )


def edit_transition_view(
    request: AllianceRequest, alliance_slug: str, concept_id: int, transition_id: int
) -> HttpResponse:
    """How does somebody get from one hand into the other?"""
    concept = concept_here(concept_id)
    may_edit_concept(request.membership, concept).or_refuse()
    transition = _transition(concept, transition_id)
    ready = load(concept).prepared
    form = HandoverForm(request.POST or None, filters=all_features(ready), initial=_known(transition, ready))
    if request.method == "POST" and form.is_valid():
        when = changed_target_group(transition.when, form.target_group(), ready)
        if _stored(request, concept, transition, form, when):
            return redirect("concepts:concept", alliance_slug, concept_id)
    return render(
        request, "concepts/edit_transition.html", {"form": form, "concept": concept, "transition": transition}
    )


def _stored(
    request: AllianceRequest,
    concept: Concept,
    transition: Transition,
    form: HandoverForm,
    when: dict[str, Any],
) -> bool:
    """Stores, or says in the form why not; what was typed stays there, on the newest revision."""
    revision = form.cleaned_data["revision"]
    try:
        edit_transition(
            request.membership, concept, revision=revision, transition=transition, when=when, **form.parts()
        )
    except ConceptChanged as conflict:
        form.add_error(None, meanwhile(conflict.changes))
        concept.refresh_from_db()
        form.rest_on(concept.revision)
        return False
    except ValidationError as problem:
        form.add_error(None, problem.messages)
        return False
    messages.success(request, _("The transition was stored."))
    return True


@require_POST
def undo_change_view(request: AllianceRequest, alliance_slug: str, concept_id: int) -> HttpResponse:
    concept = concept_here(concept_id)
    may_edit_concept(request.membership, concept).or_refuse()
    change = newest_change(concept)
    if change is None:
        messages.info(request, _("There is nothing to take back."))
        return back_to(request, concept, QueryDict(request.POST.get("view", "")))
    revision = revision_of(request)
    return do_and_show(
        request,
        concept,
        lambda: undo_change(request.membership, concept, revision=revision, change=change),
        _("Taken back: %(what)s.") % {"what": f"{code_word(change.code)}, {change.subject}"},
    )


@require_POST
def redo_change_view(request: AllianceRequest, alliance_slug: str, concept_id: int) -> HttpResponse:
    concept = concept_here(concept_id)
    may_edit_concept(request.membership, concept).or_refuse()
    undo = newest_undo(concept)
    if undo is None:
        messages.info(request, _("There is nothing to bring back."))
        return back_to(request, concept, QueryDict(request.POST.get("view", "")))
    revision = revision_of(request)
    return do_and_show(
        request,
        concept,
        lambda: redo_change(request.membership, concept, revision=revision, undo=undo),
        _("Brought back: %(what)s.") % {"what": undo.subject},
    )


def _transition(concept: Concept, transition_id: int) -> Transition:
    rows = Transition.objects.select_related("origin__offer", "target__offer")
    return get_object_or_404(rows, concept=concept, pk=transition_id)


def _known(transition: Transition, ready: Prepared) -> dict[str, Any]:
    known: dict[str, Any] = {name: getattr(transition, name) for name in HANDOVER_PARTS}
    known |= {name: getattr(transition, name) for name in ("state", "condition", "agreement")}
    known |= {ONLY + name: list(values) for name, values in allowed_values(transition.when, ready).items()}
    return known | {"revision": transition.concept.revision}
