from __future__ import annotations

from collections.abc import Mapping as Table
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import Membership
from staffelstab.web.intake.enums import State
from staffelstab.web.intake.models import Batch, ForeignList, Mapping
from staffelstab.web.intake.pathway import DETAIL, JOINABLE, PRIVATE, fields_of, headings_key
from staffelstab.web.intake.phrases import FIELDS, NEEDED
from staffelstab.web.intake.rules import may_map
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def map_columns(
    person: Membership,
    foreign_list: ForeignList,
    *,
    what: str,
    columns: Sequence[str],
    constants: Table[str, str],
    remember_as: str = "",
) -> ForeignList:
    """Says what each column is. Cells of columns about persons are emptied for good; the source is remembered."""
    foreign_list = ForeignList.objects.select_for_update().get(pk=foreign_list.pk)
    may_map(person, foreign_list).or_refuse()
    _check(foreign_list, what, columns)
    words = foreign_list.mapping.get("words", {}) or (
        foreign_list.source.content.get("words", {}) if foreign_list.source else {}
    )
    foreign_list.what = what
    foreign_list.mapping = {
        "columns": list(columns),
        "constants": {name: text for name, text in constants.items() if text},
        "words": words if foreign_list.what == what else {},
    }
    _forget_persons(foreign_list, columns)
    foreign_list.source = _remember(person, foreign_list, remember_as) if remember_as else foreign_list.source
    foreign_list.state = State.READ
    foreign_list.save()
    write_entry(
        person,
        "intake.map_columns",
        foreign_list,
        alliance_key=person.alliance.slug,
        after={
            "columns": dict(zip(foreign_list.headings, columns, strict=True)),
            "constants": dict(constants),
        },
    )
    return foreign_list


def _check(foreign_list: ForeignList, what: str, columns: Sequence[str]) -> None:
    allowed = {*fields_of(what), DETAIL, PRIVATE}
    if len(columns) != len(foreign_list.headings) or set(columns) - allowed:
        raise ValidationError(_("The columns do not fit this list. Please open the page again."))
    twice = sorted({each for each in columns if columns.count(each) > 1} - JOINABLE - {DETAIL, PRIVATE})
    if twice:
        names = ", ".join(str(FIELDS[what][each]) for each in twice)
        raise ValidationError(
            _("Only one column can be: %(names)s. Make the others further details.") % {"names": names}
        )
    if NEEDED[what] not in columns:
        needed = FIELDS[what][NEEDED[what]]
        raise ValidationError(
            _("Say which column is: %(name)s. Without it no row can be read.") % {"name": needed}
        )


def _forget_persons(foreign_list: ForeignList, columns: Sequence[str]) -> None:
    """What turned out to be about persons does not stay in the database either."""
    private = [
        at
        for at, target in enumerate(columns)
        if target == PRIVATE and foreign_list.headings[at] not in foreign_list.left_out
    ]
    if not private:
        return
    for batch in Batch.objects.filter(foreign_list=foreign_list):
        for row in batch.rows:
            for at in private:
                row[1 + at] = ""
        batch.save(update_fields=("rows",))
    foreign_list.left_out = [*foreign_list.left_out, *(foreign_list.headings[at] for at in private)]


def _remember(person: Membership, foreign_list: ForeignList, name: str) -> Mapping:
    source, _is_new = Mapping.objects.update_or_create(
        alliance=person.alliance,
        headings_key=headings_key(foreign_list.what, foreign_list.headings),
        defaults={
            "name": name.strip()[:200],
            "what": foreign_list.what,
            "headings": foreign_list.headings,
            "content": foreign_list.mapping,
            "by": person.journal_label[:300],
        },
    )
    return source
