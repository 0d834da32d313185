from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import timezone

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.intake.enums import What
from staffelstab.web.intake.exports import FORMS, TITLES, list_file


def export(request: AllianceRequest, alliance_slug: str, what: str, form: str) -> HttpResponse:
    """Organisations, offers or needs of the alliance as a list that comes in again without a change."""
    if what not in What.values or form not in FORMS or (form == "hsds" and what != What.OFFERS):
        raise Http404
    content = list_file(request.alliance, What(what), form)
    response = HttpResponse(content, content_type=FORMS[form].content_type)
    name = (
        f"{TITLES[What(what)].lower()}-{alliance_slug}-{timezone.localdate():%Y-%m-%d}.{FORMS[form].ending}"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
