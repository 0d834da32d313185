from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.concepts.exports.concept_paper import (
    Subject,
    brief_paper,
    concept_paper,
    drawing_paper,
    drawing_svg,
)
from staffelstab.web.concepts.models import Version
from staffelstab.web.concepts.pathway import prepared
from staffelstab.web.concepts.queries.versions import content_of
from staffelstab.web.concepts.views.pages import concept_here
from staffelstab.web.documents.exports.pdf import to_pdf, to_png

PDF, PNG = "application/pdf", "image/png"


@dataclass(frozen=True)
class Kind:
    content_type: str
    make: Callable[[Subject], bytes]


KINDS: Mapping[str, Kind] = {
    "gesamtkonzept.pdf": Kind(PDF, lambda subject: to_pdf(concept_paper(subject))),
    "kurzfassung.pdf": Kind(PDF, lambda subject: to_pdf(brief_paper(subject))),
    "bild-a4.pdf": Kind(PDF, lambda subject: to_pdf(drawing_paper(subject, "a4"))),
    "bild-a3.pdf": Kind(PDF, lambda subject: to_pdf(drawing_paper(subject, "a3"))),
    "bild.png": Kind(PNG, lambda subject: to_png(drawing_svg(subject))),
}


def concept_file(request: AllianceRequest, alliance_slug: str, concept_id: int, name: str) -> HttpResponse:
    """The draft on paper; it says on every page that nobody has decided it."""
    concept = concept_here(concept_id)
    content = content_of(concept)
    subject = Subject(
        document=content["document"],
        alliance=request.alliance.name,
        marking=_("Draft, not decided"),
        day=timezone.localdate(),
        cares={care["name"]: care for care in content["findings"]},
    )
    return _sent(subject, name, f"{concept_id}")


def version_paper(request: AllianceRequest, alliance_slug: str, version_id: int, name: str) -> HttpResponse:
    """A version on paper: the same content gives the same paper, whenever it is printed."""
    version = get_object_or_404(Version.objects.select_related("concept"), pk=version_id)
    subject = Subject(
        document=version.content["document"],
        alliance=request.alliance.name,
        marking=_marking(version),
        day=version.decided_on or version.presented_on,
        cares={care["name"]: care for care in version.content["findings"]},
    )
    return _sent(subject, name, f"{version.concept_id}-fassung-{version.number}")


def _marking(version: Version) -> str:
    words = {
        "number": version.number,
        "state": version.get_state_display(),
        "digest": version.digest[:16],
    }
    return _("Version %(number)s, %(state)s, fingerprint %(digest)s") % words


def _sent(subject: Subject, name: str, which: str) -> HttpResponse:
    if name not in KINDS or prepared(subject.document).pathway is None:
        raise Http404
    kind, (stem, _dot, ending) = KINDS[name], name.partition(".")
    response = HttpResponse(kind.make(subject), content_type=kind.content_type)
    response["Content-Disposition"] = f'attachment; filename="{stem}-{which}.{ending}"'
    return response
