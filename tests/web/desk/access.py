from __future__ import annotations

from tests.house.access_table import MEMBERS, MEMBERS_POST, Row
from tests.web.offers.making import an_offer

TABLE = {
    "desk:today": Row(MEMBERS),
    # Asked by the page itself; whoever opens the address is led to the page.
    "desk:findings": Row(MEMBERS_POST),
    "desk:confirm": Row(
        MEMBERS_POST,
        ernst=403,
        dikmen=403,
        method="POST",
        kwargs=lambda cast: {"offer_id": an_offer(cast).pk},
    ),
}
