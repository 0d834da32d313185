from __future__ import annotations

from typing import Any

from staffelstab.web.funding.actions.create_funding import create_funding
from staffelstab.web.funding.models import Funding
from tests.cast import Cast


def a_funding(cast: Cast, name: str = "Landesmittel", **said: Any) -> Funding:
    with cast.inside():
        return create_funding(cast.aydin, name=name, **said)
