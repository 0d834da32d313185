from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override

from staffelstab.web.accounts.actions.edit_profile import edit_profile
from staffelstab.web.accounts.forms import ProfileForm
from staffelstab.web.accounts.models import User


def profile(request: HttpRequest) -> HttpResponse:
    """What do we know about you, and what can you set?"""
    user = cast(User, request.user)
    known = {
        "function": user.function,
        "organisation_label": user.organisation_label,
        "language": user.language,
    }
    form = ProfileForm(request.POST or None, initial=known)
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/profile.html", {"form": form})
    edit_profile(user, **form.cleaned_data)
    language = form.cleaned_data["language"]
    with override(language):
        messages.success(request, _("Your account was changed."))
    response = redirect("accounts:profile")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/accessibility.html")


@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/privacy.html")
