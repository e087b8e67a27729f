"""How a desk starts and stops: one clear sentence when it can't, nothing lost when it is told to
end.
"""

import asyncio
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from bot.content import SHIPPED
from bot.gateway.telegram.webhook import SECRET_HEADER
from bot.playground.faults import Refuse
from bot.playground.serving import LOOPBACK, serving
from bot.playground.telegram import Telegram
from bot.storage import tables
from bot.storage.database import Tx, connect
from bot.storage.migrate import upgrade
from tests.durability.desk_process import DeskProcess, environment, small_content
from tests.processes import started
from tests.world import TOKEN, sqlite_url, world

SOAK = pytest.mark.soak
NOBODY = "http://127.0.0.1:9"  # nothing answers there
SECRET = "long-random-word"


@pytest.fixture
def faq(tmp_path: Path) -> Path:
    """A small content folder."""
    return small_content(tmp_path)


def refused(
    folder: Path,
    env: dict[str, str],
    *,
    says: str,
    command: Sequence[str] = ("run",),
    largest_file: int | None = None,
) -> str:
    """Start a desk that can't: exit code 1 and one sentence with these words, nothing else."""
    pipe = folder / "said"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    process = started(("bot", *command), folder, env, output=pipe, largest_file=largest_file)
    process.join(60)
    pipe.unlink()
    with open(reader, encoding="utf-8") as said:
        return one_sentence(process.exitcode, said.read(), says)


def one_sentence(code: int | None, words: str, says: str) -> str:
    """What a desk that can't start said, if it is as it should be."""
    assert code == 1, words
    assert says in words
    assert "Traceback" not in words
    assert TOKEN not in words
    assert len(words.strip().splitlines()) == 1, words
    return words


@pytest.mark.parametrize(
    ("name", "value", "says", "command"),
    [
        ("LOG_LEVEL", "LOUD", "LOG_LEVEL", "run"),
        ("BOT_API_URL", NOBODY, "does not answer", "run"),
        ("DATABASE_URL", "sqlite:////proc/desk/desk.sqlite3", "DATABASE_URL", "migrate"),
    ],
)
def test_as_an_operator_types_it(
    tmp_path: Path, faq: Path, name: str, value: str, says: str, command: str
) -> None:
    """With an interpreter of its own, once for each kind of refusal; below, as `started` does."""
    env = environment(NOBODY, sqlite_url(tmp_path), faq) | {name: value}
    line = [sys.executable, "-m", "bot", command]
    done = subprocess.run(
        line, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=60, check=False
    )
    one_sentence(done.returncode, done.stdout + done.stderr, says)


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as one:
        one.bind((LOOPBACK, 0))
        return int(one.getsockname()[1])


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("BOT_TOKEN", "not a token", "BOT_TOKEN"),
        ("BOT_API_URL", "ftp://x", "BOT_API_URL"),
        ("BOT_API_URL", NOBODY, "does not answer"),
        ("STAFF_CHAT_ID", "staff", "STAFF_CHAT_ID"),
        ("STAFF_CHAT_ID", "42", "STAFF_CHAT_ID"),
        ("TIMEZONE", "Mars/Olympus", "TIMEZONE"),
        ("PORT", "99999", "PORT"),
        ("WEBHOOK_URL", "https://desk.example", "WEBHOOK_SECRET"),
        ("DATABASE_URL", "mysql://x", "DATABASE_URL"),
        ("DATABASE_URL", "postgresql://nobody@127.0.0.1:9/nothing", "DATABASE_URL"),
        ("DATABASE_URL", "postgresql://[nonsense", "DATABASE_URL"),
        ("DATABASE_URL", "sqlite:////proc/desk/desk.sqlite3", "DATABASE_URL"),
        ("FAQ_DIR", "/nowhere/at/all", "FAQ_DIR"),
        ("LOG_LEVEL", "LOUD", "LOG_LEVEL"),
    ],
)
def test_a_setting_that_cannot_be_used(
    tmp_path: Path, faq: Path, name: str, value: str, says: str
) -> None:
    env = environment(NOBODY, sqlite_url(tmp_path), faq) | {name: value}
    refused(tmp_path, env, says=says)


def test_a_password_is_not_shown(tmp_path: Path, faq: Path) -> None:
    env = environment(NOBODY, "postgresql://desk:very-secret@127.0.0.1:9/desk", faq)
    assert "very-secret" not in refused(tmp_path, env, says="DATABASE_URL")


def test_a_folder_that_cannot_be_written_to(tmp_path: Path, faq: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    refused(
        tmp_path,
        environment(NOBODY, f"sqlite:///{tmp_path}/file/desk.sqlite3", faq),
        says="DATABASE_URL",
    )


def test_a_database_that_is_none(tmp_path: Path, faq: Path) -> None:
    (tmp_path / "desk.sqlite3").write_bytes(b"these are just words, and rather many of them " * 100)
    refused(tmp_path, environment(NOBODY, sqlite_url(tmp_path), faq), says="DATABASE_URL")


def test_broken_content(tmp_path: Path, faq: Path) -> None:
    (faq / "tr" / "faq" / "01-02.md").write_text("no front matter", encoding="utf-8")
    refused(tmp_path, environment(NOBODY, sqlite_url(tmp_path), faq), says="01-02.md:1")


def test_a_database_of_a_newer_desk(tmp_path: Path, faq: Path) -> None:
    engine = connect(sqlite_url(tmp_path))
    upgrade(engine)
    with engine.begin() as tx:
        tx.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    refused(tmp_path, environment(NOBODY, sqlite_url(tmp_path), faq), says="newer version")


@pytest.mark.parametrize("size", [0, 20_000, 60_000, 100_000])
def test_a_disk_too_full_for_the_tables(tmp_path: Path, faq: Path, size: int) -> None:
    env = environment(NOBODY, sqlite_url(tmp_path), faq)
    refused(tmp_path, env, says="database", largest_file=size)


async def test_a_disk_too_full_to_begin(tmp_path: Path, faq: Path) -> None:
    engine = connect(sqlite_url(tmp_path))
    upgrade(engine)
    engine.dispose()
    async with serving(Telegram(), token=TOKEN) as address:
        env = environment(address, sqlite_url(tmp_path), faq)
        says = "The database can't be used"
        await asyncio.to_thread(refused, tmp_path, env, says=says, largest_file=33_000)


@pytest.mark.parametrize("content", [b"BOT_TOKEN=\xff\xfe", "TIMEZONE=İ".encode("utf-16")])
def test_settings_that_are_not_utf8(tmp_path: Path, faq: Path, content: bytes) -> None:
    (tmp_path / ".env").write_bytes(content)
    refused(tmp_path, environment(NOBODY, sqlite_url(tmp_path), faq), says=".env is not UTF-8")


def test_a_folder_for_notes_that_is_somebody_elses(tmp_path: Path, faq: Path) -> None:
    (tmp_path / "desk.sqlite3.d").symlink_to("/tmp")
    refused(tmp_path, environment(NOBODY, sqlite_url(tmp_path), faq), says="desk.sqlite3.d")


def test_a_folder_for_notes_that_is_a_file(tmp_path: Path, faq: Path) -> None:
    (tmp_path / "desk.sqlite3.d").touch()
    refused(tmp_path, environment(NOBODY, sqlite_url(tmp_path), faq), says="desk.sqlite3.d")


def test_content_that_leads_in_circles(tmp_path: Path, faq: Path) -> None:
    (faq / "x").symlink_to(".")
    refused(tmp_path, environment(NOBODY, sqlite_url(tmp_path), faq), says="x:1")


def test_a_playground_that_cannot_be_opened(tmp_path: Path, faq: Path) -> None:
    (tmp_path / "playground-data").mkdir()
    (tmp_path / "playground-data" / "telegram.sqlite3").write_bytes(b"just words " * 100)
    env = environment(NOBODY, sqlite_url(tmp_path), faq) | {"BOT_TOKEN": ""}
    refused(tmp_path, env, says="playground-data")


def test_spoilt_notes_hinder_no_start(tmp_path: Path, faq: Path) -> None:
    place = tmp_path / "desk.sqlite3.d"
    place.mkdir()
    for name in ("calls", "age"):
        (place / name).write_bytes(b"\xff\x00<7 ;\n>9999999999999999999;\n" + b"[" * 100_000)
    refused(tmp_path, environment(NOBODY, sqlite_url(tmp_path), faq), says="does not answer")


@pytest.mark.parametrize(
    "command", [["migrate"], ["stats"], ["retry"], ["restore"]], ids=lambda command: command[0]
)
def test_commands_say_what_is_wrong_in_one_sentence(
    tmp_path: Path, faq: Path, command: list[str]
) -> None:
    (tmp_path / "desk.sqlite3").write_bytes(b"just words " * 100)
    env = environment(NOBODY, sqlite_url(tmp_path), faq)
    refused(tmp_path, env, says="DATABASE_URL", command=command)


@pytest.mark.parametrize("command", [["check"], ["ask", "soru"], ["evaluate"], ["learn"]])
def test_commands_of_editors_do_too(tmp_path: Path, command: list[str]) -> None:
    env = environment(NOBODY, sqlite_url(tmp_path), tmp_path / "nowhere")
    refused(tmp_path, env, says="FAQ_DIR", command=command)


async def test_commands_beside_a_running_desk(tmp_path: Path, faq: Path) -> None:
    async with serving(Telegram(), token=TOKEN) as address:
        env = environment(address, sqlite_url(tmp_path), faq)
        async with living(tmp_path, env):
            await asyncio.to_thread(
                refused, tmp_path, env, says="already running", command=["restore"]
            )
            said = tmp_path / "retried"
            done = started(("bot", "retry"), tmp_path, env, output=said)
            await asyncio.to_thread(done.join, 60)
            assert said.read_text().startswith("0 updates")


async def test_a_token_that_telegram_does_not_know(tmp_path: Path, faq: Path) -> None:
    async with serving(Telegram(), token="999999:ANOTHER-FAKE-TOKEN") as address:
        env = environment(address, sqlite_url(tmp_path), faq)
        await asyncio.to_thread(refused, tmp_path, env, says="BOT_TOKEN")


async def test_a_taken_port(tmp_path: Path, faq: Path) -> None:
    async with serving(Telegram(), token=TOKEN) as address:
        port = int(address.rpartition(":")[2])
        hook = {"WEBHOOK_URL": "https://desk.example/hook", "WEBHOOK_SECRET": SECRET, "PORT": port}
        env = environment(address, sqlite_url(tmp_path), faq, LOG_LEVEL="ERROR", **hook)
        await asyncio.to_thread(refused, tmp_path, env, says="PORT")


async def test_an_operator_starts_it_and_stops_it(tmp_path: Path, faq: Path) -> None:
    """With an interpreter of its own, from the first import to the last word."""
    line = [sys.executable, "-m", "bot", "run"]
    async with serving(Telegram(), token=TOKEN) as address, asyncio.timeout(60):
        env = environment(address, sqlite_url(tmp_path), faq)
        said = asyncio.subprocess.PIPE
        desk = await asyncio.create_subprocess_exec(
            *line, cwd=tmp_path, env=env, stdout=said, stderr=asyncio.subprocess.STDOUT
        )
        assert desk.stdout is not None
        while b" ready " not in (word := await desk.stdout.readline()):
            assert word, "it ended before it was ready"
        desk.terminate()
        words, _ = await desk.communicate()
        assert desk.returncode == 0, words
        assert b"Traceback" not in words


@asynccontextmanager
async def living(folder: Path, env: dict[str, str]) -> AsyncIterator[DeskProcess]:
    """A desk that is ready; killed at the end when it still lives."""
    desk = DeskProcess(folder, env)
    try:
        await desk.start()
        await desk.ready()
        yield desk
    finally:
        if desk.alive:
            await desk.kill()


async def test_two_desks_on_one_database(tmp_path: Path, faq: Path, database_url: str) -> None:
    async with serving(Telegram(), token=TOKEN) as address:
        env = environment(address, database_url, faq)
        async with living(tmp_path, env):
            await asyncio.to_thread(refused, tmp_path, env, says="already running")
        async with living(tmp_path, env) as desk:  # however the first one ended, its place is free
            assert await desk.end(signal.SIGTERM) == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_told_to_stop_it_ends_well_and_nothing_is_lost(
    tmp_path: Path, faq: Path, number: signal.Signals
) -> None:
    telegram = Telegram()
    people = [telegram.contact(1000 + n) for n in range(30)]
    async with serving(telegram, token=TOKEN) as address:
        env = environment(address, sqlite_url(tmp_path), faq, PACE_PER_SECOND=28)
        async with living(tmp_path, env) as desk:
            for person in people:
                await person.send("/start faq_1-1")
            await telegram.until(lambda: any(len(person.messages) > 1 for person in people))
            assert await desk.end(number) == 0
            assert "Traceback" not in desk.said()
        assert not all(len(person.messages) > 1 for person in people)
        async with living(tmp_path, env):
            await telegram.until(
                lambda: all(len(person.messages) > 1 for person in people), within=10
            )
    assert [len(person.messages) for person in people] == [2] * 30


@pytest.mark.xdist_group("real")
@pytest.mark.parametrize("moment", [0.0, 1.0, *(pytest.param(at, marks=SOAK) for at in (0.7, 1.3))])
async def test_told_to_stop_in_the_middle_of_a_reload(
    tmp_path: Path, lend: Callable[[Path], None], moment: float
) -> None:
    real = tmp_path / "real"
    shutil.copytree(SHIPPED, real)
    lend(tmp_path / "desk.sqlite3.d")
    async with (
        serving(Telegram(), token=TOKEN) as address,
        living(tmp_path, environment(address, sqlite_url(tmp_path), real)) as desk,
    ):
        (real / "tr" / "faq" / "x").symlink_to(".")  # in circles, and refused
        (real / "tr" / "faq" / "01.md").touch()
        await asyncio.sleep(0.6)
        (real / "tr" / "faq" / "x").unlink()
        await asyncio.sleep(moment)
        assert await desk.end(signal.SIGTERM, within=8) == 0
        assert "Traceback" not in desk.said()


async def test_links_in_circles_hide_no_later_edit(tmp_path: Path, faq: Path) -> None:
    telegram = Telegram()
    async with (
        serving(telegram, token=TOKEN) as address,
        living(tmp_path, environment(address, sqlite_url(tmp_path), faq)) as desk,
    ):
        (faq / "x").symlink_to(".")
        (faq / "y").symlink_to(".")
        await desk.until(lambda: "content_refused" in desk.said(), within=10)
        (faq / "x").unlink()
        (faq / "y").unlink()
        place = faq / "tr" / "faq" / "01-01.md"
        place.write_text(place.read_text().replace("Gövde 1", "Yeni gövde"))
        await desk.until(lambda: "content_loaded" in desk.said(), within=10)
        await telegram.contact(1001).send("/start faq_1-1")
        await telegram.contact(1001).hears("Yeni gövde")
        assert await desk.end(signal.SIGTERM, within=8) == 0


async def test_webhook_from_end_to_end(tmp_path: Path, faq: Path) -> None:
    telegram = Telegram()
    port = free_port()
    url = f"http://{LOOPBACK}:{port}/hook"
    async with serving(telegram, token=TOKEN) as address:
        env = environment(
            address, sqlite_url(tmp_path), faq, WEBHOOK_URL=url, WEBHOOK_SECRET=SECRET, PORT=port
        )
        async with living(tmp_path, env) as desk, httpx.AsyncClient(trust_env=False) as client:
            await telegram.until(lambda: telegram.called("setWebhook"))
            contact = telegram.contact(1001)
            await contact.send("/start faq_1-1")
            await contact.hears("Gövde 1")
            await turned_away(client, url)
            forged = {"update_id": 1, "message": {}}
            good = {SECRET_HEADER: SECRET}
            assert (await client.post(url, json=forged, headers=good)).status_code == 200
            await desk.kill()  # right after the 200
        with connect(env["DATABASE_URL"]).begin() as tx:
            kept = set(tx.execute(select(tables.updates.c.number)).scalars())
        assert 1 in kept
        assert len(kept) == 2
        await telegram.contact(1001).send("/start faq_1-2")  # nobody is there: Telegram keeps it
        async with living(tmp_path, env):
            await telegram.contact(1001).hears("Gövde 2", within=15)


async def turned_away(client: httpx.AsyncClient, url: str) -> None:
    """Whoever is not Telegram, or does not send an update, changes nothing."""
    update = {"update_id": 77, "message": {}}
    good = {SECRET_HEADER: SECRET}
    assert (await client.post(url, json=update)).status_code == 403
    assert (
        await client.post(url, json=update, headers={SECRET_HEADER: "wrong"})
    ).status_code == 403
    assert (
        await client.post(url, json=update, headers={SECRET_HEADER: "yanlış".encode()})
    ).status_code == 403
    assert (await client.post(url, content=b"{", headers=good)).status_code == 400
    assert (await client.post(url, json=[1], headers=good)).status_code == 400
    assert (await client.post(url, json={"update_id": "x"}, headers=good)).status_code == 400


async def test_a_webhook_that_telegram_refuses_at_first(tmp_path: Path, faq: Path) -> None:
    telegram = Telegram()
    telegram.fail(Refuse(500, "Internal Server Error"), method="setWebhook")
    port = free_port()
    hook = {"WEBHOOK_URL": f"http://{LOOPBACK}:{port}/hook", "WEBHOOK_SECRET": SECRET, "PORT": port}
    async with (
        serving(telegram, token=TOKEN) as address,
        living(tmp_path, environment(address, sqlite_url(tmp_path), faq, **hook)),
    ):
        await telegram.until(
            lambda: [call for call in telegram.called("setWebhook") if call.status == 200]
        )


async def test_polling_survives_a_first_call_that_fails(tmp_path: Path, faq: Path) -> None:
    telegram = Telegram()
    telegram.fail(Refuse(500, "Internal Server Error"), method="deleteWebhook")
    async with (
        serving(telegram, token=TOKEN) as address,
        living(tmp_path, environment(address, sqlite_url(tmp_path), faq)),
    ):
        await telegram.contact(1001).send("/start faq_1-1")
        await telegram.contact(1001).hears("Gövde 1")


@pytest.mark.parametrize(
    ("trouble", "mended", "says"),
    [
        ("max_page_count={pages}", "max_page_count=1000000", "database or disk is full"),
        ("query_only=ON", "query_only=OFF", "attempt to write a readonly database"),
    ],
    ids=["full", "read-only"],
)
async def test_a_disk_that_takes_nothing_is_said_once_and_nothing_is_lost(
    tmp_path: Path,
    faq: Path,
    capsys: pytest.CaptureFixture[str],
    trouble: str,
    mended: str,
    says: str,
) -> None:
    async with world(sqlite_url(tmp_path), faq_dir=faq) as desk:
        await desk.rest()
        writer = await desk.running.database.write(no_room_left)
        pragma(writer, trouble)
        before = set(desk.telegram.updates.waiting)
        people = [desk.telegram.contact(1000 + n) for n in range(40)]
        for person in people:
            await person.send("/start faq_1-1")
        sent = set(desk.telegram.updates.waiting) - before
        await desk.telegram.until(lambda: desk.running.outage.since is not None, within=20)
        assert not all(len(person.messages) > 1 for person in people)
        # whoever is not handed out again is kept
        assert sent - set(desk.telegram.updates.waiting) <= numbers(tmp_path)
        pragma(writer, mended)
        await desk.telegram.until(
            lambda: all(len(person.messages) > 1 for person in people), within=20
        )
        await desk.rest()
        aside = select(tables.updates.c.number).where(tables.updates.c.state != "done")
        assert await desk.running.database.write(lambda tx: list(tx.execute(aside).scalars())) == []
    assert [len(person.messages) for person in people] == [2] * len(people)
    said = [line for line in capsys.readouterr().out.splitlines() if "[error" in line]
    assert [says in line for line in said] == [True]


def no_room_left(tx: Tx) -> Any:
    """Take the free pages that the migrations left; the connection that writes."""
    tx.exec_driver_sql("CREATE TABLE filler AS SELECT zeroblob(500000) AS room")
    return tx.connection.dbapi_connection


def pragma(writer: sqlite3.Connection, words: str) -> None:
    """Set it on the connection that writes, whatever else it is asked for meanwhile."""
    (pages,) = writer.execute("PRAGMA page_count").fetchone()
    writer.execute(f"PRAGMA {words.format(pages=pages)}").fetchall()


def numbers(folder: Path) -> set[int]:
    """The updates that are in the database, as another one sees it."""
    with closing(sqlite3.connect(folder / "desk.sqlite3")) as other:
        return {row[0] for row in other.execute("SELECT number FROM updates")}
