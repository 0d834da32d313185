"""Who is there already under another spelling, with reasons that can be said."""

from __future__ import annotations

from staffelstab.engine.files import foreign
from staffelstab.engine.files.foreign import Known
from staffelstab.engine.files.foreign import Likeness as Double
from staffelstab.engine.files.foreign import Register as Registry

__all__ = ["Double", "Known", "Registry", "like"]


def like(
    key: str, name: str, *, number: str = "", street: str = "", postcode: str = "", website: str = ""
) -> Known:
    """A thing as it is compared with others."""
    return Known(
        key,
        name,
        number,
        foreign.street_of(street, postcode) if street else "",
        foreign.site_of(website) if website else "",
    )
