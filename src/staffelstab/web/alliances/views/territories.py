from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from staffelstab.web.alliances.exports import (
    contact_table,
    doubt_table,
    draw_catchments,
    responsibility_table,
)
from staffelstab.web.alliances.forms import TypesForm
from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.alliances.queries import (
    AUTHORITIES,
    EVERYBODY,
    Catchment,
    Reader,
    catchments,
    contacts_for,
    places_of,
    promises_by_place,
    rows_by_place,
)
from staffelstab.web.alliances.views.tabs import tabs_for
from staffelstab.web.kit.sheets import FORMATS, as_file

OUTSIDE = "oeffentlich"


def territories(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """Who is responsible where?"""
    today = timezone.localdate()
    form = TypesForm(request.GET or None, today=today)
    found = _found(request, form, today)
    places = list(places_of(request.alliance))
    context = {
        "form": form,
        "found": found,
        "maps": draw_catchments(found),
        "rows": rows_by_place(found, places),
        "promises": promises_by_place(places, today=today),
        "today": today,
        "tabs": tabs_for(request),
    }
    return render(request, "alliances/territories.html", context)


def territories_file(request: AllianceRequest, alliance_slug: str, form: str) -> HttpResponse:
    """The same as a file. With ``fuer=oeffentlich`` only contacts that may leave the alliance."""
    if form not in FORMATS:
        raise Http404
    today = timezone.localdate()
    found = _found(request, TypesForm(request.GET or None, today=today), today)
    reader = EVERYBODY if request.GET.get("fuer") == OUTSIDE else Reader(request.membership)
    tables = [
        responsibility_table(found, rows_by_place(found, places_of(request.alliance))),
        doubt_table(found),
        contact_table(contacts_for(reader, today=today)),
    ]
    name = _("who is responsible where").replace(" ", "-")
    if form == "csv" and request.GET.get("tabelle") == "ansprechstellen":
        tables = tables[2:]
    content = as_file(form, tables, title=request.alliance.name)
    answer = HttpResponse(content, content_type=FORMATS[form])
    answer["Content-Disposition"] = f'attachment; filename="{alliance_slug}-{name}-{today}.{form}"'
    return answer


def _found(request: AllianceRequest, form: TypesForm, today: date) -> list[Catchment]:
    return catchments(request.alliance, form.chosen() or AUTHORITIES, today=today)
