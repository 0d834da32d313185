from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.concepts.actions.add_transition import add_transition
from staffelstab.web.concepts.actions.branch_variant import branch_variant
from staffelstab.web.concepts.actions.change_concept import ConceptChanged
from staffelstab.web.concepts.actions.merge_variant import merge_variant
from staffelstab.web.concepts.forms import BranchForm, CompareForm, MergeForm
from staffelstab.web.concepts.models import Concept, Station, Version
from staffelstab.web.concepts.pathway import Asked, compared, part_word
from staffelstab.web.concepts.queries.merging import Merged, merge_plan
from staffelstab.web.concepts.queries.snapshots import snapshot_of
from staffelstab.web.concepts.queries.versions import document_of_side, variants_of, versions_of
from staffelstab.web.concepts.rules import may_branch, may_merge
from staffelstab.web.concepts.views.deeds import meanwhile
from staffelstab.web.concepts.views.pages import concept_here, page_of
from staffelstab.web.offers.models import Offer


@require_POST
def branch_variant_view(request: AllianceRequest, alliance_slug: str, concept_id: int) -> HttpResponse:
    concept = concept_here(concept_id)
    may_branch(request.membership, concept).or_refuse()
    form = BranchForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please give the variant a title. Nothing was changed."))
        return redirect("concepts:versions", alliance_slug, concept_id)
    variant = branch_variant(request.membership, concept, title=form.cleaned_data["title"])
    messages.success(request, _("This is the variant. What you change here leaves the concept as it is."))
    return redirect("concepts:concept", alliance_slug, variant.pk)


@require_POST
def try_repair_view(request: AllianceRequest, alliance_slug: str, concept_id: int) -> HttpResponse:
    """One click: a variant with the smallest repair in it, compared with the concept."""
    concept = concept_here(concept_id)
    may_branch(request.membership, concept).or_refuse()
    page = page_of(concept, request.POST)
    if page.story is None or not page.story.repairs:
        raise Http404
    origin, target = (page.board.loaded.by_key[key] for key in page.story.repairs[0])
    title = _("Try: %(origin)s → %(target)s") % {
        "origin": origin.offer.drawn_title,
        "target": target.offer.drawn_title,
    }
    variant = branch_variant(request.membership, concept, title=title[:200])
    ends = {each.offer_id: each for each in Station.objects.filter(concept=variant).select_related("offer")}
    add_transition(
        request.membership,
        variant,
        revision=variant.revision,
        origin=ends[origin.offer_id],
        target=ends[target.offer_id],
    )
    messages.success(request, _("The repair stands in a variant. Below you see what it does."))
    address = reverse("concepts:compare", args=[alliance_slug, concept_id])
    return redirect(f"{address}?left=c{concept.pk}&right=c{variant.pk}")


def compare(request: AllianceRequest, alliance_slug: str, concept_id: int) -> HttpResponse:
    """What is different between these two?"""
    concept = concept_here(concept_id)
    root = concept.variant_of or concept
    sides = {f"c{each.pk}": each for each in (root, *variants_of(root))}
    versions = {f"v{each.pk}": each for each in versions_of(root)}
    form = CompareForm(request.GET, concepts=sides, versions=versions, usual=_usual(concept, sides, versions))
    known: dict[str, Concept | Version] = {**sides, **versions}
    left, right = (_whole(known[name]) for name in form.sides())
    found = compared(document_of_side(left), document_of_side(right), Asked(date=root.date))
    context = {
        "concept": concept,
        "tab": "versions",
        "form": form,
        "left": left,
        "right": right,
        "found": found,
        "merge_into": right if isinstance(right, Concept) and right.variant_of_id else None,
    }
    return render(request, "concepts/compare.html", context)


def _usual(concept: Concept, sides: dict[str, Concept], versions: dict[str, Version]) -> tuple[str, str]:
    """The concept against the variant one comes from, else the newest version against the concept."""
    names = [*sides]
    if concept.variant_of_id:
        return names[0], f"c{concept.pk}"
    first = next(iter(versions), names[-1])
    return first, names[0]


def _whole(side: Concept | Version) -> Concept | Version:
    """A version was listed without its content."""
    if isinstance(side, Version):
        return get_object_or_404(Version.objects.select_related("concept"), pk=side.pk)
    return side


def merge(request: AllianceRequest, alliance_slug: str, concept_id: int) -> HttpResponse:
    """What comes over from the variant, and where did both change the same?"""
    variant = concept_here(concept_id)
    if variant.variant_of is None:
        raise Http404
    may_merge(request.membership, variant).or_refuse()
    concept = variant.variant_of
    plan = merge_plan(snapshot_of(concept), variant.base, snapshot_of(variant))
    words = _words_of(plan.items)
    conflicts = [(item.name, words[item.name]) for item in plan.conflicts]
    form = MergeForm(request.POST or None, conflicts=conflicts, initial={"revision": concept.revision})
    if request.method == "POST" and form.is_valid() and _merged(request, variant, form):
        return redirect("concepts:concept", alliance_slug, concept.pk)
    context = {
        "concept": variant,
        "root": concept,
        "form": form,
        "agreed": [words[item.name] for item in plan.agreed],
        "has_conflicts": bool(conflicts),
    }
    return render(request, "concepts/merge.html", context)


def _merged(request: AllianceRequest, variant: Concept, form: MergeForm) -> bool:
    try:
        merge_variant(
            request.membership,
            variant,
            revision=form.cleaned_data["revision"],
            from_variant=form.from_variant(),
        )
    except ConceptChanged as conflict:
        form.add_error(None, meanwhile(conflict.changes))
        return False
    except ValidationError as problem:
        form.add_error(None, problem.messages)
        return False
    messages.success(request, _("The variant was merged. It can be taken back like any change."))
    return True


def _words_of(items: tuple[Merged, ...]) -> dict[str, str]:
    """Name → what happens, in words: offers by their title."""
    wanted = {int(key) for item in items for key in item.key.split(">") if key.isdecimal()}
    titles = {str(offer.pk): offer.title for offer in Offer.objects.filter(pk__in=wanted)}
    deeds = {"added": _("added"), "removed": _("removed"), "changed": _("changed")}
    told = {}
    for item in items:
        thing = " → ".join(titles.get(key, key) for key in item.key.split(">"))
        parts = f" ({', '.join(_changed(item))})" if item.deed == "changed" and _changed(item) else ""
        told[item.name] = f"{_part(item, thing)}: {deeds[item.deed]}{parts}"
    return told


def _part(item: Merged, thing: str) -> str:
    words = {
        "stations": _("Station %(thing)s"),
        "transitions": _("Transition %(thing)s"),
        "others": _("Offer of the file %(thing)s"),
    }
    return words[item.part] % {"thing": thing} if item.part in words else part_word(item.key)


def _changed(item: Merged) -> list[str]:
    rows: list[Any] = [item.base, item.wanted]
    if not all(isinstance(row, dict) for row in rows):
        return []
    return [part_word(name) for name in item.wanted if item.base.get(name) != item.wanted[name]]
