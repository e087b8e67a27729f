"""Questions that were asked before, and the wish to come back to one of them.

Law: only words that name a question by when it was asked; what they say besides is a message.
"""

from dataclasses import replace

from bot.domain.chats import Chat, Held
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

_LAST = wording(rf"(en son|son) {_ASKED}", _BACK)


def reply(chat: Chat, view: ContactView, held: Held, *, read: Read) -> Outcome | None:
    """The earlier question that the words name, answered again; None for all other words, and
    while nothing was asked yet or an expert waits for an answer.
    """
    named = _named(chat, held.text) if view.asked is None else None
    if named is None:
        return None
    again = replace(
        without_step(chat), matter=(), answer=None, shown=(), repeated=None, options=(), held=()
    )
    chat, effects = on_intent(again, view, read(named.text), held=(named,))
    question = Words("remark.earlier", {"question": shortened(named.text)})
    return chat, [Tell(chat.id, (question,)), *effects]


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
