"""Whether the desk can keep what comes: the database answers, and soon."""

import asyncio

from bot.engine.run import Running
from bot.storage import facts

PATIENCE = 2.0  # seconds; whoever asks does not wait for long either


async def healthy(running: Running) -> bool:
    """Whether the database answers within two seconds, by the way that every update takes."""
    try:
        async with asyncio.timeout(PATIENCE):
            await running.database.write(lambda tx: facts.get(tx, facts.JOURNAL))
    except Exception:  # whatever it is, nothing can be kept
        return False
    return True
