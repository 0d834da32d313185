from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from staffelstab.web.alliances.actions.close_link_task import close_link_task
from staffelstab.web.alliances.enums import LinkState
from staffelstab.web.alliances.models import LinkTask, Membership
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.notices.actions.send_letter import send_letter
from staffelstab.web.surveys.models import Sheet
from staffelstab.web.surveys.pathway import in_words, is_empty, text_of_answer
from staffelstab.web.surveys.queries import link_tasks_of, sections_of, typed_in, world_of
from staffelstab.web.surveys.rules import may_fill


@transaction.atomic
def hand_in_sheet(author: Membership | LinkTask, sheet: Sheet, *, today: date) -> Sheet:
    """The answers go to the alliance as they stand. By link: the task is done, and a receipt goes out by letter."""
    sheet = (
        Sheet.objects.select_for_update(of=("self",))
        .select_related("round", "organisation", "alliance")
        .get(pk=sheet.pk)
    )
    may_fill(author, sheet).or_refuse()
    typed = {key: answer for key, answer in typed_in(sheet).items() if not is_empty(answer)}
    if not typed:
        raise ValidationError(_("Nothing is filled in yet, so there is nothing to hand in."))
    if isinstance(author, LinkTask):
        close_link_task(author, today=today)
        _close_other_links(author, sheet, today)
    sheet.handed_in_at = timezone.now()
    sheet.save(update_fields=("handed_in_at",))
    write_entry(
        author,
        "surveys.hand_in_sheet",
        sheet,
        alliance_key=sheet.alliance.slug,
        after={"round": str(sheet.round), "answered": sorted(typed)},
    )
    if isinstance(author, LinkTask):
        _send_receipt(author, sheet)
    return sheet


def _close_other_links(author: LinkTask, sheet: Sheet, today: date) -> None:
    """A reminder carries a link of its own; none of them opens a second time."""
    for task in link_tasks_of([sheet])[sheet.pk]:
        if task.pk != author.pk and task.state_on(today) == LinkState.OPEN:
            close_link_task(task, today=today)


def _send_receipt(task: LinkTask, sheet: Sheet) -> None:
    with override(task.language):
        subject = _("Received: %(title)s") % {"title": sheet.round}
        text = _("Thank you! %(alliance)s received on %(day)s:") % {
            "alliance": sheet.alliance,
            "day": date_format(timezone.localtime(sheet.handed_in_at), "d.m.Y, H:i"),
        }
        closing = _(
            "If something has to be changed, please write to the coordination (%(who)s); it sends a new link."
        ) % {"who": task.asked_by}
        said = "\n\n".join((text, *_lines(sheet), closing))
    send_letter(address=task.address, language=task.language, subject=subject, text=said, confidential=True)


def _lines(sheet: Sheet) -> list[str]:
    """Question and answer, one after the other."""
    typed, world = typed_in(sheet), world_of(sheet.alliance)
    lines = []
    for section in sections_of(sheet):
        for question in section.questions:
            answer = text_of_answer(question, typed.get(question.key), world) or _("no answer")
            lines.append(f"{in_words(question.label)}\n{answer}")
    return lines
