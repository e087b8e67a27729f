"""Questions that were asked before, and the wish to come back to one of them.

Law: only words that name a question by when it was asked; what they say besides is a message.
"""

from dataclasses import replace

from bot.domain.buttons import OpenAnswer
from bot.domain.chats import Chat, Held
from bot.domain.codes import decode
from bot.domain.contact import home
from bot.domain.contact.intake import Read
from bot.domain.contact.meanings import on_intent
from bot.domain.contact.outcome import Outcome, without_step
from bot.domain.contact.summary import shortened
from bot.domain.contact.view import ContactView
from bot.domain.contact.wording import wording
from bot.domain.effects import Tell
from bot.domain.words import Words

_ASKED = r"(sor(u|um|umu|uma|umuz|umuza|uya|uyu|dugum\w*)|question( again)?|one)"
_BACK = """
    mi mu ona onu o bu don donelim donebilir donuyorum donmek geri gel gelelim gelirsek cevap
    ver verin verir verebilir bak bakalim bakar istiyorum istiyoruz icin soyle soylesene yaz
    yanit yanitla yanitlayin cevapla cevaplar misin misiniz miyiz neydi ne oldu again go back
    to my we can could you answer return question please what about was let us lets nin cevabi
    cevabini yaniti yanitini
    """
_FIRST = wording(
    rf"""(ilk|en bastaki|bastaki|asil|esas) {_ASKED}
    (the |my )?(first|original|initial) {_ASKED}""",
    _BACK,
)
_BEFORE = wording(
    rf"""(onceki|bir onceki|demin(ki)?|az onceki|evvelki) {_ASKED}
    (the |my )?(previous|last|earlier) {_ASKED}""",
    _BACK,
)

_SKIPPED = f"""{_BACK} vermedin vermediniz yanitlamadin yanitlamadiniz cevaplamadin cevaplamadiniz
    atladin atladiniz"""
_NTH = (
    wording(rf"(ilk|birinci|the first) {_ASKED}", _SKIPPED),
    wording(rf"(ikinci|diger|oteki|obur|the second|the other) {_ASKED}", _SKIPPED),
    wording(rf"(ucuncu|the third) {_ASKED}", _SKIPPED),
)
_LAST = wording(rf"(en son|son) {_ASKED}", _BACK)


def reply(chat: Chat, view: ContactView, held: Held, *, read: Read) -> Outcome | None:
    """The earlier question that the words name, answered again; None for all other words, and
    while nothing was asked yet or an expert waits for an answer.
    """
    if view.asked is None and (offered := _offered(chat, held.text)) is not None:
        return home.open_id(chat, view, offered)
    named = _named(chat, held.text) if view.asked is None else None
    if named is None:
        return None
    again = replace(
        without_step(chat), matter=(), answer=None, shown=(), repeated=None, options=(), held=()
    )
    chat, effects = on_intent(again, view, read(named.text), held=(named,))
    question = Words("remark.earlier", {"question": shortened(named.text)})
    return chat, [Tell(chat.id, (question,)), *effects]


def _offered(chat: Chat, text: str) -> str | None:
    """The answer that stands offered for the question of this number, of several asked at once."""
    presses = [decode(code) for _, code in chat.options]
    ids = [one.target for one in presses if isinstance(one, OpenAnswer)]
    place = next((n for n, one in enumerate(_NTH) if one.said(text)), None)
    return ids[place] if place is not None and 1 < len(ids) > place else None


def _named(chat: Chat, text: str) -> Held | None:
    if not chat.earlier:
        return None
    if _FIRST.said(text):
        return chat.earlier[0]
    if _LAST.said(text):
        return chat.earlier[-1]
    if _BEFORE.said(text):
        return chat.earlier[-2:][0]
    return None
