"""Guards for what people type into offers."""

from __future__ import annotations

from collections.abc import Iterable

from staffelstab.web.kit.validators import looks_like_personal_data


def signs_of_a_person(texts: Iterable[str]) -> list[str]:
    """What in all these texts looks like data about a person, each kind once."""
    return list(dict.fromkeys(sign for text in texts for sign in looks_like_personal_data(text)))
