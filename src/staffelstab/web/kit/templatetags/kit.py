"""Small parts of every page."""

from __future__ import annotations

from typing import Any

from django import template
from django.apps import apps
from django.db.models import Model
from django.template import Context
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from staffelstab.web.kit.navigation import NavigationLink, links_for

register = template.Library()

TONES = {
    "debug": "info",
    "info": "info",
    "success": "success",
    "warning": "warning",
    "error": "danger",
    "danger": "danger",
}


@register.simple_tag(takes_context=True)
def navigation_links(context: Context) -> list[NavigationLink]:
    """The words of the story for the place where one is; nothing outside."""
    request = context.get("request")
    return links_for(request) if request is not None else []


@register.inclusion_tag("kit/components/crumb.html")
def crumb(label: str | Promise, url: str = "") -> dict[str, Any]:
    """One step of the breadcrumb; without address it is the page itself."""
    return {"label": label, "url": url}


@register.simple_tag
def alert_kind(kind: str) -> str:
    return TONES.get(kind, "info")


@register.simple_tag
def alert_word(tone: str) -> str:
    """Colour never carries meaning alone: the kind is said in a word."""
    words = {"info": _("Note"), "success": _("Done"), "warning": _("Caution"), "danger": _("Error")}
    return words.get(tone, words["info"])


@register.simple_tag(takes_context=True)
def query_with(context: Context, **changes: Any) -> str:
    """The current query with some values changed, for links of lists; an empty value removes the name."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.inclusion_tag("kit/components/told.html")
def told_about(thing: Model) -> dict[str, Any]:
    """What rooms above know of a thing: they name a function in their app configuration (``tells_about``).

    Each answers with titles and, below each, pairs of a word and a text.
    """
    named = (getattr(config, "tells_about", "") for config in apps.get_app_configs())
    return {"told": [part for path in named if path for part in import_string(path)(thing)]}
