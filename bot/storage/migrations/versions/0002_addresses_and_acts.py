"""Addresses as (platform, id), experts, and deliveries as acts in nobody's words.

What a delivery of the first form said is read in `first_calls.py`; one that can't be read ends as
failed. The first form did not keep which group the tickets' threads are in: the desk that asks for
the migration names it (`staff`), else it is the group that most deliveries went to.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import context, op

from bot.storage.migrations import second_tables as second
from bot.storage.migrations.first_calls import KINDS, PLATFORM, act, follow_up, key
from bot.storage.migrations.first_tables import FIRST

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_BATCH = 500
_OPEN = ("queued", "sending")
_SETUP = 4  # the lane of what the desk says of itself at each start
_BY_CONTACT = ("open", "contact-wrote", "rate", "close", "reopen")  # where it is their own ticket

_NUMBERED = {  # the columns that count on by themselves
    "chats": "id",
    "experts": "id",
    "tickets": "number",
    "ticket_steps": "id",
    "messages": "id",
    "votes": "id",
    "broadcasts": "id",
    "deliveries": "id",
}
Row = Any
Values = dict[str, Any]


def upgrade() -> None:
    """The rows of each table are set aside, its new form is made, and they come back in it."""
    bind = op.get_bind()
    old = {name: _set_aside(bind, name) for name in FIRST}
    staff = context.config.attributes.get("staff") or _busiest_group(bind, old["deliveries"])
    experts = _add_experts(bind, old)
    _add_contacts(bind, old, experts, staff)
    _move(bind, old["updates"], second.make_updates(), _update)
    _move(bind, old["votes"], second.make_votes(), _renamed(chat_id="contact"))
    _move(bind, old["assessments"], second.make_assessments(), _renamed(chat_id="contact"))
    _move(
        bind,
        old["subscriptions"],
        second.make_subscriptions(),
        _renamed(chat_id="contact", topic="subject"),
    )
    _move(bind, old["tickets"], second.make_tickets(), lambda row: _ticket(row, experts, staff))
    contacts = dict(_pairs(bind, old["tickets"].c.number, old["tickets"].c.chat_id))
    _move(
        bind,
        old["ticket_steps"],
        second.make_ticket_steps(),
        lambda row: _step(row, experts, contacts),
    )
    _move(bind, old["messages"], second.make_messages(), lambda row: _message(row, contacts, staff))
    _move(
        bind,
        old["broadcasts"],
        second.make_broadcasts(),
        lambda row: _broadcast(row, experts, staff),
    )
    tickets = dict(_pairs(bind, old["messages"].c.id, old["messages"].c.ticket))
    _move(
        bind, old["deliveries"], second.make_deliveries(), lambda row: _delivery(row, tickets.get)
    )
    for name in old:
        op.drop_table(f"early_{name}")
    _count_on(bind)


def downgrade() -> None:
    """There is no way back: the first form has no place for what is kept since."""
    raise NotImplementedError("Restore the copy of the database from before the upgrade.")


def _set_aside(bind: sa.Connection, name: str) -> sa.TableClause:
    bind.execute(sa.text(f"CREATE TABLE early_{name} AS SELECT * FROM {name}"))  # noqa: S608
    op.drop_table(name)
    return sa.table(f"early_{name}", *(sa.column(c, kind) for c, kind in FIRST[name].items()))


def _rows(bind: sa.Connection, old: sa.TableClause) -> Iterator[list[Row]]:
    """All rows in their order, some at a time."""
    query = sa.select(old).order_by(*list(old.c)[:2])
    for part in bind.execute(query).yield_per(_BATCH).partitions():
        yield list(part)


def _move(
    bind: sa.Connection,
    old: sa.TableClause,
    new: sa.Table,
    convert: Callable[[Row], Values | None],
) -> None:
    for rows in _rows(bind, old):
        values = [made for row in rows if (made := convert(row)) is not None]
        if values:
            bind.execute(sa.insert(new), values)


def _pairs(bind: sa.Connection, *columns: sa.ColumnClause[Any]) -> Iterator[Any]:
    for row in bind.execute(sa.select(*columns)):
        yield tuple(row)


def _renamed(**names: str) -> Callable[[Row], Values]:
    return lambda row: {names.get(name, name): value for name, value in row._mapping.items()}


def _count_on(bind: sa.Connection) -> None:
    """PostgreSQL: the next new row gets the number after the highest one."""
    if bind.dialect.name != "postgresql":
        return
    for name, column in _NUMBERED.items():
        bind.execute(
            sa.text(
                f"SELECT setval(pg_get_serial_sequence('{name}', '{column}'), max({column}))"  # noqa: S608
                f" FROM {name} HAVING max({column}) > 0"
            )
        )


def _busiest_group(bind: sa.Connection, deliveries: sa.TableClause) -> str | None:
    """The key of the group that most was said in; None where nothing was."""
    chat_id = deliveries.c.chat_id
    most = (
        sa.select(chat_id)
        .where(chat_id < 0)
        .group_by(chat_id)
        .order_by(sa.func.count().desc())
        .limit(1)
    )
    found = bind.execute(most).scalar()
    return key(found) if found is not None else None


def _add_experts(bind: sa.Connection, old: dict[str, sa.TableClause]) -> dict[int, int]:
    """Everybody who ever acted at the desk gets a number; by their Telegram id."""
    tickets, steps, broadcasts = old["tickets"], old["ticket_steps"], old["broadcasts"]
    names: dict[int, str] = {}
    for person, name in _pairs(bind, tickets.c.expert_id, tickets.c.expert_name):
        if person:
            names[person] = name or names.get(person, "")
    contacts = dict(_pairs(bind, tickets.c.number, tickets.c.chat_id))
    for ticket, step, by in _pairs(bind, steps.c.ticket, steps.c.step, steps.c.by):
        if by and not _is_contact(step, by, contacts.get(ticket)):
            names.setdefault(by, "")
    for (by,) in _pairs(bind, broadcasts.c.by):
        names.setdefault(by, "")
    made, now = second.make_experts(), datetime.now(UTC)
    experts = {person: number for number, person in enumerate(sorted(names), start=1)}
    rows = [
        {"id": number, "name": names[person], "role": "expert", "seen_at": now}
        for person, number in experts.items()
    ]
    if rows:
        bind.execute(sa.insert(made), rows)
    return experts


def _is_contact(step: str, by: int, contact: int | None) -> bool:
    return by == contact and step in _BY_CONTACT


def _add_contacts(
    bind: sa.Connection,
    old: dict[str, sa.TableClause],
    experts: dict[int, int],
    staff: str | None,
) -> None:
    """Chats keep their numbers; each gets the address that its number was until now."""
    chats, addresses = second.make_chats(), second.make_addresses()
    people: set[int] = set()
    for rows in _rows(bind, old["chats"]):
        people |= {row.id for row in rows}
        bind.execute(
            sa.insert(chats), [{**row._mapping, "state": _state(row.state)} for row in rows]
        )
    for rows in _rows(bind, old["tickets"]):
        for row in rows:
            if row.chat_id not in people:
                people.add(row.chat_id)
                bind.execute(sa.insert(chats), _chat_of(row))
    made = [
        _address(str(person), contact=person, expert=experts.get(person))
        for person in sorted(people)
    ]
    made += [
        _address(str(person), expert=number)
        for person, number in experts.items()
        if person not in people
    ]
    if staff is not None:
        made.append(_address(staff.partition(":")[2], group=True))
    for start in range(0, len(made), _BATCH):
        bind.execute(sa.insert(addresses), made[start : start + _BATCH])


def _address(
    own: str, *, contact: int | None = None, expert: int | None = None, group: bool = False
) -> Values:
    whose = {"contact": contact, "expert": expert}
    return {"platform": PLATFORM, "id": own, "is_group": group, **whose}


def _chat_of(ticket: Row) -> Values:
    """The chat of a ticket that has lost it."""
    return {
        "id": ticket.chat_id,
        "language": ticket.language,
        "reachable": True,
        "state": {},
        "created_at": ticket.opened_at,
        "seen_at": ticket.since,
    }


def _state(early: Values) -> Values:
    state = {name: value for name, value in early.items() if value is not None}
    if "step" in state:
        state["expects"] = state.pop("step")
    if "held" in state:
        state["held"] = [_held(one) for one in state["held"]]
    if "intake" in state:
        intake = {name: value for name, value in state["intake"].items() if value is not None}
        if "topic" in intake:
            intake["subject"] = intake.pop("topic")
        intake["messages"] = [_held(one) for one in intake.get("messages") or ()]
        state["intake"] = intake
    return state


def _held(early: Values) -> Values:
    held = {name: value for name, value in early.items() if value is not None}
    return held | {"message": str(held.pop("message_id"))}


def _update(row: Row) -> Values:
    return {
        "platform": PLATFORM,
        "number": row.id,
        "chat": key(row.chat_id) if row.chat_id else "",
        **{name: row._mapping[name] for name in FIRST["updates"] if name not in ("id", "chat_id")},
    }


def _text(number: int | None) -> str | None:
    """A platform's id as text; the first form had 0 for none, too."""
    return str(number) if number else None


def _ticket(row: Row, experts: dict[int, int], staff: str | None) -> Values:
    values = dict(row._mapping)
    thread = _text(values.pop("thread_id"))
    del values["expert_name"]
    return {
        **values,
        "contact": values.pop("chat_id"),
        "subject": values.pop("topic"),
        "expert_id": experts.get(row.expert_id),
        "staff_group": staff if thread else None,
        "thread": thread,
        "card": _text(values.pop("card_id")),
    }


def _step(row: Row, experts: dict[int, int], contacts: dict[int, int]) -> Values:
    if _is_contact(row.step, row.by, contacts.get(row.ticket)):
        return {**row._mapping, "role": "contact"}
    by = experts.get(row.by)
    return {**row._mapping, "by": by, "role": "expert" if by else None}


def _message(row: Row, contacts: dict[int, int], staff: str | None) -> Values:
    values = dict(row._mapping)
    in_chat, in_staff = _text(values.pop("chat_message_id")), _text(values.pop("staff_message_id"))
    return {
        **values,
        "words": None,
        "chat_address": key(contacts[row.ticket]) if in_chat else None,
        "chat_message": in_chat,
        "staff_address": staff if in_staff else None,
        "staff_message": in_staff,
    }


def _broadcast(row: Row, experts: dict[int, int], staff: str | None) -> Values:
    values = dict(row._mapping)
    return {
        **values,
        "subjects": values.pop("topics"),
        "source_address": staff or f"{PLATFORM}:",
        "source_message": str(values.pop("source_id")),
        "thread": _text(values.pop("thread_id")),
        "panel": _text(values.pop("panel_id")),
        "by": experts[row.by],
    }


def _delivery(row: Row, ticket_of: Callable[[int], int | None]) -> Values | None:
    open_still = row.state in _OPEN
    if open_still and row.lane == _SETUP:
        return None  # said again at the next start
    values = {
        **row._mapping,
        "address": key(row.chat_id) if row.chat_id else None,
        "is_group": bool(row.chat_id and row.chat_id < 0),
        "kind": KINDS.get(row.method, "unknown"),
        "act": None,
        "then": None,
    }
    for name in ("chat_id", "method", "payload"):
        del values[name]
    return values | _spoken(row, ticket_of) if open_still else values


def _spoken(row: Row, ticket_of: Callable[[int], int | None]) -> Values:
    try:
        then = follow_up(row.then or {}, row.payload, ticket_of=ticket_of)
        return {"act": act(row.method, row.payload), "then": then}
    except Exception as error:  # whatever it held: one that can't be read must not stop the desk
        why = f"not understood by the migration: {type(error).__name__}"
        return {"state": "failed", "ended_at": datetime.now(UTC), "error": why}
