"""With a file, the stand-in goes on after kill -9 where it was."""

import asyncio
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from bot.playground.params import Upload
from bot.playground.telegram import STAFF_CHAT, Telegram

KILLED = """
import asyncio, os, signal, sys
from datetime import timedelta
from pathlib import Path
from bot.playground.methods import call
from bot.playground.params import Params, Upload
from bot.playground.telegram import STAFF_CHAT, Telegram

async def main():
    telegram = Telegram(path=Path(sys.argv[1]))
    contact = telegram.contact(1001, "Deniz Derneği")
    await contact.start()
    await contact.attach(Upload("a.txt", b"abc"))
    await call(telegram, "createForumTopic", Params({"chat_id": STAFF_CHAT, "name": "#1"}))
    await call(telegram, "sendMessage", Params({"chat_id": 1001, "text": "Merhaba"}))
    commands = [{"command": "basla", "description": "Başla"}]
    await call(telegram, "setMyCommands", Params({"commands": commands}))
    telegram.advance(timedelta(days=2))
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


def test_everything_is_there_after_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "world.sqlite3"
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    telegram = Telegram(path=path)
    contact = telegram.contact(1001)
    assert [m.get("text") for m in contact.messages] == ["/start", None, "Merhaba"]
    assert len(telegram.updates.waiting) == 2
    assert telegram.world.file_bytes(contact.messages[1]["document"]["file_id"]) == b"abc"
    assert [topic["name"] for topic in telegram.world.topics.values()] == ["#1"]
    assert telegram.world.settings["commands"]["default|"][0]["command"] == "basla"
    assert telegram.clock.offset == timedelta(days=2)
    before = max(telegram.updates.waiting)
    message = asyncio.run(contact.send("devam"))
    assert message["message_id"] == contact.messages[-2]["message_id"] + 1
    assert max(telegram.updates.waiting) == before + 1
    telegram.close()


async def test_reset_forgets_people_but_not_the_bots_settings(tmp_path: Path) -> None:
    telegram = Telegram(path=tmp_path / "world.sqlite3")
    await telegram.contact(1001).attach(Upload("a.txt", b"abc"))
    telegram.world.settings.put("description", {"": "Merhaba"})
    last = max(telegram.updates.waiting)
    telegram.reset()
    assert not telegram.updates.waiting
    assert telegram.world.messages == {}
    telegram.close()
    again = Telegram(path=tmp_path / "world.sqlite3")
    assert set(again.world.users) == {again.world.bot["id"]}
    assert STAFF_CHAT in again.world.chats
    assert again.world.settings["description"] == {"": "Merhaba"}
    await again.contact(1001).start()
    assert min(again.updates.waiting) == last + 1
    again.close()
