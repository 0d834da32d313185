"""Where a pathway comes from: a file, or a district that comes along."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from staffelstab.engine import files
from staffelstab.engine.check import available_offers
from staffelstab.engine.errors import InputError
from staffelstab.engine.model import Offer, Pathway
from staffelstab.engine.wording import Language
from staffelstab.notebook.errors import UnreadableFile, unknown
from staffelstab.programmes import catalogue as known_offers
from staffelstab.programmes import districts as shipped


def read(file: str | Path, *, language: Language = "de") -> Pathway:
    """The pathway in a YAML, JSON or Excel file.

    Raises UnreadableFile with one sentence per problem, each with its line or cell.
    """
    try:
        return files.read(Path(file))
    except InputError as error:
        raise UnreadableFile(error, language) from None


def district(name: str, *, language: Language = "de") -> Pathway:
    """A district that comes along (see `districts`); NotebookError when there is none of this name."""
    if name not in shipped.names():
        raise unknown("district", name, shipped.names())
    return shipped.load(name, language)


def districts() -> tuple[str, ...]:
    """Names that `district` takes."""
    return shipped.names()


def catalogue(pathway: Pathway, *, language: Language = "de") -> tuple[Offer, ...]:
    """Offers of the catalogue that the pathway has not, and all of whose words it knows: for `available`."""
    has = {key for offer in pathway.offers for key in (offer.key, offer.catalogue_key)}
    fresh = [offer for offer in known_offers.offers(language) if offer.key not in has]
    usable = {offer.key for offer in available_offers(pathway, fresh)}
    return tuple(replace(o, organisation=None, funding=None) for o in fresh if o.key in usable)
