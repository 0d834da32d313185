"""Write YAML that people like to read and that every YAML reader takes for the same values."""

from __future__ import annotations

import re
from typing import Any

import yaml

SHORT_LINE = 60


class _Dumper(yaml.SafeDumper):
    """Quotes every text that a reader could take for a number or for yes and no; dates stay plain."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


def _represent_list(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.SequenceNode:
    tag = "tag:yaml.org,2002:seq"
    return dumper.represent_sequence(tag, items, flow_style=_fits_on_a_line(items))


def _represent_table(dumper: yaml.SafeDumper, table: dict[str, Any]) -> yaml.MappingNode:
    tag = "tag:yaml.org,2002:map"
    return dumper.represent_mapping(tag, table.items(), flow_style=_fits_on_a_line(list(table.values())))


def _fits_on_a_line(values: list[Any]) -> bool:
    if any(isinstance(value, list | dict) or "\n" in str(value) for value in values):
        return False
    return sum(len(str(value)) + 4 for value in values) <= SHORT_LINE


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(list, _represent_list)
_Dumper.add_representer(dict, _represent_table)
_Dumper.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
}
_NUMBER_LIKE = re.compile(r"[-+]?[0-9.]+([eE][-+]?[0-9]+)?$")
_Dumper.add_implicit_resolver("tag:yaml.org,2002:float", _NUMBER_LIKE, list("-+0123456789."))


def dump_yaml(document: dict[str, Any]) -> str:
    return yaml.dump(
        document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100, default_flow_style=False
    )
