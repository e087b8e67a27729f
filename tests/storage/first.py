"""A database of the first form with something in every table, as a desk of then left it."""

import json
from typing import Any

from sqlalchemy import Engine, text

STAFF = -1001234567890
AYSE, BORA, EXPERT, OTHER = 7001, 7002, 9001, 9002
AT = "2026-03-02 09:00:00.000000"


def add(engine: Engine, table: str, **row: Any) -> None:
    """Insert a row as the first form's desk wrote it."""
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join(f":{name}" for name in row)
    values = {
        name: json.dumps(value) if isinstance(value, dict | list) else value
        for name, value in row.items()
    }
    with engine.begin() as tx:
        tx.execute(text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), values)


def chat(engine: Engine, number: int, **state: Any) -> None:
    add(
        engine,
        "chats",
        id=number,
        language="tr",
        reachable=True,
        state=state,
        created_at=AT,
        seen_at=AT,
    )


def ticket(engine: Engine, number: int, contact: int, **more: Any) -> None:
    row: dict[str, Any] = {
        "status": "open",
        "topic": 9,
        "question": "Derneğimiz için",
        "named": False,
        "language": "tr",
        "research": False,
        "opened_at": AT,
        "since": AT,
    }
    add(engine, "tickets", number=number, chat_id=contact, **(row | more))


def delivery(engine: Engine, method: str, payload: dict[str, Any], **more: Any) -> None:
    row: dict[str, Any] = {
        "key": f"update:1:{method}",
        "lane": 2,
        "chat_id": payload.get("chat_id"),
        "then": {},
        "state": "queued",
        "attempts": 0,
        "not_before": AT,
        "created_at": AT,
    }
    add(engine, "deliveries", method=method, payload=payload, **(row | more))


def fill(engine: Engine) -> None:
    """Two contacts, two experts, tickets with and without a thread, and what was going on."""
    held = {"message_id": 11, "kind": "text", "text": "Merhaba", "album": None}
    intake = {"messages": [held], "topic": 4, "organisation": "Umut", "nearest": None}
    options = [["Evet", "i|named|yes"]]
    chat(engine, AYSE, known=True, step="named", intake=intake, options=options)
    chat(engine, BORA, known=True, step="place", held=[held | {"album": "a1"}], question="faq:9")
    who = {"expert_id": EXPERT, "expert_name": "Deniz"}
    ticket(engine, 1, AYSE, thread_id=55, card_id=56, organisation="Umut", **who)
    ticket(engine, 2, BORA, thread_id=0, status="closed", closed_at=AT, rating=5)
    ticket(engine, 3, BORA, status="new")
    for n, (step, by) in enumerate(
        [("open", AYSE), ("claim", EXPERT), ("reply", OTHER), ("close", None)], start=1
    ):
        add(engine, "ticket_steps", id=n, ticket=1, step=step, at=AT, by=by)
    places = {"chat_message_id": 11, "staff_message_id": 57}
    add(engine, "messages", id=1, ticket=1, author="contact", kind="text", at=AT, **places)
    add(engine, "messages", id=2, ticket=1, author="expert", kind="photo", at=AT, album="a2",
        staff_message_id=58)  # fmt: skip
    add(engine, "messages", id=3, ticket=1, author="desk", kind="text", at=AT, chat_message_id=12,
        staff_message_id=0)  # fmt: skip
    add(engine, "votes", id=1, answer_id="faq:1-1", chat_id=AYSE, helped=False, reason="x", at=AT)
    add(engine, "assessments", chat_id=AYSE, question_id=3, choice_id=2, at=AT)
    add(engine, "subscriptions", chat_id=AYSE, topic=4, at=AT)
    add(engine, "subscriptions", chat_id=BORA, topic=4, at=AT)
    add(engine, "queries", id=1, query="tüzük", outcome="sure", best="faq:1-1", confidence=90,
        at=AT)  # fmt: skip
    add(engine, "broadcasts", id=1, status="sending", topics=[4, 9], source_id=60, panel_id=61,
        by=OTHER, planned_to=AYSE, recipients=2, created_at=AT)  # fmt: skip
    add(engine, "facts", name="halt-until", value=json.dumps(AT))
    add(engine, "updates", id=101, chat_id=AYSE, state="done", attempts=0, received_at=AT)
    add(engine, "updates", id=102, chat_id=AYSE, raw='{"a": 1}', state="open", attempts=2,
        received_at=AT, error="KeyError")  # fmt: skip
    add(engine, "updates", id=103, chat_id=0, raw="{}", state="open", attempts=0, received_at=AT)
    delivery(engine, "sendMessage", {}, key="broadcast:1:7001", lane=5, chat_id=AYSE,
             state="sent", ended_at=AT)  # fmt: skip
    delivery(engine, "setMyCommands", {"commands": []}, key="setup:1", lane=4)
    delivery(engine, "createForumTopic", {"chat_id": STAFF, "name": "#3"}, key="update:9:1",
             then={"do": "thread", "ticket": 3}, slot="thread:3")  # fmt: skip
    delivery(engine, "sendRocket", {"chat_id": AYSE}, key="update:9:2")
