"""What `/ara` looks for, and how a hit is shown.

Law: what is looked for is folded and fits a button, so that every page is one of the same search.
"""

import re

from bot.domain.desk.queue import unnamed
from bot.domain.tickets import Ticket
from bot.domain.words import Day, Linked, Value, Words
from intents.search.words import telling
from intents.turkish import WORD, words

MOST_FOUND = 200  # tickets; who finds more says more
_ROOM = 48  # bytes of what is looked for, which a button carries
_AROUND = 45  # letters before and after the word that was found
_NUMBER = re.compile(r"\d{1,9}")
_CODE = re.compile(r"d ([a-z0-9]{5})")
_LONGEST_BREAK = 12  # letters; a longer word is cut where an excerpt ends


def asked(said: str) -> str:
    """The words that are looked for, as many as a button carries; empty for none."""
    folded = words(said)
    kept, size = list[str](), 0
    for one in telling(folded) or folded:
        size += len(one.encode()) + 1
        if size > _ROOM:
            break
        kept.append(one)
    return " ".join(folded if _names_one(" ".join(folded)) else kept)


def _names_one(folded: str) -> bool:
    return number(folded) is not None or code(folded) is not None


def number(asked: str) -> int | None:
    """The ticket's number that is looked for, or None."""
    return int(asked) if _NUMBER.fullmatch(asked) else None


def code(asked: str) -> str | None:
    """The contact's case code that is looked for, or None."""
    found = _CODE.fullmatch(asked)
    return f"D-{found[1].upper()}" if found else None


def excerpt(said: str, stems: tuple[str, ...]) -> str:
    """The words around the first that begins with one of the stems; else the beginning."""
    places = (found for found in WORD.finditer(said) if _begins(found[0], stems))
    found = next(places, None)
    at = found.start() if found else 0
    start, end = max(0, at - _AROUND), at + 2 * _AROUND - min(at, _AROUND)
    cut = " ".join(said[_after_break(said, start) : end].split())
    return f"{'…' if start else ''}{cut}{'…' if end < len(said) else ''}"


def _begins(word: str, stems: tuple[str, ...]) -> bool:
    return any(one.startswith(stems) for one in words(word))


def _after_break(said: str, start: int) -> int:
    """The next beginning of a word."""
    space = said.find(" ", start, start + _LONGEST_BREAK) if start else -1
    return space + 1 if space >= 0 else start


def title(count: int, asked: str) -> Words:
    """What the list is headed with."""
    if not count:
        return Words("found.nothing", {"asked": asked})
    key = "found.many" if count >= MOST_FOUND else "found.title"
    return Words(key, {"n": count, "asked": asked}, plural=count)


def line(ticket: Ticket, subject: str | None, *, link: str = "", excerpt: str = "") -> Words:
    """One hit: the ticket, how it stands, and what was found on it."""
    values: dict[str, Value] = {
        "number": Linked(f"#{ticket.number}", link),
        "who": who(ticket),
        "topic": subject or unnamed(ticket),
        "state": state(ticket),
    }
    found = Words("found.line", values)
    return Words("found.with", {"line": found, "excerpt": excerpt}) if excerpt else found


def state(ticket: Ticket) -> Words:
    """How the ticket stands, in two words."""
    expert = ticket.expert_name or Words("queue.nobody")
    closed = Day(ticket.closed_at) if ticket.closed_at else None
    return Words(f"found.state-{ticket.status}", {"expert": expert, "closed": closed})


def who(ticket: Ticket) -> str:
    """How the desk calls the ticket's contact."""
    return ticket.organisation if ticket.named and ticket.organisation else ticket.case
