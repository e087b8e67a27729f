"""Whether the desk can keep what comes: the database answers, and soon, and is this desk's."""

import asyncio
from dataclasses import dataclass

from bot.engine.run import Running
from bot.storage import facts
from bot.storage.database import LeaseLost

PATIENCE = 2.0  # seconds; whoever asks does not wait for long either


@dataclass(frozen=True, slots=True)
class Ready:
    """What a desk needs to serve: a database that answers, is its own (the lease), and content."""

    database: bool
    lease: bool
    content: bool
    running: bool  # and not about to end


async def ready(running: Running) -> Ready:
    """What the desk has of all that it needs, found out by the way that every update takes."""
    database = lease = True
    try:
        async with asyncio.timeout(PATIENCE):
            await running.database.write(lambda tx: facts.get(tx, facts.JOURNAL))
    except LeaseLost:
        lease = False
    except Exception:  # whatever it is, nothing can be kept
        database = lease = False
    content = bool(running.content.catalog.languages)
    return Ready(database, lease, content, not running.stopping.is_set())


async def healthy(running: Running) -> bool:
    """Whether updates can be kept: the database answers within two seconds."""
    found = await ready(running)
    return found.database and found.lease
