from __future__ import annotations

from pathlib import Path

from staffelstab.web.project.secret import secret_key_in


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = secret_key_in(tmp_path / "data")
    assert len(first) >= 50
    assert secret_key_in(tmp_path / "data") == first
    assert secret_key_in(tmp_path / "other") != first
    assert (tmp_path / "data" / "secret_key").stat().st_mode & 0o777 == 0o600
