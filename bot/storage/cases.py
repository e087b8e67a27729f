"""How the desk calls a contact who is not to be named: one code for all that they ever ask.

Law: a code says nothing of whom it stands for, not even who came first.
"""

import secrets
from collections.abc import Callable

from sqlalchemy import bindparam, select

from bot.storage.database import Tx
from bot.storage.tables import chats

# neither vowels, so that no code is a word, nor what is read or heard as something else
_LETTERS = "BCDFGHJKMNPRTVXYZ23456789"
_LENGTH = 5
_PREFIX = "D-"
_TAKEN = select(chats.c.id).where(chats.c.code == bindparam("code"))
_OF = select(chats.c.code).where(chats.c.id == bindparam("contact"))


def fresh(is_taken: Callable[[str], bool]) -> str:
    """A code that nobody bears."""
    while True:
        code = _PREFIX + "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
        if not is_taken(code):
            return code


def new(tx: Tx) -> str:
    """A code for a new contact."""
    return fresh(lambda code: contact_of(tx, code) is not None)


def of(tx: Tx, contact: int) -> str:
    """The contact's code; empty for nobody."""
    return tx.execute(_OF, {"contact": contact}).scalar() or ""


def contact_of(tx: Tx, code: str) -> int | None:
    """Whose code it is, or None."""
    contact: int | None = tx.execute(_TAKEN, {"code": code}).scalar()
    return contact
