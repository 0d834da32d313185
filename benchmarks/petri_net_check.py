"""Soundness of Petri nets by pm4py. Run inside an environment of its own, never imported: `python FILE FOLDER`.

Reads every *.pnml of the folder, prints {name: [sound or None where the tool gives up, seconds]} as JSON. The end of a
case is the place named "goal".
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import time
from pathlib import Path

import pm4py
from pm4py.objects.petri_net.obj import Marking


def soundness(file: Path) -> tuple[bool | None, float]:
    net, begin, _ = pm4py.read_pnml(str(file), auto_guess_final_marking=False)
    end = Marking({place: 1 for place in net.places if place.name == "goal"})
    started = time.perf_counter()
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            sound = pm4py.check_soundness(net, begin, end)
    except Exception as error:
        print(f"{file.name}: {error!r}", file=sys.stderr)
        return None, time.perf_counter() - started
    return bool(sound[0] if isinstance(sound, tuple) else sound), time.perf_counter() - started


if __name__ == "__main__":
    print(json.dumps({file.stem: soundness(file) for file in sorted(Path(sys.argv[1]).glob("*.pnml"))}))
