"""What the migrations make is what `tables.py` says, names included, on both databases."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, MetaData, create_engine, inspect, text

from bot.domain.events import StaffWrote
from bot.domain.messages import Message
from bot.domain.people import Address, Place
from bot.domain.results import ActOnWords
from bot.domain.tickets import Author, Status, Ticket
from bot.storage import messages, queue, said_words, tickets
from bot.storage.codec import follow_up_to_json
from bot.storage.database import connect, driver_url
from bot.storage.migrate import upgrade
from bot.storage.tables import metadata


def names(engine: Engine) -> dict[str, Any]:
    """Tables with the names and columns of everything that hangs on them."""
    look = inspect(engine)
    return {
        table: {
            "columns": [
                (c["name"], str(c["type"]), c["nullable"]) for c in look.get_columns(table)
            ],
            "key": look.get_pk_constraint(table),
            "unique": sorted(map(str, look.get_unique_constraints(table))),
            "foreign": sorted(map(str, look.get_foreign_keys(table))),
            "indexes": sorted(map(str, look.get_indexes(table))),
        }
        for table in look.get_table_names()
        if table != "alembic_version"
    }


def test_migrated_is_created(empty_database_url: str) -> None:
    engine = connect(empty_database_url)
    upgrade(engine)
    migrated = names(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []
    everything = MetaData()
    everything.reflect(engine)
    with engine.begin() as connection:
        everything.drop_all(connection)
    metadata.create_all(engine)
    created = names(engine)
    engine.dispose()
    assert set(migrated) == set(metadata.tables)
    assert migrated == created


def test_a_reply_whose_writer_is_asked_after_still_goes_out(empty_database_url: str) -> None:
    """Also when the desk is upgraded between the question and its answer."""
    engine = connect(empty_database_url)
    upgrade(engine, to="0003")
    group, now = Address("telegram", "-5", group=True), datetime(2026, 11, 23, tzinfo=UTC)
    place = Place(group, "7")
    wrote = StaffWrote(place, "9", Address("telegram", "1"), "Elif", Message())
    then = json.dumps(follow_up_to_json(ActOnWords(wrote)))
    asked = 'INSERT INTO deliveries (key, lane, is_group, kind, "then", state, attempts,'
    asked += " not_before, created_at) VALUES ('k', 20, false, 'ask-member', :then, 'queued', 0,"
    said = "INSERT INTO messages (ticket, author, kind, staff_address, staff_message, at)"
    opened = "INSERT INTO tickets (number, contact, status, question, named, language, research,"
    opened += " opened_at, since, staff_group, thread) VALUES (1, 1, 'new', 'Soru', false, 'tr',"
    number = 1
    with engine.begin() as tx:
        values = {"now": now, "group": group.key}
        tx.execute(text(f"{opened} false, :now, :now, :group, '7')"), values)
        tx.execute(text(f"{asked} :now, :now)"), {"then": then, "now": now})
        for message in ("9", "8"):
            values = {"ticket": number, "group": group.key, "message": message, "now": now}
            tx.execute(
                text(f"{said} VALUES (:ticket, 'expert', 'text', :group, :message, :now)"), values
            )
    upgrade(engine)
    with engine.begin() as tx:
        authors = [one.author for one in messages.of_ticket(tx, number)]
        assert authors == [Author.NOTE, Author.EXPERT]
        assert tickets.of_thread(tx, place) == tickets.get(tx, number)
    engine.dispose()


def test_promises_of_before_are_told_once_and_silences_begin_now(empty_database_url: str) -> None:
    """Nobody hears of a hundred old tickets at once but of dates that have lapsed."""
    engine = connect(empty_database_url)
    upgrade(engine, to="0007")
    opened = "INSERT INTO tickets (number, contact, status, question, named, language, research,"
    opened += (
        " opened_at, since) VALUES (:number, 1, :status, 'Soru', false, 'tr', false, :at, :at)"
    )
    then, now = datetime(2026, 3, 10, tzinfo=UTC), datetime.now(UTC)
    with engine.begin() as tx:
        for number, status in enumerate(Status, start=1):
            tx.execute(text(opened), {"number": number, "status": str(status), "at": then})
    upgrade(engine)
    with engine.begin() as tx:
        new, taken, answered, closed = (tickets.get(tx, number) for number in (1, 2, 3, 4))
    engine.dispose()
    assert new == Ticket(1, 1, Status.NEW, "Soru", "tr", opened_at=then, since=then)
    assert closed == Ticket(4, 1, Status.CLOSED, "Soru", "tr", opened_at=then, since=then)
    assert taken is not None
    assert answered is not None
    moments = (taken.worked_at, answered.answered_at)
    assert all(one is not None and abs(now - one) < timedelta(minutes=1) for one in moments)
    assert (taken.answered_at, answered.worked_at, answered.nudged_at) == (None, None, None)


def test_tickets_of_before_find_their_places_and_are_found_by_their_words(
    empty_database_url: str,
) -> None:
    """Each contact gets a code; whoever is not to be named is found by no name."""
    engine = connect(empty_database_url)
    upgrade(engine, to="0008")
    then = datetime(2026, 3, 10, tzinfo=UTC)
    chat = "INSERT INTO chats (id, language, reachable, state, created_at, seen_at)"
    chat += " VALUES (:id, 'tr', true, '{}', :at, :at)"
    opened = "INSERT INTO tickets (number, contact, status, question, organisation, named,"
    opened += " language, research, opened_at, since) VALUES (:number, :contact, :status,"
    opened += " 'Tüzüğümüz', 'Umut Derneği', :named, 'tr', false, :at, :at)"
    said = "INSERT INTO messages (ticket, author, kind, words, at)"
    said += " VALUES (1, :author, 'text', :words, :at)"
    with engine.begin() as tx:
        for contact in (1, 2):
            tx.execute(text(chat), {"id": contact, "at": then})
        for number, status in enumerate(("new", "closed", "new"), start=1):
            values = {"number": number, "contact": max(1, number - 1), "status": status}
            tx.execute(text(opened), {**values, "named": number == 3, "at": then})
        for author, words in (
            ("contact", "KİRA artışı"),
            ("note", "gizli"),
            ("expert", "bakıyoruz"),
        ):
            tx.execute(text(said), {"author": author, "words": words, "at": then})
    upgrade(engine)
    with engine.begin() as tx:
        one, two, three = tickets.of_numbers(tx, (1, 2, 3))
        assert [ticket.number for ticket in queue.unplaced(tx, 9)] == [1, 3]
        found = {
            word: said_words.tickets_with(tx, [word], most=9)
            for word in ("tuzuk", "umut", "kira", "gizli", "bakiyoruz")
        }
    engine.dispose()
    assert one.case == two.case != three.case
    assert re.fullmatch(r"D-[A-Z2-9]{5}", one.case)
    assert found == {
        "tuzuk": (3, 2, 1),
        "umut": (3,),
        "kira": (1,),
        "gizli": (),
        "bakiyoruz": (1,),
    }


def test_migrating_twice_changes_nothing(empty_database_url: str) -> None:
    engine = connect(empty_database_url)
    upgrade(engine)
    before = names(engine)
    upgrade(engine)
    assert names(engine) == before
    engine.dispose()


def test_an_address_gets_the_desks_driver() -> None:
    for plain in ("postgres://h/d", "postgresql://h/d"):
        assert create_engine(driver_url(plain)).dialect.driver == "psycopg"
