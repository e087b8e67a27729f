"""How the Bot API says no: a code, a description, and sometimes how long to wait."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ApiError(Exception):
    """The call is refused; `description` reads as Telegram writes it."""

    code: int
    description: str
    retry_after: int | None = None


def bad_request(reason: str) -> ApiError:
    """400 with Telegram's prefix."""
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    """403 with Telegram's prefix."""
    return ApiError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> ApiError:
    """409 with Telegram's prefix."""
    return ApiError(409, f"Conflict: {reason}")


def too_many(retry_after: int) -> ApiError:
    """429; `retry_after` in whole seconds."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after)
