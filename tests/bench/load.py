"""A closed loop of contacts: each writes again when it has been answered; what is measured is the
bot.
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.playground.serving import serving
from bot.playground.telegram import STAFF_CHAT, Telegram

TOKEN = "123456:FAKE-TOKEN-FOR-TESTS"
PROJECT = Path(__file__).resolve().parents[2]
# What contacts send, in turn. A typed number goes the road of a tap; a question in one's own words
# is searched for.
MENUS = ("/menu", "1", "1", "/konular 9.2", "2")
MIXED = (*MENUS, "genel kurul cagrisi kac gun once yapilir")


@dataclass(frozen=True, slots=True)
class Measured:
    """One bot under load: answered updates a second, p95 of the answers' latency, start, memory at
    rest.
    """

    rate: float
    p95: float
    cpu: float  # seconds of processor time an update
    ready: float
    megabytes: float


async def measure(
    command: Sequence[str], script: Sequence[str], *, contacts: int, messages: int
) -> Measured:
    """Start the bot against a stand-in, let it rest, then put it under load."""
    began = time.perf_counter()
    async with running(command) as (telegram, process):
        ready = time.perf_counter() - began
        await asyncio.sleep(1.5)
        resting = memory(process.pid)
        before = _cpu(process.pid)
        rate, p95 = await load(telegram, script, contacts=contacts, messages=messages)
        cpu = (_cpu(process.pid) - before) / messages
    return Measured(rate, p95, cpu, ready, resting)


@asynccontextmanager
async def running(
    command: Sequence[str], **more: str
) -> AsyncIterator[tuple[Telegram, asyncio.subprocess.Process]]:
    """A bot with a fresh database against a fresh stand-in, once it has answered somebody."""
    telegram = Telegram(record=False)
    async with serving(telegram, token=TOKEN) as address:
        with tempfile.TemporaryDirectory() as folder:
            env = _environment(address, folder) | more
            process = await asyncio.create_subprocess_exec(*command, cwd=PROJECT, env=env)
            try:
                await _answered(telegram)
                yield telegram, process
            finally:
                process.terminate()
                await process.wait()


def _environment(address: str, folder: str) -> dict[str, str]:
    own = {
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": address,
        "STAFF_CHAT_ID": str(STAFF_CHAT),
        "DATABASE_URL": f"sqlite:///{folder}/desk.sqlite3",
        "PACE_PER_SECOND": "1000000",
        "PACE_GROUP_PER_MINUTE": "1000000",
        "PACE_CHAT_BURST": "1000000",
        "LOG_LEVEL": "ERROR",
    }
    return {**os.environ, **own}


async def _answered(telegram: Telegram) -> None:
    """Wait until the first contact is answered."""
    contact = telegram.contact(999_999)
    await contact.send("/start")
    await telegram.until(lambda: any(m["from"]["is_bot"] for m in contact.messages), within=60)


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> float:
    """Megabytes of a process that lie in memory."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


async def load(
    telegram: Telegram, script: Sequence[str], *, contacts: int, messages: int
) -> tuple[float, float]:
    """Answered updates a second, and the p95 of the answers' latency."""
    waiting: dict[int, float] = {}
    turns: dict[int, int] = dict.fromkeys(range(1, contacts + 1), 0)
    latencies: list[float] = []
    answered: asyncio.Queue[int] = asyncio.Queue()

    def heard(news: Any) -> None:
        if news["type"] != "message" or not news["message"]["from"]["is_bot"]:
            return
        chat_id = news["message"]["chat"]["id"]
        if chat_id in waiting:
            latencies.append(time.perf_counter() - waiting.pop(chat_id))
            answered.put_nowait(chat_id)

    async def say(chat_id: int) -> None:
        words = script[turns[chat_id] % len(script)]
        turns[chat_id] += 1
        waiting[chat_id] = time.perf_counter()
        await telegram.contact(chat_id).send(words)

    telegram.listeners.add(heard)
    began = time.perf_counter()
    for chat_id in turns:
        await say(chat_id)
    for _ in range(messages - contacts):
        await say(await asyncio.wait_for(answered.get(), timeout=60))
    for _ in range(contacts):
        await asyncio.wait_for(answered.get(), timeout=60)
    took = time.perf_counter() - began
    telegram.listeners.discard(heard)
    return messages / took, statistics.quantiles(latencies, n=20)[-1]


ECHO = (sys.executable, "-m", "tests.bench.echo")
DESK = (sys.executable, "-m", "bot", "run")


def compare(
    script: Sequence[str], *, rounds: int = 3, contacts: int = 64, messages: int = 2000
) -> tuple[list[Measured], list[Measured]]:
    """(echo, desk): both measured in turn, so that the machine's moods fall on both."""
    echo, desk = [], []
    for _ in range(rounds):
        echo.append(asyncio.run(measure(ECHO, script, contacts=contacts, messages=messages)))
        desk.append(asyncio.run(measure(DESK, script, contacts=contacts, messages=messages)))
    return echo, desk
