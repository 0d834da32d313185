"""Offers from the catalogue that could become stations, beside those the file has itself."""

from __future__ import annotations

import argparse
from dataclasses import replace

from staffelstab.cli.terminal import Terminal
from staffelstab.engine.check import available_offers
from staffelstab.engine.model import Pathway
from staffelstab.programmes import catalogue


def with_available(terminal: Terminal, options: argparse.Namespace, pathway: Pathway) -> Pathway:
    """The pathway with the offers of the catalogue that it does not have yet, if asked for.

    They are no stations, so only `gap-without-module` looks at them. What the catalogue's offers name has to be known
    to the file; if it knows the words of none, this is said on standard error.
    """
    if not options.with_catalogue:
        return pathway
    known = {key for offer in pathway.offers for key in (offer.key, offer.catalogue_key)}
    listed = catalogue.offers(terminal.texts.language)
    _tell_of_unknown_entries(terminal, pathway, {offer.key for offer in listed})
    fresh = [o for o in listed if o.key not in known]
    usable = {offer.key for offer in available_offers(pathway, fresh)}
    if fresh and not usable & {offer.key for offer in fresh}:
        terminal.error(terminal.say("cli.catalogue_unknown"))
    added = tuple(replace(o, organisation=None, funding=None) for o in fresh if o.key in usable)
    return replace(pathway, offers=(*pathway.offers, *added))


def _tell_of_unknown_entries(terminal: Terminal, pathway: Pathway, listed: set[str]) -> None:
    """An offer may name an entry that the catalogue does not have (any more); it then stands for itself."""
    for offer in pathway.offers:
        if offer.catalogue_key and offer.catalogue_key not in listed:
            title = terminal.words.label(offer.title)
            terminal.error(terminal.say("cli.catalogue_entry", offer=title, entry=offer.catalogue_key))
