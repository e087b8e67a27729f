"""The stand-in's Bot API takes calls of bots alone: no web page that is open beside it makes one,
whatever it makes the browser send.
"""

import httpx
import pytest
import telegram as ptb

from bot.playground.telegram import Telegram
from tests.playground.conftest import TOKEN

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
HOSTS = ["desk.example", "desk.example:80", "127.0.0.1.evil.example", "127.0.0.1:x", "evil:1:80"]


async def asked(address: str, path: str, **more: str) -> int:
    """The status of a GET with these headers (`_` stands for `-`)."""
    headers = {name.replace("_", "-"): value for name, value in more.items()}
    async with httpx.AsyncClient(trust_env=False) as client:
        return (await client.get(f"{address}{path}", headers=headers)).status_code


@pytest.mark.parametrize(
    "sent",
    [
        {"sec_fetch_site": "cross-site", "sec_fetch_mode": "no-cors", "sec_fetch_dest": "image"},
        {"sec_fetch_site": "same-site"},
        {"sec_fetch_site": "none", "sec_fetch_mode": "navigate"},  # a link in a mail
        {"sec_fetch_dest": "image"},
        {"referer": "https://evil.example/"},
        {"referer": "http://127.0.0.1:9999/other"},
        {"origin": "null"},
        {"origin": "https://evil.example"},
        {"user_agent": BROWSER},
        *({"host": host} for host in HOSTS),
    ],
)
@pytest.mark.parametrize("path", ["/bot{}/sendMessage?chat_id=1001&text=x", "/file/bot{}/a.png"])
async def test_no_web_page_can_make_a_call(
    telegram: Telegram, address: str, sent: dict[str, str], path: str
) -> None:
    telegram.contact(1001)
    assert await asked(address, path.format(TOKEN), **sent) == 403
    assert not telegram.called("sendMessage")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:1234", "LOCALHOST:80", "[::1]:80"])
async def test_this_machine_has_several_names(address: str, host: str) -> None:
    assert await asked(address, f"/bot{TOKEN}/getMe", host=host) == 200


async def test_the_library_is_let_in(telegram: Telegram, bot: ptb.Bot) -> None:
    await telegram.contact(1001).send("merhaba")
    assert len(await bot.get_updates()) == 1
    await bot.send_message(1001, "selam")
    assert telegram.called("sendMessage")
