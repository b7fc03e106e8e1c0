"""Give each client a fair share: some queries at a time, a short wait for more, then a clear no."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Final

from kg.web.refusals import HttpError

# Two queries at a time for each address; more would let one client hold all query processes.
CLIENT_QUERIES: Final = 2
# Waiting requests hold a thread each; a few must stay free for pages and health checks.
MOST_WAITING: Final = 5


class Turns:
    """Count who is being served; one for each app."""

    def __init__(self, wait_s: float) -> None:
        """Start with nobody."""
        self._wait_s = wait_s
        self._condition = threading.Condition()
        self._running: Counter[str] = Counter()
        self._waiting = 0

    @contextmanager
    def take(self, client: str) -> Iterator[None]:
        """Wait for a turn of this client and keep it for the block.

        Raises:
            HttpError: 429, no turn came within the wait, or too many wait already.
        """
        with self._condition:
            self._wait(client)
            self._running[client] += 1
        try:
            yield
        finally:
            with self._condition:
                self._running[client] -= 1
                self._running += Counter()  # forgets who has none left
                self._condition.notify_all()

    def _wait(self, client: str) -> None:
        deadline = time.monotonic() + self._wait_s
        while self._running[client] >= CLIENT_QUERIES:
            left = deadline - time.monotonic()
            if left <= 0 or self._waiting >= MOST_WAITING:
                raise HttpError(
                    HTTPStatus.TOO_MANY_REQUESTS,
                    f"{CLIENT_QUERIES} queries of yours are running, and no more are run at a time "
                    f"(waited up to {self._wait_s:g} s, KG_QUEUE)",
                    hint="Send the next query when one has ended.",
                    Retry_After="2",
                )
            self._waiting += 1
            try:
                self._condition.wait(left)
            finally:
                self._waiting -= 1
