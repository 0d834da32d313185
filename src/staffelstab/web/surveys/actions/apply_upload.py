from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import LinkTask, Membership
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.surveys.actions.save_answers import Saved, save_answers
from staffelstab.web.surveys.enums import Origin
from staffelstab.web.surveys.models import Upload
from staffelstab.web.surveys.pathway import is_empty
from staffelstab.web.surveys.queries import typed_in


@transaction.atomic
def apply_upload(author: Membership | LinkTask, upload: Upload) -> Saved:
    """The answers of the file become those of the sheet; what the file leaves empty stays as it is."""
    upload = (
        Upload.objects.select_for_update(of=("self",))
        .select_related("sheet__round", "sheet__alliance")
        .get(pk=upload.pk)
    )
    if upload.applied_at is not None:
        raise ValidationError(_("This file was taken over already. Nothing was changed."))
    before = typed_in(upload.sheet)
    answers = {key: typed for key, typed in upload.answers.items() if not is_empty(typed)}
    saved = save_answers(author, upload.sheet, answers, origin=Origin.FILE)
    if saved.refused:
        raise ValidationError(list(saved.refused.values()))
    upload.before = {key: before.get(key, "") for key in saved.changed}
    upload.applied_at = timezone.now()
    upload.save(update_fields=("before", "applied_at"))
    write_entry(
        author,
        "surveys.apply_upload",
        upload,
        alliance_key=upload.sheet.alliance.slug,
        after={"questions": sorted(saved.changed), "remarks": len(upload.remarks)},
    )
    return saved
