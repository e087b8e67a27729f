"""Logs carry ids, never texts, names or tokens."""

import logging
import sys

import structlog


def configure(level: str, form: str) -> None:
    """Write the desk's logs to standard error; the libraries' own, which may hold tokens and texts,
    are silenced.
    """
    number = logging.getLevelName(level)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer()
            if form == "json"
            else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty()),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=logging.CRITICAL, force=True)
    for name in ("httpx", "telegram", "aiohttp", "sqlalchemy", "alembic", "uvicorn", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
