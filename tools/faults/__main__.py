"""Write the corpus of seeded faults: ``python -m tools.faults [FOLDER]`` (default: corpus)."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.faults.corpus import write


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0]) if arguments else Path("corpus")
    print(f"{write(folder)} files written to {folder}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
