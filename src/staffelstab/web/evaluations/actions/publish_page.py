from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import Alliance, Membership
from staffelstab.web.evaluations.models import PublicPage
from staffelstab.web.evaluations.queries.who_does_what import contents_of
from staffelstab.web.evaluations.rules import may_publish_page
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def publish_page(person: Membership, *, introduction: str, today: date) -> PublicPage:
    """Everybody can read what the preview shows now, in both languages; later changes need publishing again."""
    may_publish_page(person).or_refuse()
    Alliance.objects.select_for_update().get(pk=person.alliance_id)  # there is one page; the second one waits
    page = PublicPage.objects.select_for_update().first() or PublicPage(alliance=person.alliance)
    before = {"introduction": page.introduction, "published_on": page.published_on} if page.pk else None
    page.introduction = introduction.strip()
    page.contents = contents_of(today=today)
    if not any(content["programmes"] or content["fields"] for content in page.contents.values()):
        raise ValidationError(_("There is no offer yet, so the page would say nothing."))
    page.published_on, page.published_by = today, person.journal_label[:300]
    page.full_clean()
    page.save()
    write_entry(
        person,
        "evaluations.publish_page",
        page,
        alliance_key=person.alliance.slug,
        before=before,
        after={"introduction": page.introduction, "published_on": today},
    )
    return page
