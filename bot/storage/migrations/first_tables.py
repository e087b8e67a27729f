"""The tables of the first form that the second one has otherwise, with the types of their columns.

Those that refer to others come first.
"""

from typing import Any

import sqlalchemy as sa

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)

FIRST: dict[str, dict[str, Any]] = {
    "ticket_steps": {
        "id": SERIAL,
        "ticket": SERIAL,
        "step": sa.String(),
        "at": MOMENT,
        "by": SERIAL,
    },
    "messages": {
        "id": SERIAL,
        "ticket": SERIAL,
        "author": sa.String(),
        "kind": sa.String(),
        "chat_message_id": SERIAL,
        "staff_message_id": SERIAL,
        "album": sa.String(),
        "at": MOMENT,
    },
    "tickets": {
        "number": SERIAL,
        "chat_id": SERIAL,
        "status": sa.String(),
        "topic": sa.Integer(),
        "question": sa.Text(),
        "organisation": sa.Text(),
        "province": sa.Text(),
        "rights_based": sa.Boolean(),
        "named": sa.Boolean(),
        "answer_id": sa.String(),
        "language": sa.String(),
        "research": sa.Boolean(),
        "policy": sa.String(),
        "opened_at": MOMENT,
        "since": MOMENT,
        "replied_at": MOMENT,
        "closed_at": MOMENT,
        "expert_id": SERIAL,
        "expert_name": sa.Text(),
        "thread_id": SERIAL,
        "card_id": SERIAL,
        "rating": sa.Integer(),
        "rating_words": sa.Text(),
    },
    "updates": {
        "id": SERIAL,
        "chat_id": SERIAL,
        "raw": sa.Text(),
        "state": sa.String(),
        "attempts": sa.Integer(),
        "received_at": MOMENT,
        "not_before": MOMENT,
        "error": sa.Text(),
    },
    "chats": {
        "id": SERIAL,
        "language": sa.String(),
        "reachable": sa.Boolean(),
        "state": sa.JSON(),
        "created_at": MOMENT,
        "seen_at": MOMENT,
    },
    "deliveries": {
        "id": SERIAL,
        "key": sa.String(),
        "lane": sa.Integer(),
        "chat_id": SERIAL,
        "method": sa.String(),
        "payload": sa.JSON(),
        "then": sa.JSON(),
        "slot": sa.String(),
        "state": sa.String(),
        "attempts": sa.Integer(),
        "not_before": MOMENT,
        "created_at": MOMENT,
        "ended_at": MOMENT,
        "error": sa.Text(),
    },
    "votes": {
        "id": SERIAL,
        "answer_id": sa.String(),
        "chat_id": SERIAL,
        "helped": sa.Boolean(),
        "reason": sa.Text(),
        "at": MOMENT,
    },
    "assessments": {
        "chat_id": SERIAL,
        "question_id": sa.Integer(),
        "choice_id": sa.Integer(),
        "at": MOMENT,
    },
    "subscriptions": {"chat_id": SERIAL, "topic": sa.Integer(), "at": MOMENT},
    "broadcasts": {
        "id": SERIAL,
        "status": sa.String(),
        "topics": sa.JSON(),
        "source_id": SERIAL,
        "thread_id": SERIAL,
        "panel_id": SERIAL,
        "by": SERIAL,
        "planned_to": SERIAL,
        "recipients": sa.Integer(),
        "created_at": MOMENT,
        "ended_at": MOMENT,
    },
}
