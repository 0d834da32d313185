from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import Alliance, Membership, Place
from staffelstab.web.offers.actions.record_need import record_need
from staffelstab.web.offers.enums import Method
from staffelstab.web.offers.models import Need
from staffelstab.web.offers.pathway import published_here
from staffelstab.web.offers.phrases import published_label
from staffelstab.web.offers.queries.published import need_key


@transaction.atomic
def take_over_published(person: Membership, key: str) -> Need:
    """A published figure becomes a reported need, with its words, its day and its page; each only once."""
    alliance = Alliance.objects.select_for_update().get(pk=person.alliance_id)
    figure = next((each for each in published_here(alliance.district_key) if each.key == key), None)
    if figure is None or not figure.can_be_taken_over:
        raise ValidationError(_("There is no such figure on your district that could be taken over."))
    if Need.objects.filter(key=need_key(key)).exists():
        raise ValidationError(_("This figure was taken over already."))
    return record_need(
        person,
        key=need_key(key),
        label=published_label(figure.residence_status, figure.age_from, figure.age_to),
        when=figure.when,
        places=Place.objects.filter(pk__in=figure.places),
        wording=figure.wording,
        method=Method.REPORTED,
        source=figure.source,
        date=figure.day,
        note=_("Published: %(when)s") % {"when": figure.published or _("no date")},
    )
