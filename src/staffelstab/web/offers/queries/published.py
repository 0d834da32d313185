"""What is published about the target group here, and what of it was taken over."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from staffelstab.web.alliances.models import Alliance
from staffelstab.web.kit.amounts import read_amount
from staffelstab.web.offers.models import Need
from staffelstab.web.offers.pathway import Published, posts_for, published_here, published_of_the_state
from staffelstab.web.offers.phrases import measure_word, published_label


@dataclass(frozen=True)
class PublishedRow:
    """posts: what the rule on Teilhabemanagement gives for this number, both ends."""

    figure: Published
    group: str
    what: str
    posts: tuple[Decimal | None, Decimal | None] | None
    is_taken_over: bool


def published_rows(alliance: Alliance) -> list[PublishedRow]:
    """The district first, then the whole state."""
    keys = set(Need.objects.filter(key__startswith=need_key("")).values_list("key", flat=True))
    figures = [*published_here(alliance.district_key), *published_of_the_state()]
    return [_row(figure, need_key(figure.key) in keys) for figure in figures]


def count_published(alliance: Alliance) -> int:
    return len(published_here(alliance.district_key))


def _row(figure: Published, is_taken_over: bool) -> PublishedRow:
    posts = None
    if figure.can_be_taken_over:
        amount = read_amount(figure.wording)
        posts = posts_for(figure, (amount.minimum, amount.maximum))
    group = published_label(figure.residence_status, figure.age_from, figure.age_to)
    return PublishedRow(figure, group, measure_word(figure.measure), posts, is_taken_over)


def need_key(figure_key: str) -> str:
    return f"published-{figure_key.lower()}"
