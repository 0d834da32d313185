from __future__ import annotations

from django.db import transaction

from staffelstab.web.alliances.models import Alliance, Membership
from staffelstab.web.alliances.queries import slug_of
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.kit.meanwhile import require_unchanged
from staffelstab.web.kit.plain_values import fingerprint
from staffelstab.web.offers.models import Code
from staffelstab.web.offers.pathway import codes_to_begin_with
from staffelstab.web.offers.rules import may_keep_codes

PARTS = ("kind", "label", "definition", "example", "is_in_use")


@transaction.atomic
def keep_code(
    person: Membership,
    code: Code | None = None,
    *,
    kind: str,
    label: str,
    definition: str = "",
    example: str = "",
    is_in_use: bool = True,
    seen: str = "",
) -> Code:
    """Write a code into the code book, or change one. What was coded with it stays."""
    may_keep_codes(person).or_refuse()
    if code is None:
        code = Code(alliance=person.alliance, key=_free_key(label), position=Code.objects.count() + 1)
        before = None
    else:
        code = Code.objects.select_for_update().get(pk=code.pk)
        require_unchanged(seen, version_of(code))
        before = {name: getattr(code, name) for name in PARTS}
    code.kind, code.label, code.is_in_use = kind, label.strip(), is_in_use
    code.definition, code.example = definition.strip(), example.strip()
    code.full_clean()
    code.save()
    after = {name: getattr(code, name) for name in PARTS}
    write_entry(
        person, "offers.keep_code", code, alliance_key=person.alliance.slug, before=before, after=after
    )
    return code


@transaction.atomic
def start_code_book(person: Membership) -> int:
    """The usual codes for an alliance that has none yet; how many were written."""
    may_keep_codes(person).or_refuse()
    Alliance.objects.select_for_update().get(pk=person.alliance_id)
    if Code.objects.exists():
        return 0
    codes = [
        Code(
            alliance=person.alliance,
            key=each.key.replace("_", "-"),
            kind=each.kind,
            label=each.label,
            definition=each.definition[:1000],
            example=each.example,
            position=position,
        )
        for position, each in enumerate(codes_to_begin_with(), start=1)
    ]
    for code in codes:
        code.full_clean()
        code.save()
    after = {"codes": len(codes)}
    write_entry(person, "offers.keep_code", codes[0], alliance_key=person.alliance.slug, after=after)
    return len(codes)


def version_of(code: Code) -> str:
    return fingerprint({name: str(getattr(code, name)) for name in PARTS})


def _free_key(label: str) -> str:
    wished = slug_of(label)[:70].strip("-") or "code"
    taken = set(Code.objects.filter(key__startswith=wished).values_list("key", flat=True))
    numbered = (f"{wished}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (wished, *numbered) if key not in taken)
