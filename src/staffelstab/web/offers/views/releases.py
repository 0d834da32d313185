from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.kit.sheets import FORMATS, Sheet, as_file
from staffelstab.web.offers.actions.release_needs import release_needs
from staffelstab.web.offers.forms import ReleaseForm
from staffelstab.web.offers.pathway import MOST_ROWS, THRESHOLD
from staffelstab.web.offers.queries.needs import fitting_needs
from staffelstab.web.offers.queries.releases import preview_of_release, release_headings, releases_here
from staffelstab.web.offers.rules import may_record_needs
from staffelstab.web.offers.views.needs import filter_form


def need_release(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """What of the needs may leave the alliance?"""
    may_record_needs(request.membership).or_refuse()
    needs = list(fitting_needs(filter_form(request).criteria())[: MOST_ROWS + 1])
    form = ReleaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            release_needs(request.membership, needs, recipient=form.cleaned_data["recipient"])
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The list is ready below and was entered in the journal."))
            return redirect("offers:release_needs", alliance_slug)
    context = {
        "form": form,
        "preview": preview_of_release(needs),
        "headings": release_headings(),
        "threshold": THRESHOLD,
        "releases": releases_here(),
    }
    return render(request, "offers/release.html", context)


def released_needs(request: AllianceRequest, alliance_slug: str, release_id: int, form: str) -> HttpResponse:
    """A list that was given out, exactly as it was."""
    release = get_object_or_404(releases_here(), pk=release_id)
    table = Sheet(_("Needs"), release_headings(), release.rows)
    name = f"{alliance_slug}-{_('needs')}-{release.released_at:%Y-%m-%d}-{release.pk}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    content = as_file(form, [table], title=table.name)
    return HttpResponse(content, content_type=FORMATS[form], headers=headers)
