"""The page's server side: who may drive it, and what it tells and carries out."""

import base64
import json
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Any

import httpx
import pytest

from bot.playground import methods
from bot.playground.params import Params
from bot.playground.serving import serving
from bot.playground.telegram import STAFF_CHAT, TOKEN, Telegram

Json = dict[str, Any]


@pytest.fixture
async def browser(telegram: Telegram) -> AsyncIterator[httpx.AsyncClient]:
    async with (
        serving(telegram, page=True) as url,
        httpx.AsyncClient(base_url=url, trust_env=False) as client,
    ):
        yield client


async def act(browser: httpx.AsyncClient, **body: Any) -> httpx.Response:
    return await browser.post("/playground/act", json=body)


async def test_page_is_served_under_a_strict_policy(browser: httpx.AsyncClient) -> None:
    page = await browser.get("/")
    assert page.status_code == HTTPStatus.OK
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["x-content-type-options"] == "nosniff"
    assert "style=" not in page.text
    assert "onclick" not in page.text
    for name in ("app.js", "style.css", "icon.svg"):
        assert (await browser.get(f"/static/{name}")).status_code == HTTPStatus.OK
    assert (await browser.get("/static/..%2Fpage.py")).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "desk.example.org"},
        {"origin": "https://evil.example"},
        {"origin": "http://localhost:1"},
        {"sec-fetch-site": "cross-site"},
    ],
)
async def test_other_pages_cannot_drive_it(
    browser: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    body = {"do": "advance", "hours": 1}
    assert (
        await browser.post("/playground/act", json=body, headers=headers)
    ).status_code == HTTPStatus.FORBIDDEN
    assert (
        await browser.get("/playground/state", headers=headers)
    ).status_code == HTTPStatus.FORBIDDEN
    if "sec-fetch-site" not in headers:
        assert (
            await browser.get(f"/bot{TOKEN}/getMe", headers=headers)
        ).status_code == HTTPStatus.FORBIDDEN


async def test_acts_must_be_json(browser: httpx.AsyncClient) -> None:
    answer = await browser.post(
        "/playground/act", content=b"{}", headers={"content-type": "text/plain"}
    )
    assert answer.status_code == HTTPStatus.UNSUPPORTED_MEDIA_TYPE


async def test_state_names_the_people(browser: httpx.AsyncClient) -> None:
    state = (await browser.get("/playground/state")).json()
    assert [one["name"] for one in state["contacts"]][:1] == ["Deniz Derneği"]
    assert [one["name"] for one in state["staff"]["experts"]] == [
        "Uzman 1",
        "Uzman 2",
        "Koordinatör",
        "İkinci koordinatör",
    ]
    assert state["contacts"][0]["relation"] == "new"


async def test_a_contact_acts(telegram: Telegram, browser: httpx.AsyncClient) -> None:
    assert (
        await act(browser, who="contact", id=1001, do="start", payload="faq_1")
    ).status_code == HTTPStatus.OK
    text = {"name": "a.txt", "mime": "text/plain", "data": base64.b64encode(b"abc").decode()}
    await act(
        browser, who="contact", id=1001, do="files", kind="document", caption="ek", files=[text]
    )
    await act(browser, who="contact", id=1001, do="block")
    refused = await act(browser, who="contact", id=1001, do="send", text="a")
    assert (refused.status_code, refused.json()["error"]) == (
        400,
        "The bot is blocked; unblock it first.",
    )
    kinds = [
        next(key for key in update if key != "update_id")
        for update in telegram.updates.waiting.values()
    ]
    assert kinds == ["message", "message", "my_chat_member"]
    file_id = telegram.contact(1001).messages[1]["document"]["file_id"]
    file = await browser.get(f"/playground/files/{file_id}")
    assert (file.content, file.headers["content-disposition"]) == (b"abc", "attachment")


async def test_an_expert_acts(telegram: Telegram, browser: httpx.AsyncClient) -> None:
    topic = Params({"chat_id": STAFF_CHAT, "name": "#1"})
    thread = (await methods.call(telegram, "createForumTopic", topic))[1]["result"][
        "message_thread_id"
    ]
    await act(browser, who="expert", id=2001, do="send", text="not", thread=thread)
    assert telegram.expert(2001).messages[-1]["text"] == "not"
    await act(browser, who="expert", id=2001, do="delete_thread", thread=thread)
    state = (await browser.get("/playground/state")).json()
    assert state["staff"]["topics"] == []
    assert (
        await act(browser, who="expert", id=1001, do="send", text="a")
    ).status_code == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"do": "fly", "who": "contact", "id": 1001},
        {"do": "tap", "who": "contact", "id": 1001},
        {"do": "advance", "hours": -1},
    ],
)
async def test_malformed_acts_are_refused(browser: httpx.AsyncClient, body: Json) -> None:
    assert (await browser.post("/playground/act", json=body)).status_code == HTTPStatus.BAD_REQUEST


async def test_clock_people_and_reset(telegram: Telegram, browser: httpx.AsyncClient) -> None:
    await act(browser, do="advance", hours=24)
    assert telegram.clock.offset.days == 1
    added = (await act(browser, do="add_contact", name="Yeni Dernek", language="en")).json()[
        "result"
    ]
    assert telegram.contact(added).user["language_code"] == "en"
    await act(browser, do="reset")
    state = (await browser.get("/playground/state")).json()
    assert [one["id"] for one in state["contacts"]] == [1001, 1002, 1003, 1004, 2003, 2004]


async def test_news_are_streamed(telegram: Telegram, browser: httpx.AsyncClient) -> None:
    async with browser.stream("GET", "/playground/events") as stream:
        lines = stream.aiter_lines()
        assert await anext(lines) == "retry: 1000"
        await telegram.contact(1001).send("merhaba")
        async for line in lines:
            if line.startswith("data: "):
                news = json.loads(line.removeprefix("data: "))
                break
    assert (news["type"], news["message"]["text"]) == ("message", "merhaba")


class Editor:
    """Says what it was asked."""

    def __call__(self, messages: Any, typed: Any, *, others: bool) -> Json | None:
        found = [codes for codes in messages if codes]
        return {"codes": found, "typed": list(typed), "others": others} if found else None


async def test_an_editor_looks_at_what_was_shown_last(
    telegram: Telegram, browser: httpx.AsyncClient
) -> None:
    telegram.preview = Editor()
    assert (await browser.get("/playground/state")).json()["previews"] is True
    assert (await browser.post("/playground/preview", json={"contact": 1001})).json() is None
    await telegram.contact(1001).start()
    await telegram.contact(1001).send("tüzük nasıl yazılır")
    for code in ("v|faq:1-1|1", "v|faq:1-2|1"):
        markup = {"inline_keyboard": [[{"text": "A", "callback_data": code}]]}
        said = Params({"chat_id": 1001, "text": "Yanıt", "reply_markup": json.dumps(markup)})
        await methods.call(telegram, "sendMessage", said)
    body = {"contact": 1001, "typed": ["kaç kişi"], "others": True}
    seen = (await browser.post("/playground/preview", json=body)).json()
    assert seen["codes"] == [["v|faq:1-2|1"], ["v|faq:1-1|1"]]
    assert (seen["typed"], seen["others"]) == (["kaç kişi", "tüzük nasıl yazılır"], True)


@pytest.mark.parametrize(
    "body", [{}, [], {"contact": 7}, {"contact": "x"}, {"contact": 1001, "typed": 5}]
)
async def test_a_malformed_look_is_refused(browser: httpx.AsyncClient, body: Any) -> None:
    answer = await browser.post("/playground/preview", json=body)
    assert answer.status_code == HTTPStatus.BAD_REQUEST


async def test_without_a_desk_there_is_nothing_to_look_at(browser: httpx.AsyncClient) -> None:
    assert (await browser.get("/playground/state")).json()["previews"] is False
    assert (await browser.post("/playground/preview", json={"contact": 1001})).json() is None
