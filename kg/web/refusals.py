"""Refuse a request for a reason that only HTTP knows."""

from http import HTTPStatus


class HttpError(Exception):
    """Refuse a request for a reason that only HTTP knows."""

    def __init__(self, status: HTTPStatus, detail: str, *, hint: str = "", **headers: str) -> None:
        """Keep the status and the words; headers are given with `_` for `-`."""
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.hint = hint
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
