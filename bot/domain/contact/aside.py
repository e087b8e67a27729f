"""Words that ask the content nothing: about the last answer, a yes or no to what was offered, what
has been sent.

Law: what nothing here takes is read on.
"""

from dataclasses import replace

from bot.domain.buttons import CloseTicket, OpenAnswer
from bot.domain.chats import Chat, Expects, Held
from bot.domain.codes import decode
from bot.domain.contact import (
    answers,
    form_talk,
    home,
    intake,
    manners,
    placing,
    remarks,
    tickets,
    unsaid,
)
from bot.domain.contact.asking import asks_state, is_courtesy, thanks
from bot.domain.contact.meanings import ALONE, small_talk
from bot.domain.contact.outcome import EXPERT, HOME, TICKETS, Outcome, numbered
from bot.domain.contact.summary import shortened
from bot.domain.contact.told import details
from bot.domain.contact.typed import Way, leaves, way, withdraws
from bot.domain.contact.view import ContactView
from bot.domain.contact.wording import wording
from bot.domain.effects import Tell
from bot.domain.messages import TEXT
from bot.domain.words import Words
from intents.content.smalltalk import SmallTalk
from intents.parts.introduction import introduces
from intents.turkish import words
from intents.understand import Intent
from intents.understand import Outcome as Meaning

_JOKE = 4  # words of one, and nothing else
_IT = "o onu ona bu bunu buna sordum sorduk soruyorum istiyorum istiyoruz iyi olur oyle that it one"
_YES = wording(
    r"""(evet|evt|aynen|dogru|dogrudur|olur|tabii|tabi|elbette|kesinlikle|he|hee|tamam|tamamdir)
    (yes|yeah|yep|sure|right|correct|exactly|ok|okay)""",
    _IT,
    longest=5,
    firm=True,
)
_NO = wording(
    r"""(hayir|hyr|yok|yoo|degil|hicbiri|alakasi yok|ilgisi yok|yanlis|bunlar degil)
    kapatma(yin|yiniz|yalim)?
    (no|nope|none|wrong)""",
    f"{_IT} hicbiri bunlarin bunlardan alakasiz kalsin dursun acik",
    longest=5,
)

_SEND_IT = wording(
    r"""(evet|tamam|olur|hadi|haydi|ok|peki|yes) (\w+ )?(yaz|gonder|ilet)(in|alim|elim)?
    (yaz|yazin|ilet|iletin) (gonder|gonderin|gitsin)""",
    f"{_IT} yaz gonder gonderin gitsin iste uzmana uzmanlara",
    longest=6,
    firm=True,
)
_CLOSE_IT = wording(
    r"(kapat(?!ma)|iptal( et| ed)?|geri cek|close|cancel|withdraw)\w*", f"{_IT} evet"
)


def reply(chat: Chat, view: ContactView, held: Held, *, intent: Intent) -> Outcome | None:
    """What such words lead to; None for all others, and while an expert waits for an answer."""
    if held.kind != TEXT or chat.expects not in (None, Expects.ASK) or view.asked is not None:
        return None
    if _SEND_IT.said(held.text) and _offers_expert(chat):
        return intake.start(chat, view)
    named = way(held.text)
    if named is Way.SEND and (_talks_with_desk(chat) or not view.waiting_for_contact):
        return nothing_sent(chat, view)
    if named is Way.ELSEWHERE and chat.placed is None and view.active:
        return chat, [Tell(chat.id, (Words("place.not-placed"),), ((TICKETS, HOME),))]
    gives_up = named in (Way.CANCEL, Way.CLOSE) and not chat.alarmed
    if view.active and (gives_up or withdraws(held.text)):
        return tickets.ask_to_close(chat, view, held)
    if named is Way.DONE and not view.active:
        return chat, [Tell(chat.id, (Words("remark.done"),), ((EXPERT,), (HOME,)))]
    if leaves(held.text) and not view.active and view.lately is None:
        return chat, [Tell(chat.id, (Words("remark.left"),), ((EXPERT,), (HOME,)))]
    if not view.active and (taken := _unsaid(chat, held)) is not None:
        return taken
    if remarks.opens(held.text) and not view.active:
        return chat, [Tell(chat.id, (Words("remark.go-ahead"),), ((EXPERT,), (HOME,)))]
    if (manner := manners.answer(held.text)) is not None and not view.active:
        chat = replace(chat, held=(*placing.files(chat), held), options=numbered(((EXPERT,),)))
        return chat, [Tell(chat.id, (manner,), ((EXPERT,), (HOME,)))]
    told = introduces(held.text) or bool(details(held.text))
    if told and not view.active and intent.policy not in ALONE:
        return _welcomed(chat, held)
    if manners.postpones(held.text):
        return small_talk(chat, SmallTalk.GOODBYE)
    said = remarks.remark(held.text)
    if said is not None and (not view.active or _talks_with_desk(chat)):
        return remarks.reply(chat, view, said)
    if thanks(held.text) and is_courtesy(held.text):  # whatever an expert said was read before
        return small_talk(chat, SmallTalk.THANKS)
    return _to_offer(chat, view, held, intent=intent) or _of_what_was_sent(chat, view, held, intent)


def _unsaid(chat: Chat, held: Held) -> Outcome | None:
    """What its writer takes back is not kept; None where nothing is, or more is said besides."""
    back = unsaid.taken_back(held.text)
    if back is None and not (unsaid.jokes(held.text) and len(words(held.text)) <= _JOKE):
        return None
    if back == "":
        chat = unsaid.without_last(chat)
    return chat, [Tell(chat.id, (Words("remark.unsaid"),), ((EXPERT,), (HOME,)))]


def _welcomed(chat: Chat, held: Held) -> Outcome:
    """Who said who or where they are is asked to go on; an expert who is asked later reads it,
    too. In the middle of a conversation nobody is welcomed.
    """
    words = Words("remark.told" if chat.matter or chat.earlier else "remark.welcome")
    chat = replace(chat, unanswered=(*chat.unanswered, held), known=True)
    return chat, [Tell(chat.id, (words,), ((EXPERT,), (HOME,)))]


def _talks_with_desk(chat: Chat) -> bool:
    """Whether the desk itself spoke last, and no expert."""
    return any(one.kind == TEXT for one in chat.held)


def _offers_expert(chat: Chat) -> bool:
    """Whether an expert stands offered for the last words."""
    offered = [decode(code) for _, code in chat.options]
    return _talks_with_desk(chat) and EXPERT.press in offered


def _to_offer(chat: Chat, view: ContactView, held: Held, *, intent: Intent) -> Outcome | None:
    """A yes or a no to answers or to an expert that were offered for the last words."""
    if not _talks_with_desk(chat):
        return None
    offered = [decode(code) for _, code in chat.options]
    closing = [one for one in offered if isinstance(one, CloseTicket)]
    wanted = _YES.said(held.text) or _CLOSE_IT.said(held.text)
    if closing and (wanted or _NO.said(held.text)):
        return _closed(chat, view, closing, wanted=wanted)
    if intent.outcome in (Meaning.ANSWER, Meaning.REFUSE):
        return None
    ids = tuple(one.target for one in offered if isinstance(one, OpenAnswer))
    if _NO.said(held.text) and ids:
        told = Tell(chat.id, (Words("remark.none-of-these"),), ((EXPERT,), (HOME,)))
        return replace(chat, options=numbered(((EXPERT,),))), [told]
    if not _YES.said(held.text):
        return None
    if len(ids) == 1:
        return home.open_id(chat, view, ids[0])
    if ids:
        return answers.offer(chat, view, ids, title=Words("remark.which"))
    return intake.start(chat, view) if EXPERT.press in offered else None


def _closed(chat: Chat, view: ContactView, closing: list[CloseTicket], *, wanted: bool) -> Outcome:
    """A yes or a no to closing a ticket; a yes to one of several says not which."""
    if not wanted:
        return tickets.leave_open(chat)
    if len(closing) > 1:
        return tickets.ask_to_close(chat, view, chat.held[-1])
    return tickets.press(replace(chat, held=placing.files(chat)), view, closing[0])


def _of_what_was_sent(chat: Chat, view: ContactView, held: Held, intent: Intent) -> Outcome | None:
    """The state of a ticket that there is none of."""
    sent = form_talk.remark(held.text, Expects.CONFIRM) is form_talk.Remark.SENT
    state = sent or (asks_state(held.text) and intent.outcome is not Meaning.ANSWER)
    return nothing_sent(chat, view) if state and not view.active and view.lately is None else None


def nothing_sent(chat: Chat, view: ContactView) -> Outcome:
    """That what was asked last is not with the experts, and how it gets there; without such a
    question, how the open tickets stand.
    """
    if view.active and not _talks_with_desk(chat):
        lines = (Words("remark.with-experts"), *tickets.state_lines(view, chat.language))
        return chat, [Tell(chat.id, lines, ((TICKETS, HOME),))]
    question = "\n".join(one.text for one in chat.matter)
    words = Words("remark.not-sent")
    if question:
        words = Words("remark.not-sent-yet", {"question": shortened(question)})
    held = tuple(dict.fromkeys((*(one for one in chat.held if one.kind != TEXT), *chat.matter)))
    ways = (*(placing.offered(view, held[-1]) if held else ()), (EXPERT,), (HOME,))
    return replace(chat, held=held, options=numbered(((EXPERT,),))), [Tell(chat.id, (words,), ways)]
