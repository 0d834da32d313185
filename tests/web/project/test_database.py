from __future__ import annotations

from pathlib import Path

import pytest

from staffelstab.web.kit.environment import ConfigurationError
from staffelstab.web.project.database import database_from


def test_without_address_sqlite_waits_instead_of_failing(tmp_path: Path) -> None:
    database = database_from("", tmp_path / "data")
    assert database["NAME"] == tmp_path / "data" / "staffelstab.sqlite3"
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]
    assert (tmp_path / "data").is_dir()


def test_an_address_of_postgresql_is_taken_apart(tmp_path: Path) -> None:
    database = database_from("postgresql://staffel:p%40ss@db.example:5433/relay", tmp_path)
    expected = {"NAME": "relay", "USER": "staffel", "PASSWORD": "p@ss", "HOST": "db.example", "PORT": "5433"}
    assert {key: database[key] for key in expected} == expected


@pytest.mark.parametrize("address", ["mysql://a/b", "postgresql://host", "nonsense"])
def test_other_addresses_are_refused_with_an_example(address: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="postgresql://user:password@host:5432/name"):
        database_from(address, tmp_path)
