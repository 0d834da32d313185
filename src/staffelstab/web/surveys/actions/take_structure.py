from __future__ import annotations

from datetime import date

from django.db import transaction

from staffelstab.web.alliances.actions.add_structure import add_structure
from staffelstab.web.alliances.actions.record_founding import record_founding
from staffelstab.web.alliances.actions.record_involvement import record_involvement
from staffelstab.web.alliances.models import Alliance, AttachedStructure, Involvement, Membership, NamedKind
from staffelstab.web.surveys.models import Round
from staffelstab.web.surveys.pathway import in_words, option_of
from staffelstab.web.surveys.queries import Step


@transaction.atomic
def take_structure(person: Membership, asked: Round, step: Step, today: date) -> AttachedStructure:
    """A structure of a known kind is named by it, another one by its own name."""
    name = step.said.get("name", "")
    kind = NamedKind.objects.filter(belongs_to="structure").filter(label_de=name).first()
    return add_structure(
        person, kind=kind, name="" if kind else name[:300], note=step.said.get("note", "")[:2000]
    )


def take_founding(person: Membership, asked: Round, step: Step, today: date) -> Alliance:
    return record_founding(person, founding=step.said["value"])


def take_involvement(person: Membership, asked: Round, step: Step, today: date) -> Involvement:
    """By the kind of the reference data with the same key, otherwise in the words of the option."""
    key = step.said["value"]
    kind = NamedKind.objects.filter(belongs_to="involvement", pk=key).first()
    option = option_of(step.question, "value", key)
    other = "" if kind else in_words(option.label) if option else key
    return record_involvement(person, valid_from=today, kind=kind, other=other[:300], note=str(asked))
