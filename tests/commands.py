"""The command line in this process; it leaves the logs as they were."""

import structlog
from typer.testing import CliRunner, Result

from bot.__main__ import app


def typed(*words: object, **env: str) -> Result:
    """What a command prints, and how it ends."""
    before = structlog.get_config()
    try:
        return CliRunner().invoke(app, [str(word) for word in words], env=env)
    finally:
        structlog.configure(**before)
