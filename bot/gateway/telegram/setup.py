"""How the bot introduces itself: commands by scope and language, description, menu button."""

import hashlib
from collections.abc import Iterator, Mapping

from bot.domain.messages import Act, Describe, ListCommands, OfferCommands
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Address
from bot.domain.words import Words
from bot.gateway.platform import Word
from bot.gateway.telegram.addresses import NAME

CONTACT_COMMANDS: Mapping[str, tuple[str, ...]] = {
    "tr": (
        "menu",
        "konular",
        "sor",
        "uzman",
        "taleplerim",
        "telefon",
        "randevu",
        "degerlendirme",
        "duyurular",
        "dil",
        "gizlilik",
        "yardim",
        "iptal",
    ),
    "en": (
        "menu",
        "topics",
        "ask",
        "expert",
        "tickets",
        "phone",
        "appointments",
        "assessment",
        "updates",
        "language",
        "privacy",
        "help",
        "cancel",
    ),
}
STAFF_COMMANDS = (
    "kuyruk",
    "ben",
    "ara",
    "neden",
    "gonder",
    "geri",
    "hazir",
    "sss",
    "reddet",
    "konu",
    "oncelik",
    "birlestir",
    "ayir",
    "ertele",
    "arastirma",
    "hukuk",
    "devret",
    "birak",
    "kisiler",
    "rol",
    "kayit",
    "kapali",
    "rapor",
    "duyuru",
    "yardim",
)
_DIGEST_BYTES = 8


def introduction(word: Word, *, default: str, staff: Address | None) -> Iterator[Draft]:
    """The acts that set the bot up; each has a key of its content, so that it is made once a
    change.
    """
    for act in _acts(word, default, staff):
        digest = hashlib.blake2b(repr(act).encode(), digest_size=_DIGEST_BYTES).hexdigest()
        yield Draft(act, Lane.SETUP, key=f"setup:{type(act).__name__}:{digest}")


def _acts(word: Word, default: str, staff: Address | None) -> Iterator[Act]:
    for language in ("", *CONTACT_COMMANDS):
        spoken = language or default
        names = CONTACT_COMMANDS.get(spoken, CONTACT_COMMANDS["en"])
        yield ListCommands(NAME, _described(names, spoken, word), language)
        yield Describe(NAME, word(spoken, Words("setup.description")), False, language)
        yield Describe(NAME, word(spoken, Words("setup.short-description")), True, language)
    yield OfferCommands(NAME)
    if staff is not None:
        yield ListCommands(NAME, _described(STAFF_COMMANDS, default, word), group=staff)


def _described(names: tuple[str, ...], language: str, word: Word) -> tuple[tuple[str, str], ...]:
    return tuple((name, word(language, Words(f"command.{name}"))) for name in names)
