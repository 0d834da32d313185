"""Large files: bounded memory or a clear error, and an interrupt that is answered."""

from __future__ import annotations

import itertools
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.bad_files import Capsys, Document, add, asked, connect, findings, measure, sound
from tests.cli.interrupts import hearing_interrupts


def test_five_thousand_transitions(capsys: Capsys, tmp_path: Path) -> None:
    document, keys = sound(), [f"step{number}" for number in range(71)]
    steps = [
        measure(key, {"attribute": "language", "from": f"L{i % 3}", "to": f"L{i % 3 + 1}"})
        for i, key in enumerate(keys)
    ]
    add(document, *steps)
    connect(document, *(f"{a}>{b}" for a in keys for b in keys), *(f"{key}>job" for key in keys))
    answer = asked(capsys, tmp_path, document)
    assert answer.code == 1
    # every step leads on; but two steps of the same kind do the same for the same people
    assert {name.split(".")[0] for name in findings(answer)} == {"overlap"}


def test_a_scale_of_five_hundred_values(capsys: Capsys, tmp_path: Path) -> None:
    document, values = sound(), [f"v{number}" for number in range(500)]
    document["attributes"].append({"key": "long", "kind": "ordered", "values": [{"key": v} for v in values]})
    document["profiles"] = {"values": {"long": values}}
    effects = [{"attribute": "long", "from": a, "to": b} for a, b in itertools.pairwise(values)]
    step = measure("step", months=1, kind="legal_step")
    step["outcomes"] = [{"key": f"to-{effect['to']}", "effects": [effect]} for effect in effects]
    add(document, step)
    connect(document, "step>step", "step>course")
    answer = asked(capsys, tmp_path, document)
    assert findings(answer) == ()
    assert "500 of 500" in answer.out or "All 500" in answer.out


def many_situations(values: int) -> Document:
    document = sound()
    for attribute in "abcdef":
        keys = [f"v{number}" for number in range(values)]
        document["attributes"].append(
            {"key": attribute, "kind": "ordered", "values": [{"key": k} for k in keys]}
        )
        effects = [{"attribute": attribute, "from": a, "to": b} for a, b in itertools.pairwise(keys)]
        step = measure(attribute.upper())
        step["outcomes"] = [{"key": effect["to"], "effects": [effect]} for effect in effects]
        add(document, step)
    return document


@pytest.mark.parametrize(("values", "most"), [(11, 2564102), (100, 20000000)])
def test_more_situations_than_memory_holds(capsys: Capsys, tmp_path: Path, values: int, most: int) -> None:
    answer = asked(capsys, tmp_path, many_situations(values))
    assert (answer.code, answer.out) == (2, "")
    assert re.search(rf"The scales give \d+ situations; at most {most} can be held\.", answer.err)


def crowded() -> Document:
    """Sixty courses, each leading to each, and 200,000 profiles that all differ: it takes about a minute."""
    document = sound()
    document["clocks"] = [{"key": "age", "kind": "fixed"}, {"key": "stay", "kind": "fixed"}]
    document["profiles"] = {"clocks": {"age": list(range(1000)), "stay": list(range(200))}}
    for attribute in "abcd":
        values = [{"key": f"v{number}"} for number in range(6)]
        document["attributes"].append({"key": attribute, "kind": "ordered", "values": values})
    for number in range(60):
        attribute, level = "abcd"[number % 4], number % 5
        when = {"clocks": {"age": {"max": 100 + 17 * number}, "stay": {"min": 3 * number}}}
        raised = {"attribute": attribute, "from": f"v{level}", "to": f"v{level + 1}"}
        add(document, measure(f"step{number}", raised, when=when))
    keys = document["concept"]["stations"][2:]
    connect(document, *(f"{a}>{b}" for a in keys for b in keys))
    document["concept"]["goals"][0]["when"] = dict.fromkeys("abcd", "v5")
    return document


BEGIN = "import sys; from staffelstab.cli.main import main; print('begins', flush=True); sys.exit(main())"


def test_an_interrupt_ends_even_a_search_that_does_not_listen(tmp_path: Path) -> None:
    file = tmp_path / "file.json"
    file.write_text(json.dumps(crowded()))
    command = [sys.executable, "-c", BEGIN, "check", str(file), "--language", "en"]
    with hearing_interrupts():
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "begins\n"
    time.sleep(3)  # time enough to be in the middle of the search, far too little to end it
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, "", "Interrupted.\n")


def test_a_million_profiles_in_bounded_memory(tmp_path: Path) -> None:
    document = sound()
    document["clocks"] = [{"key": "age", "kind": "fixed"}, {"key": "stay", "kind": "fixed"}]
    document["profiles"] = {"clocks": {"age": list(range(1000)), "stay": list(range(1000))}}
    when = {"clocks": {"age": {"min": 100, "max": 500}, "stay": {"min": 10, "max": 600}}}
    document["offers"][0]["access"] = [{"when": when}]
    file, printed = tmp_path / "file.json", tmp_path / "out.txt"
    file.write_text(json.dumps(document))
    command = [sys.executable, "-m", "staffelstab.cli.main", "check", str(file), "--language", "en"]
    with printed.open("w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 1
    said = " ".join(printed.read_text().split())
    assert "of 1,000,000 situations checked" in said
    assert used.ru_maxrss < 1_500_000, "kilobytes"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to a limit of memory")
def test_a_machine_without_memory_says_so(tmp_path: Path) -> None:
    file = tmp_path / "file.json"
    file.write_text(json.dumps(many_situations(8)))
    limited = (
        "import resource, sys; from staffelstab.cli.main import main; "
        "main(['check', sys.argv[1], '--quiet']); "
        "used = int(open('/proc/self/statm').read().split()[0]) * resource.getpagesize(); "
        "resource.setrlimit(resource.RLIMIT_AS, (used + 150_000_000,) * 2); "
        "sys.exit(main(['check', sys.argv[2], '--language', 'en']))"
    )
    small = tmp_path / "small.json"
    small.write_text(json.dumps(sound()))
    run = subprocess.run(
        [sys.executable, "-c", limited, str(small), str(file)], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout) == (2, ""), run.stderr
    assert run.stderr.startswith("There is not enough memory for this file.")
