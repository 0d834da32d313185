"""What a comment can be about: stations, transitions and findings of a version."""

from __future__ import annotations

from django.utils.translation import gettext as _

from staffelstab.web.concepts.models import Version
from staffelstab.web.concepts.pathway import Asked, checked, prepared, telling, title_in

Subjects = list[tuple[str, list[tuple[str, str]]]]


def subjects_of(version: Version) -> Subjects:
    document = version.content["document"]
    inner = document["concept"]
    told = telling(checked(prepared(document), Asked(date=version.checked_on)))
    stations = [(f"station:{key}", title_in(document, key)) for key in inner.get("stations", [])]
    transitions = [
        (
            f"transition:{each['from']}>{each['to']}",
            f"{title_in(document, each['from'])} → {title_in(document, each['to'])}",
        )
        for each in inner.get("transitions", [])
    ]
    findings = [(f"finding:{each.name}", each.title) for each in told.findings]
    groups = ((_("Stations"), stations), (_("Transitions"), transitions), (_("Findings"), findings))
    return [(word, group) for word, group in groups if group]
