from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.offers.actions.take_over_published import take_over_published
from staffelstab.web.offers.pathway import teilhabemanagement
from staffelstab.web.offers.queries.published import published_rows
from staffelstab.web.offers.rules import may_record_needs
from staffelstab.web.offers.views.choices import language


def published(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """What is published about the target group here?"""
    rows = published_rows(request.alliance)
    rule = teilhabemanagement()
    context = {
        "rows": [row for row in rows if not row.figure.is_of_the_state],
        "state_rows": [row for row in rows if row.figure.is_of_the_state],
        "rule": rule,
        "rule_label": rule.label.in_language(language()),
        "may_record": may_record_needs(request.membership),
    }
    return render(request, "offers/published.html", context)


@require_POST
def take_over_published_view(request: AllianceRequest, alliance_slug: str, figure_key: str) -> HttpResponse:
    may_record_needs(request.membership).or_refuse()
    try:
        need = take_over_published(request.membership, figure_key)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("The need “%(label)s” was recorded.") % {"label": need})
    return redirect("offers:published", alliance_slug)
