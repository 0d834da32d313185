from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from staffelstab.web.alliances.models import LinkTask, Membership
from staffelstab.web.surveys.models import Sheet, Upload
from staffelstab.web.surveys.pathway import read_workbook
from staffelstab.web.surveys.queries import aid_of_round, sections_of, world_of
from staffelstab.web.surveys.rules import may_fill

LONGEST_NAME = 255


@transaction.atomic
def read_upload(author: Membership | LinkTask, sheet: Sheet, *, file_name: str, content: bytes) -> Upload:
    """For a preview; no answer is changed. UnreadableWorkbook says why a file is refused as a whole."""
    may_fill(author, sheet).or_refuse()
    found = read_workbook(
        content, file_name, aid_of_round(sheet.round), sections_of(sheet), world_of(author.alliance)
    )
    return Upload.objects.create(
        alliance=author.alliance,
        sheet=sheet,
        file_name=file_name.replace("\x00", "")[-LONGEST_NAME:] or "?",
        by=author.journal_label[:300],
        read_at=timezone.now(),
        answers=found.answers,
        remarks=found.remark_rows,
    )
