"""Several people at the same moment, each in a transaction of their own, on a database that lets writers wait."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.test import Client

LONGEST_WAIT = 120


def post_at_once(
    clients: Mapping[str, Client], address: str, data: Mapping[str, dict[str, Any]]
) -> dict[str, Any]:
    """All start together; what each of them is answered. What goes wrong in one of them is raised here."""
    together = threading.Barrier(len(clients))
    answers: dict[str, Any] = {}
    problems: list[Exception] = []

    def send(who: str) -> None:
        together.wait(timeout=LONGEST_WAIT)
        try:
            answers[who] = clients[who].post(address, data[who])
        except Exception as problem:  # whatever it is, the test has to hear of it
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(who,)) for who in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=LONGEST_WAIT)
    if problems:
        raise problems[0]
    return answers
