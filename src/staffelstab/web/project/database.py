"""One address for the database; SQLite in the data folder when none is given."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from staffelstab.web.kit.environment import ConfigurationError

SQLITE_START = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-20000;"
)


def database_from(address: str, data_dir: Path) -> dict[str, Any]:
    """``postgresql://user:password@host:port/name`` or nothing."""
    if not address:
        return _sqlite(data_dir)
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ConfigurationError(
            "STAFFELSTAB_DATABASE_URL",
            "This is not the address of a PostgreSQL database.",
            "Write postgresql://user:password@host:5432/name, or leave it empty for SQLite.",
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _sqlite(data_dir: Path) -> dict[str, Any]:
    """Without IMMEDIATE, concurrent writers fail instead of waiting for one another."""
    data_dir.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": data_dir / "staffelstab.sqlite3",
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 10, "init_command": SQLITE_START},
    }
