"""Imported once by the process from which others branch off: everything compiled is then loaded in all of them."""

from __future__ import annotations

from staffelstab.engine.check.threads import use_cores
from staffelstab.engine.check.warm import warm

use_cores(1)  # no thread may run where processes branch off
warm()
