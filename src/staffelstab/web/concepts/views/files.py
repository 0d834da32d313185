from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.alliances.queries import slug_of
from staffelstab.web.concepts.actions.apply_import import apply_import
from staffelstab.web.concepts.actions.read_import import read_import
from staffelstab.web.concepts.actions.undo_import import undo_import
from staffelstab.web.concepts.forms import UploadForm
from staffelstab.web.concepts.models import Concept, Import
from staffelstab.web.concepts.pathway import WRITERS, UnreadableFile, write_file
from staffelstab.web.concepts.queries.boards import document_for_export, imports_here
from staffelstab.web.concepts.queries.plans import plan_of
from staffelstab.web.concepts.rules import may_apply_import, may_edit_concepts, may_undo_import
from staffelstab.web.concepts.views.pages import concept_here
from staffelstab.web.concepts.views.previews import doubts_of, groups_of

MOST_EARLIER = 10


def upload(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    may_edit_concepts(request.membership).or_refuse()
    initial = {"concept": request.GET.get("concept")}
    form = UploadForm(
        request.POST or None, request.FILES or None, concepts=Concept.objects.all(), initial=initial
    )
    problems: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            imported = read_import(
                request.membership,
                file_name=given["file"].name,
                content=given["file"].read(),
                concept=given["concept"],
            )
        except UnreadableFile as error:
            problems = error.sentences
        else:
            return redirect("concepts:preview", alliance_slug, imported.pk)
    context = {"form": form, "problems": problems, "imports": imports_here()[:MOST_EARLIER]}
    return render(request, "concepts/upload.html", context)


def preview(request: AllianceRequest, alliance_slug: str, import_id: int) -> HttpResponse:
    """What would change, before anything is stored; afterwards the place to take it back."""
    may_edit_concepts(request.membership).or_refuse()
    imported = get_object_or_404(Import.objects.select_related("concept"), pk=import_id)
    context: dict[str, Any] = {"imported": imported}
    if imported.applied_at is None:
        plan = plan_of(imported.document, imported.concept, slug=alliance_slug, today=timezone.localdate())
        context |= {
            "plan": plan,
            "groups": groups_of(plan),
            "doubts": [*imported.warnings, *doubts_of(plan)],
            "may_apply": may_apply_import(
                request.membership, imported, new_organisations=plan.new_organisations
            ),
        }
    else:
        context["may_undo"] = may_undo_import(request.membership, imported)
    return render(request, "concepts/preview.html", context)


@require_POST
def apply_import_view(request: AllianceRequest, alliance_slug: str, import_id: int) -> HttpResponse:
    may_edit_concepts(request.membership).or_refuse()
    imported = get_object_or_404(Import, pk=import_id)
    try:
        concept = apply_import(request.membership, imported, today=timezone.localdate())
    except ValidationError as error:
        messages.error(request, _("Nothing was stored. %(why)s") % {"why": " ".join(error.messages)})
        return redirect("concepts:preview", alliance_slug, import_id)
    messages.success(request, _("The file was taken over. It can be taken back on the page of the file."))
    return redirect("concepts:concept", alliance_slug, concept.pk)


@require_POST
def undo_import_view(request: AllianceRequest, alliance_slug: str, import_id: int) -> HttpResponse:
    may_edit_concepts(request.membership).or_refuse()
    imported = get_object_or_404(Import, pk=import_id)
    undo_import(request.membership, imported)
    messages.success(request, _("Everything is as it was before the file."))
    return redirect("concepts:preview", alliance_slug, import_id)


def export(request: AllianceRequest, alliance_slug: str, concept_id: int, kind: str) -> HttpResponse:
    """The concept as a file that this program and others read."""
    concept = concept_here(concept_id)
    if kind not in WRITERS:
        raise Http404
    try:
        content = write_file(document_for_export(concept), kind)
    except UnreadableFile as error:
        messages.error(
            request, _("The concept cannot be saved as a file yet. %s") % " ".join(error.sentences)
        )
        return redirect("concepts:concept", alliance_slug, concept_id)
    response = HttpResponse(content, content_type=WRITERS[kind].content_type)
    name = slug_of(concept.title) or "gesamtkonzept"
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
