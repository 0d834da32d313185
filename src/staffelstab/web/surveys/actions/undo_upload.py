from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import LinkTask, Membership
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.surveys.actions.save_answers import save_answers
from staffelstab.web.surveys.enums import Origin
from staffelstab.web.surveys.models import Upload
from staffelstab.web.surveys.pathway import in_words, mark_of
from staffelstab.web.surveys.queries import aid_of_round, typed_in


@transaction.atomic
def undo_upload(author: Membership | LinkTask, upload: Upload) -> Upload:
    """The answers are again what they were before the file; not if one of them was changed since."""
    upload = (
        Upload.objects.select_for_update(of=("self",))
        .select_related("sheet__round", "sheet__alliance")
        .get(pk=upload.pk)
    )
    if upload.applied_at is None or upload.undone_at is not None:
        raise ValidationError(_("There is nothing to take back."))
    now, before = typed_in(upload.sheet), upload.before or {}
    aid = aid_of_round(upload.sheet.round)
    changed = [key for key in before if mark_of(now.get(key)) != mark_of(upload.answers[key])]
    if changed:
        names = "; ".join(in_words(aid.question(key).label) for key in changed)
        text = _("Changed since, so the file cannot be taken back: %(names)s")
        raise ValidationError(text % {"names": names})
    save_answers(author, upload.sheet, before, origin=Origin.FILE)
    upload.undone_at = timezone.now()
    upload.save(update_fields=("undone_at",))
    write_entry(
        author,
        "surveys.undo_upload",
        upload,
        alliance_key=upload.sheet.alliance.slug,
        after={"questions": sorted(before)},
    )
    return upload
