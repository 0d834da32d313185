"""What was published about a programme in a district, in words and plain numbers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from staffelstab.programmes.profiles import programme_profile
from staffelstab.programmes.published_results import PublishedResult, published_results


@dataclass(frozen=True)
class Published:
    """`parts` add up to `persons`; `uses` count something else and are never added to persons."""

    title: str
    persons: int
    parts: tuple[tuple[str, int], ...]
    uses: tuple[tuple[str, int], ...]
    all_uses: int
    source: str
    address: str


def published_in(district: str, programmes: Collection[str], language: str) -> tuple[Published, ...]:
    """`programmes`: keys of the profiles whose results are asked for."""
    return tuple(
        _told(result, language) for result in published_results(district) if result.programme in programmes
    )


def _told(result: PublishedResult, language: str) -> Published:
    profile = programme_profile(result.programme)
    names = {
        module.key: f"{module.number}: {module.short_title.in_language(language)}"
        for module in profile.modules
    }
    period = result.period.in_language(language)
    return Published(
        title=f"{profile.title.in_language(language)}, {period}",
        persons=result.persons,
        parts=tuple((part.label.in_language(language), part.persons) for part in result.parts),
        uses=tuple((names[key], count) for key, count in result.uses.items()),
        all_uses=result.all_uses,
        source=result.source.title,
        address=result.source.address or "",
    )
