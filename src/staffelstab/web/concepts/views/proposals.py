from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.concepts.actions.accept_proposal import accept_proposal
from staffelstab.web.concepts.actions.change_concept import ConceptChanged
from staffelstab.web.concepts.actions.propose_change import propose_change
from staffelstab.web.concepts.actions.reject_proposal import reject_proposal
from staffelstab.web.concepts.forms import AnswerForm, ProposalForm, ProposeTransitionForm
from staffelstab.web.concepts.models import HANDOVER_PARTS, Proposal, Transition
from staffelstab.web.concepts.queries.proposals import told_proposals
from staffelstab.web.concepts.rules import may_answer_proposals, may_propose, may_propose_here
from staffelstab.web.concepts.views.deeds import meanwhile
from staffelstab.web.concepts.views.pages import concept_here

PROPOSABLE = ("state", "condition", "agreement", *HANDOVER_PARTS)


def proposals(request: AllianceRequest, alliance_slug: str, concept_id: int) -> HttpResponse:
    """What do partners propose, and what became of it?"""
    concept = concept_here(concept_id)
    may_add = may_propose_here(request.membership, concept)
    form = ProposeTransitionForm(request.POST or None, concept=concept)
    if request.method == "POST" and form.is_valid() and _proposed(request, form, **form.cleaned_data):
        return redirect("concepts:proposals", alliance_slug, concept_id)
    context = {
        "concept": concept,
        "tab": "proposals",
        "proposals": told_proposals(concept),
        "may_answer": may_answer_proposals(request.membership, concept),
        "may_add": may_add,
        "form": form,
    }
    return render(request, "concepts/proposals.html", context)


def propose_view(
    request: AllianceRequest, alliance_slug: str, concept_id: int, transition_id: int
) -> HttpResponse:
    """What would you change about this transition, and why?"""
    concept = concept_here(concept_id)
    rows = Transition.objects.select_related("origin__offer", "target__offer")
    transition = get_object_or_404(rows, concept=concept, pk=transition_id)
    may_propose(request.membership, concept, transition.origin, transition.target).or_refuse()
    known = {name: getattr(transition, name) for name in PROPOSABLE}
    form = ProposalForm(request.POST or None, initial=known)
    ends = {"origin": transition.origin, "target": transition.target}
    if request.method == "POST" and form.is_valid() and _proposed(request, form, **ends, **form.cleaned_data):
        return redirect("concepts:proposals", alliance_slug, concept_id)
    context = {"concept": concept, "transition": transition, "form": form}
    return render(request, "concepts/propose.html", context)


def _proposed(request: AllianceRequest, form: Any, **values: Any) -> bool:
    try:
        propose_change(request.membership, values["origin"].concept, **values)
    except ValidationError as problem:
        form.add_error(None, problem.messages)
        return False
    messages.success(request, _("Your proposal was sent to the coordination. The concept stays as it is."))
    return True


@require_POST
def answer_proposal_view(request: AllianceRequest, alliance_slug: str, proposal_id: int) -> HttpResponse:
    proposal = get_object_or_404(Proposal.objects.select_related("concept"), pk=proposal_id)
    may_answer_proposals(request.membership, proposal.concept).or_refuse()
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please accept or reject. Nothing was changed."))
    else:
        _answered(request, proposal, form)
    return redirect("concepts:proposals", alliance_slug, proposal.concept_id)


def _answered(request: AllianceRequest, proposal: Proposal, form: AnswerForm) -> None:
    given = form.cleaned_data
    try:
        if given["verdict"] == "accept":
            accept_proposal(request.membership, proposal, revision=given["revision"], answer=given["answer"])
            messages.success(request, _("The proposal stands in the concept."))
        else:
            reject_proposal(request.membership, proposal, answer=given["answer"])
            messages.success(request, _("The proposal was rejected. The partner reads the reason."))
    except ConceptChanged as conflict:
        messages.warning(request, meanwhile(conflict.changes))
    except ValidationError as problem:
        messages.error(request, _("Nothing was changed. %(why)s") % {"why": " ".join(problem.messages)})
