from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from staffelstab.web.alliances.middleware import opens_for_everybody
from staffelstab.web.alliances.models import AllianceRequest, PublicRequest
from staffelstab.web.evaluations.actions.publish_page import publish_page
from staffelstab.web.evaluations.actions.withdraw_page import withdraw_page
from staffelstab.web.evaluations.forms import PublishForm
from staffelstab.web.evaluations.queries.who_does_what import contents_here, is_published, page_here
from staffelstab.web.evaluations.rules import may_publish_page
from staffelstab.web.evaluations.views.pages import tabs


def who_does_what(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """Who does what here? For members it is a preview; the coordination decides whether everybody may read it."""
    today, page = timezone.localdate(), page_here()
    may_publish = may_publish_page(request.membership)
    initial = {"introduction": page.introduction if page else ""}
    form = PublishForm(request.POST or None, initial=initial)
    if request.method == "POST":
        may_publish.or_refuse()
        if form.is_valid() and _published(request, form):
            return redirect("evaluations:who_does_what", alliance_slug)
    context = {
        "tabs": tabs(request),
        "contents": contents_here(today=today),
        "introduction": page.introduction if page else "",
        "published": page if page and page.published_on else None,
        "address": request.build_absolute_uri(
            reverse("evaluations_public:who_does_what", args=[alliance_slug])
        ),
        "may_publish": may_publish,
        "form": form,
    }
    return render(request, "evaluations/who_does_what.html", context)


def _published(request: AllianceRequest, form: PublishForm) -> bool:
    try:
        publish_page(request.membership, today=timezone.localdate(), **form.cleaned_data)
    except ValidationError as problem:
        form.add_error(None, problem.messages)
        return False
    messages.success(request, _("Everybody can read the page now, as it stands here."))
    return True


@require_POST
def withdraw_page_view(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    may_publish_page(request.membership).or_refuse()
    page = page_here()
    if page is None:
        raise Http404
    withdraw_page(request.membership, page)
    messages.success(request, _("The page is not public any more."))
    return redirect("evaluations:who_does_what", alliance_slug)


@opens_for_everybody(is_published)
def who_does_what_public(request: PublicRequest, public_slug: str) -> HttpResponse:
    """What the alliance published, without an account."""
    page = page_here()
    if page is None or page.published_on is None:
        raise Http404
    language = "en" if (get_language() or "de").startswith("en") else "de"
    context = {
        "page": page,
        "alliance": request.public_alliance,
        "contents": page.contents.get(language, {}),
        "introduction": page.introduction,
    }
    return render(request, "evaluations/public.html", context)
