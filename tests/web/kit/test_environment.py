from __future__ import annotations

from pathlib import Path

import pytest

from staffelstab.web.kit.environment import ConfigurationError, Environment


def test_reads_typed_values_with_its_prefix() -> None:
    environment = Environment("X_", {"X_A": " yes ", "X_N": "25", "X_C": "smtp", "X_T": "  ", "A": "no"})
    assert environment.flag("A", False) is True
    assert environment.whole_number("N", 1) == 25
    assert environment.choice("C", "console", ("console", "smtp")) == "smtp"
    assert environment.text("T", "fallback") == "fallback"
    assert environment.folder("F", Path("/srv/x")) == Path("/srv/x")
    assert environment.names_read == ["X_A", "X_N", "X_C", "X_T", "X_F"]


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("FLAG", "maybe", "Write yes or no."),
        ("NUMBER", "1e3", "Write a number"),
        ("CHOICE", "fax", "console, smtp"),
    ],
)
def test_says_which_value_is_wrong_and_what_to_write(name: str, value: str, hint: str) -> None:
    environment = Environment("X_", {f"X_{name}": value})
    with pytest.raises(ConfigurationError, match=f"X_{name}: .*{value}.*") as caught:
        if name == "FLAG":
            environment.flag(name, False)
        elif name == "NUMBER":
            environment.whole_number(name, 5)
        else:
            environment.choice(name, "console", ("console", "smtp"))
    assert hint in caught.value.hint
