"""python -m staffelstab.web.project.manage <command>"""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line

from staffelstab.web.kit.environment import ConfigurationError


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "staffelstab.web.project.settings")
    try:
        execute_from_command_line(sys.argv)
    except ConfigurationError as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
