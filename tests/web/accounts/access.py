from __future__ import annotations

from tests.house.access_table import PUBLIC, SIGNED_IN, Row

TABLE = {
    "accounts:profile": Row(SIGNED_IN),
    "accounts:accessibility": Row(PUBLIC),
    "accounts:privacy": Row(PUBLIC),
}
