"""What the queue, the ticking clock and the search read instead of every ticket; one case code for
each contact.
"""

import sqlalchemy as sa
from alembic import op

from bot.storage.cases import fresh
from intents.turkish import words

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

PLACES = ("stands_at", "ahead_at", "looks_at")
LETTERS = 32
BATCH = 5000
FOLDED = sa.String(LETTERS).with_variant(sa.String(LETTERS, collation="C"), "postgresql")
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# whoever is not to be named is found by no name
REQUESTS = "SELECT number, 0, coalesce(question, '') || ' ' || coalesce(province, '') || ' ' ||"
REQUESTS += " CASE WHEN named THEN coalesce(organisation, '') ELSE '' END FROM tickets"
SAID = "SELECT ticket, id, words FROM messages WHERE words IS NOT NULL"
SAID += " AND author IN ('contact', 'expert')"


def upgrade() -> None:
    """Where tickets stand the desk finds out itself when it runs: nothing is to be filled in."""
    _places()
    _codes()
    _words()


def _places() -> None:
    with op.batch_alter_table("tickets") as table:
        table.add_column(sa.Column("thread_name", sa.Text(), nullable=True))
        table.add_column(sa.Column("rank", sa.Integer(), nullable=True))
        for name in PLACES:
            table.add_column(sa.Column(name, sa.DateTime(timezone=True), nullable=True))
        table.drop_index("ix_tickets_thread")
        table.drop_index("ix_tickets_status")
        table.create_index("ix_tickets_thread", ["staff_group", "thread"])
        table.create_index("ix_tickets_status", ["status", "looks_at"])
        for name in ("stands", "ahead"):
            covered = ["rank", f"{name}_at", "number", "subject", "expert_id"]
            table.create_index(f"ix_tickets_{name}", covered)


def _codes() -> None:
    with op.batch_alter_table("chats") as table:
        table.add_column(sa.Column("code", sa.String(12), nullable=True))
    tx, given = op.get_bind(), set[str]()
    for (contact,) in tx.execute(sa.text("SELECT id FROM chats")).all():
        code = fresh(given.__contains__)
        given.add(code)
        values = {"code": code, "id": contact}
        tx.execute(sa.text("UPDATE chats SET code = :code WHERE id = :id"), values)
    op.create_index("ix_chats_code", "chats", ["code"], unique=True)


def _words() -> None:
    table = op.create_table(
        "said_words",
        sa.Column("word", FOLDED, nullable=False),
        sa.Column("ticket", SERIAL, nullable=False),
        sa.Column("message", SERIAL, nullable=False),
        sa.ForeignKeyConstraint(["ticket"], ["tickets.number"], name=op.f("fk_said_words_ticket")),
        sa.PrimaryKeyConstraint("word", "ticket", "message", name=op.f("pk_said_words")),
    )
    op.create_index("ix_said_words_ticket", "said_words", ["ticket", "word"])
    op.create_index("ix_said_words_message", "said_words", ["message"])
    for query in (REQUESTS, SAID):
        found = op.get_bind().execute(sa.text(query)).all()
        rows = [
            {"word": word, "ticket": ticket, "message": message}
            for ticket, message, said in found
            for word in {one[:LETTERS] for one in words(said)}
        ]
        for start in range(0, len(rows), BATCH):
            op.bulk_insert(table, rows[start : start + BATCH])


def downgrade() -> None:
    """There is no way back, as from the forms before."""
    raise NotImplementedError("Restore the copy of the database from before the upgrade.")
