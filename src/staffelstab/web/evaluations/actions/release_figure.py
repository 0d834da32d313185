from __future__ import annotations

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.evaluations.queries.figures import Figure
from staffelstab.web.evaluations.queries.outside import figure_of_release
from staffelstab.web.offers.actions.release_needs import release_needs
from staffelstab.web.offers.rules import may_record_needs


@transaction.atomic
def release_figure(person: Membership, figure: Figure, *, recipient: str) -> Figure:
    """Give the figure out: the needs behind it are given out with it, so that no later list gives them away.

    Rule, lock and journal are those of the list of needs, because the figure tells nothing beyond it.
    """
    may_record_needs(person).or_refuse()
    needs = figure.sources
    return figure_of_release(figure, needs, release_needs(person, needs, recipient=recipient))
