"""Reload the real content again and again: `python -m tests.reloads 40` prints the resident memory
before, after the first and after the last, in bytes. A folder behind it holds what was learnt from
the content.
"""

import asyncio
import resource
import sys
import tempfile
from pathlib import Path

import structlog

import bot.app  # as much as a desk holds besides
from bot.content import LiveContent, apart
from bot.kept import Kept
from bot.memory import share_one_arena
from intents.understand import understand

FAQ = Path(bot.app.__file__).parents[1] / "faq_data"


def resident() -> int:
    """Bytes of this process that lie in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


async def reloads(times: int, kept: Kept) -> list[int]:
    """Memory with the content loaded once, and after each reload; each is asked something."""
    share_one_arena()
    live = await asyncio.to_thread(LiveContent.open, FAQ, "tr", kept)
    understand("dernek kurmak istiyoruz", live.index, language="tr")
    memory = [resident()]
    for _ in range(times):
        await apart(lambda: None if live.reload() else sys.exit("refused"))
        understand("dernek kurmak istiyoruz", live.index, language="tr")
        memory.append(resident())
    return memory


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    with tempfile.TemporaryDirectory() as folder:  # as beside a desk's database
        learnt = Path((*sys.argv, folder)[2])
        found = asyncio.run(reloads(int(sys.argv[1]), Kept(learnt)))
        print(found[0], found[1], found[-1])
