from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.concepts.actions.change_concept import ConceptChanged
from staffelstab.web.concepts.actions.decide_version import decide_version
from staffelstab.web.concepts.actions.discuss_version import discuss_version
from staffelstab.web.concepts.actions.present_version import present_version
from staffelstab.web.concepts.actions.put_in_force import put_in_force
from staffelstab.web.concepts.actions.settle_comment import settle_comment
from staffelstab.web.concepts.actions.write_comment import write_comment
from staffelstab.web.concepts.enums import VersionState
from staffelstab.web.concepts.forms import (
    BranchForm,
    CommentForm,
    DecideForm,
    InForceForm,
    PresentForm,
    SettleForm,
)
from staffelstab.web.concepts.models import Comment, Version
from staffelstab.web.concepts.pathway import Asked, canonical, checked, fingerprint, prepared, telling
from staffelstab.web.concepts.queries.comments import subjects_of
from staffelstab.web.concepts.queries.versions import variants_of, versions_of
from staffelstab.web.concepts.rules import (
    NEXT_STATE,
    may_advance,
    may_branch,
    may_comment,
    may_edit_concepts,
    may_present,
)
from staffelstab.web.concepts.views.deeds import meanwhile
from staffelstab.web.concepts.views.pages import concept_here


def versions(request: AllianceRequest, alliance_slug: str, concept_id: int) -> HttpResponse:
    """Which version counts, and what is being tried?"""
    concept = concept_here(concept_id)
    root = concept.variant_of or concept
    context = {
        "concept": concept,
        "root": root,
        "tab": "versions",
        "versions": versions_of(root),
        "variants": variants_of(root),
        "may_present": may_present(request.membership, concept),
        "may_branch": may_branch(request.membership, concept),
        "may_merge": concept.variant_of_id and may_edit_concepts(request.membership),
        "present_form": PresentForm(initial={"revision": concept.revision}),
        "branch_form": BranchForm(initial={"title": _("%(title)s, variant") % {"title": root.title}}),
    }
    return render(request, "concepts/versions.html", context)


@require_POST
def present_version_view(request: AllianceRequest, alliance_slug: str, concept_id: int) -> HttpResponse:
    concept = concept_here(concept_id)
    may_present(request.membership, concept).or_refuse()
    form = PresentForm(request.POST)
    if not form.is_valid():
        return _refused(request, form, redirect("concepts:versions", alliance_slug, concept_id))
    try:
        version = present_version(
            request.membership, concept, today=timezone.localdate(), **form.cleaned_data
        )
    except ConceptChanged as conflict:
        messages.warning(request, meanwhile(conflict.changes))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        said = _("Version %(number)s is presented. It cannot be changed any more.")
        messages.success(request, said % {"number": version.number})
        return redirect("concepts:version", alliance_slug, version.pk)
    return redirect("concepts:versions", alliance_slug, concept_id)


def version_view(request: AllianceRequest, alliance_slug: str, version_id: int) -> HttpResponse:
    """What was presented, what was said about it, what was decided?"""
    version = _version(version_id)
    person = request.membership
    ready = prepared(version.content["document"])
    step = NEXT_STATE.get(version.state, "")
    context = {
        "version": version,
        "concept": version.concept,
        "tab": "versions",
        "telling": telling(checked(ready, Asked(date=version.checked_on))),
        "is_whole": fingerprint(version.content) == version.digest,
        "document": version.content["document"],
        "cares": version.content["findings"],
        "comments": Comment.objects.filter(version=version),
        "may_comment": may_comment(person, version),
        "may_settle": may_edit_concepts(person),
        "next_step": step if step and may_advance(person, version, step) else "",
        "comment_form": CommentForm(subjects=subjects_of(version)),
        "settle_form": SettleForm(),
        "decide_form": DecideForm(),
        "in_force_form": InForceForm(),
    }
    return render(request, "concepts/version.html", context)


def version_file(request: AllianceRequest, alliance_slug: str, version_id: int) -> HttpResponse:
    """The canonical text whose SHA-256 is the fingerprint: anybody can compute it again."""
    version = _version(version_id)
    response = HttpResponse(canonical(version.content), content_type="application/json; charset=utf-8")
    name = f"gesamtkonzept-{version.concept_id}-fassung-{version.number}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
def discuss_version_view(request: AllianceRequest, alliance_slug: str, version_id: int) -> HttpResponse:
    version = _version(version_id)
    may_advance(request.membership, version, VersionState.DISCUSSED).or_refuse()
    today = timezone.localdate()
    deed = _step(lambda: discuss_version(request.membership, version, today=today))
    return _done(request, version, deed, _("The version was discussed."))


@require_POST
def decide_version_view(request: AllianceRequest, alliance_slug: str, version_id: int) -> HttpResponse:
    version, form = _version(version_id), DecideForm(request.POST)
    may_advance(request.membership, version, VersionState.DECIDED).or_refuse()
    if not form.is_valid():
        return _refused(request, form, redirect("concepts:version", alliance_slug, version_id))
    given, today = form.cleaned_data, timezone.localdate()
    deed = _step(lambda: decide_version(request.membership, version, today=today, **given))
    return _done(request, version, deed, _("The version is decided."))


@require_POST
def put_in_force_view(request: AllianceRequest, alliance_slug: str, version_id: int) -> HttpResponse:
    version, form = _version(version_id), InForceForm(request.POST)
    may_advance(request.membership, version, VersionState.IN_FORCE).or_refuse()
    if not form.is_valid():
        return _refused(request, form, redirect("concepts:version", alliance_slug, version_id))
    day = form.cleaned_data["valid_from"]
    deed = _step(lambda: put_in_force(request.membership, version, valid_from=day))
    return _done(request, version, deed, _("The version is in force."))


@require_POST
def write_comment_view(request: AllianceRequest, alliance_slug: str, version_id: int) -> HttpResponse:
    version = _version(version_id)
    may_comment(request.membership, version).or_refuse()
    subjects = subjects_of(version)
    form = CommentForm(request.POST, subjects=subjects)
    if not form.is_valid():
        return _refused(request, form, redirect("concepts:version", alliance_slug, version_id))
    about = form.cleaned_data["about"]
    titles = {key: title for _word, group in subjects for key, title in group}
    deed = _step(
        lambda: write_comment(
            request.membership,
            version,
            text=form.cleaned_data["text"],
            about=about,
            about_title=titles.get(about, ""),
        )
    )
    return _done(request, version, deed, _("Your comment was stored."))


@require_POST
def settle_comment_view(request: AllianceRequest, alliance_slug: str, comment_id: int) -> HttpResponse:
    comment = get_object_or_404(Comment.objects.select_related("version__concept"), pk=comment_id)
    may_edit_concepts(request.membership).or_refuse()
    form = SettleForm(request.POST)
    if not form.is_valid():
        return _refused(request, form, redirect("concepts:version", alliance_slug, comment.version_id))
    deed = _step(lambda: settle_comment(request.membership, comment, **form.cleaned_data))
    return _done(request, comment.version, deed, _("The comment is settled."))


def _version(version_id: int) -> Version:
    return get_object_or_404(Version.objects.select_related("concept"), pk=version_id)


def _step(deed: Callable[[], object]) -> Callable[[], str]:
    """The deed, answering with what hindered it."""

    def tried() -> str:
        try:
            deed()
        except ValidationError as problem:
            return " ".join(problem.messages)
        return ""

    return tried


def _done(request: AllianceRequest, version: Version, deed: Callable[[], str], said: str) -> HttpResponse:
    problem = deed()
    if problem:
        messages.error(request, _("Nothing was changed. %(why)s") % {"why": problem})
    else:
        messages.success(request, said)
    return redirect("concepts:version", request.alliance.slug, version.pk)


def _refused(request: AllianceRequest, form: Any, back: HttpResponse) -> HttpResponse:
    problems = " ".join(str(message) for found in form.errors.values() for message in found)
    messages.error(request, _("Nothing was changed. %(why)s") % {"why": problems})
    return back
