"""An order to hand a question over, with the question in the same line: `uzman istiyor. Soru: …`.

Law: only what surely is such an order; the question beside it is kept as it was typed.
"""

import re

from bot.domain.contact import wishes
from bot.domain.contact.asking import asks
from bot.domain.contact.wording import wording
from intents.search.words import telling
from intents.turkish import words

_COLON = re.compile(
    r"^(?P<order>.{0,120}?)"
    r"\b(?:sorum(?:uz)?|soru(?:yu|su)?|sual(?:im|imiz)?|mesele(?:m|miz)?|"
    r"konu(?:m|muz)?|my question|question|the question)\s*(?:şu|su|is|this)?\s*[:=–-]\s*"
    r"(?P<said>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_BREAK = re.compile(r"(?<=[.!;:\n])\s+|\s*\n+\s*")
_FEWEST = 2  # telling words of a question
_WANTS = wording(
    r"""(uzman|yetkili|danisman|insan|avukat)\w* (istiyo\w*|iste(r\w*)?|lazim|gerek|olsun)
    (uzman|yetkili|danisman)\w* (ilet|gonder|sor|yaz|aktar|yonlendir|danis)\w*
    (ask|tell|send|forward|pass)( this| it)?( on)?( to)?( an| the| your)? (expert|human|person)s?
    (i )?(want|need)( an| a)? (expert|human|person)""",
    """o halde oyleyse peki evet bir bunu sunu suni sorumu sorumuzu lutfen artik bu konuyu biz ben
    hemen de da ki ve soru sual iste""",
    longest=10,
    firm=True,
)  # fmt: skip


def question_in(text: str) -> str | None:
    """The question that is to be handed over; None where no order stands beside one."""
    named = _COLON.match(text.strip())
    if named and _is_order(named["order"]):
        return named["said"] if _says(named["said"]) else None
    first, *rest = _BREAK.split(text.strip(), maxsplit=1)
    left = " ".join(rest)
    if rest and _is_order(first) and _says(left) and not wishes.for_person(left):
        return left
    return None


def _is_order(text: str) -> bool:
    return _WANTS.said(text) or (
        wishes.for_person(text) and not wishes.beside(text) and not asks(text)
    )


def _says(text: str) -> bool:
    return len(telling(words(text))) >= _FEWEST
