from __future__ import annotations

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.evaluations.models import PublicPage
from staffelstab.web.evaluations.rules import may_publish_page
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def withdraw_page(person: Membership, page: PublicPage) -> PublicPage:
    """Nobody outside sees the page any more; the introduction is kept for the next time."""
    may_publish_page(person).or_refuse()
    page = PublicPage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    if page.published_on is None:
        return page
    before = {"published_on": page.published_on}
    page.published_on, page.published_by = None, ""
    page.save(update_fields=("published_on", "published_by"))
    write_entry(person, "evaluations.withdraw_page", page, alliance_key=person.alliance.slug, before=before)
    return page
