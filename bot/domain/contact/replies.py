"""What words lead to at a request's step: an answer to it, a remark about it, or more of the
question.

Law: what is said to the form is never stored as content; what is said to the experts always is.
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.chats import Chat, Expects, Held, Intake
from bot.domain.contact import manners, phone, wishes
from bot.domain.contact.asking import (
    asks,
    blesses,
    is_bare,
    is_courtesy,
    is_name,
    names_kind,
    tells,
    thanks,
)
from bot.domain.contact.form_remarks import remarked
from bot.domain.contact.form_talk import agrees, doubts, remark_in
from bot.domain.contact.intake import Read, add_question, anew, cancel, send
from bot.domain.contact.names import name_in, tells_event
from bot.domain.contact.outcome import Outcome, noting
from bot.domain.contact.phone_talk import refuses_phone, tells_number
from bot.domain.contact.provinces import is_plate, is_province
from bot.domain.contact.remarks import opens
from bot.domain.contact.said import (
    bare_detail,
    names_subject,
    plain_answer,
    rights_named,
    subject_named,
)
from bot.domain.contact.sending import without_order
from bot.domain.contact.steps import WHO_AND_WHERE, ask, ask_again, following, given, standing
from bot.domain.contact.summary import LONGEST_DETAIL, said_first, shortened, with_detail
from bot.domain.contact.taken_out import taken_out
from bot.domain.contact.told import again, early, in_form, is_person, late, of_another, on, person
from bot.domain.contact.typed import leaves
from bot.domain.contact.unsaid import taken_back
from bot.domain.contact.view import ContactView
from bot.domain.effects import Effect
from bot.domain.messages import TEXT
from bot.domain.words import Words
from intents.content.smalltalk import SmallTalk
from intents.pick import typed_number
from intents.understand import Intent

_NUMBERED = (Expects.SUBJECT, Expects.RIGHTS, Expects.NAMED, Expects.CONFIRM)
_DETAILS = (Expects.ORGANISATION, Expects.PROVINCE)
_EARLY = (Expects.QUESTION, Expects.SUBJECT)
_CHOOSING = (Expects.RIGHTS, Expects.NAMED)
_YES_NO: Mapping[SmallTalk, bool] = {SmallTalk.YES: True, SmallTalk.NO: False}
_SPARE = 1  # words that known thanks may hold besides; a bare word is no greeting for being short
_WISH = 6  # words of a wish for an expert, which is what the form is for


def on_message(chat: Chat, view: ContactView, held: Held, *, intent: Intent, read: Read) -> Outcome:
    """The contact's words or file at the step that is open; what is no answer to it joins the
    question.
    """
    if held.kind == TEXT:
        answered = _answered(chat, view, held, intent=intent, read=read)
        if answered is not None:
            return answered
    return add_question(chat, view, held, intent=intent, read=read)


def _answered(
    chat: Chat, view: ContactView, held: Held, *, intent: Intent, read: Read
) -> Outcome | None:
    """What words lead to that are no part of the question; None for those that are."""
    step = standing(chat)
    begun = chat.intake is not None and bool(chat.intake.messages)
    if begun and (left := without_order(held.text)) is not None:
        return _ordered(chat, view, replace(held, text=left), read=read)
    if view.hours.phone is not None and phone.wanted(view, held):
        return again(chat, view, phone.said(view, view.hours.phone))
    if (manner := manners.answer(held.text)) is not None:
        return again(chat, view, manner)
    if manners.postpones(held.text):
        return again(chat, view, Words("form.later"))
    if (back := taken_back(held.text)) is not None and begun:
        return _unsaid(chat, view, alone=not back)
    if tells_number(held.text):
        return again(chat, view, Words("form.no-phone"))
    if refuses_phone(held.text):
        return again(chat, view, Words("form.in-writing"))
    if leaves(held.text):
        return cancel(chat)
    stays = taken_out(chat, held.text)
    if stays is not None:
        return _taken_out(chat, view, stays)
    names = step in _DETAILS and names_kind(held.text)
    said = None if names else remark_in(chat, held.text)
    if chat.intake is not None and chat.intake.taken and agrees(held.text):
        return following(chat, view)
    if said is not None and not (step in _CHOOSING and plain_answer(held.text) is not None):
        return remarked(chat, view, said, text=held.text)
    if step is Expects.QUESTION and opens(held.text):
        return again(chat, view, Words("remark.go-ahead"))
    talked = None if names else _talked(chat, view, held, intent=intent)
    if talked is not None:
        return talked
    if step in _NUMBERED and typed_number(held.text) is not None and not is_plate(held.text):
        chat, asked = ask(chat, view, step)  # with all numbers that there are
        return chat, said_first(asked, Words("menu.no-number"))
    wished = intent.wants_human and _is_short(held.text) and begun
    if wished or (wishes.for_person(held.text) and not wishes.tells_more(held.text)):
        return _wished(chat, view)
    open_ = chat.intake is None or not (chat.intake.fixing or chat.intake.province)
    both = set(in_form(held.text)) >= WHO_AND_WHERE
    if step is Expects.ORGANISATION and (is_province(held.text) or both) and open_:
        return early(chat, view, held)
    if of_another(chat, held):
        return late(chat, view, held)
    if step in _DETAILS and is_name(held.text) and not _is_sentence(step, held.text):
        return _detail(chat, view, held)
    if step in _EARLY and not asks(held.text):
        told = early(chat, view, held)
        if told is None and begun and is_person(held.text):
            told = person(chat, view, held)
        return told or _chosen(chat, view, held, intent=intent, read=read)
    return _chosen(chat, view, held, intent=intent, read=read)


def _ordered(chat: Chat, view: ContactView, held: Held, *, read: Read) -> Outcome:
    """The order to send: the steps that are left are passed over, and whoever has seen the whole
    sends it; what was said beside the order is heard first.
    """
    step, seen = standing(chat), chat.expects is Expects.CONFIRM
    intake = replace(chat.intake or Intake(), taken=False, fixing=False)
    chat = replace(chat, intake=intake)
    whole = replace(chat, expects=Expects.CONFIRM)
    if not held.text:
        return send(whole, view) if seen else ask(whole, view, Expects.CONFIRM)
    if step in _DETAILS:
        told, _ = on_message(chat, view, held, intent=read(held.text), read=read)
        if told.intake is not None and _named(told.intake) != _named(intake):
            return ask(told, view, Expects.CONFIRM)
    chat, heard = on_message(whole, view, held, intent=read(held.text), read=read)
    sends = seen and chat.expects is Expects.CONFIRM and not asks(held.text)
    return send(chat, view) if sends else (chat, heard)


def _named(intake: Intake) -> tuple[str | None, str | None]:
    return intake.organisation, intake.province


def _is_short(text: str) -> bool:
    return len(text.split()) <= _WISH


def _wished(chat: Chat, view: ContactView) -> Outcome:
    """The wish for a human, which is what the form is for."""
    if chat.intake is None or not chat.intake.messages:
        return again(chat, view, Words("form.person"))
    if chat.expects is Expects.QUESTION:
        return following(chat, view)
    return ask_again(chat, view)


def _taken_out(chat: Chat, view: ContactView, left: tuple[Held, ...]) -> Outcome:
    """The step once more without a part of the question; a question of which nothing is left is
    put anew.
    """
    intake = chat.intake or Intake()
    if not any(one.text for one in left):
        return anew(chat, view)
    text = "\n".join(one.text for one in left if one.text)
    chat = replace(chat, intake=replace(intake, messages=left))
    chat, asked = ask_again(chat, view)
    return chat, said_first(asked, Words("form.taken-out", {"question": shortened(text)}))


def _unsaid(chat: Chat, view: ContactView, *, alone: bool) -> Outcome:
    """What its writer takes back is not written down: what was said with it, or else last."""
    messages = (chat.intake or Intake()).messages
    texts = [one for one in messages if one.kind == TEXT]
    if not alone or not texts:
        return again(chat, view, Words("form.unsaid"))
    left = tuple(one for one in messages if one != texts[-1])
    return _taken_out(chat, view, left)


# --- what answers the step ---


def _talked(chat: Chat, view: ContactView, held: Held, *, intent: Intent) -> Outcome | None:
    """A yes, a no, thanks and the like; None for anything else."""
    talk = intent.smalltalk
    said = _YES_NO.get(talk) if talk is not None else None
    agreed = is_bare(held.text) or not (chat.expects in _DETAILS or asks(held.text))
    if said is not None and agreed:
        return _agreed(chat, view, held, yes=said)
    loose = talk is SmallTalk.THANKS and chat.expects not in _DETAILS and not asks(held.text)
    courteous = is_courtesy(held.text, spare=_SPARE if loose else 0)
    courteous = courteous or (talk is SmallTalk.THANKS and blesses(held.text))
    if (talk is not None or thanks(held.text)) and courteous:
        return again(chat, view, Words("intake.courtesy"))
    return None


def _agreed(chat: Chat, view: ContactView, held: Held, *, yes: bool) -> Outcome | None:
    """A yes or no to what the step has asked; one that answers nothing has it asked again."""
    intake, step = chat.intake or Intake(), standing(chat)
    match step:
        case Expects.RIGHTS:
            return given(chat, view, replace(intake, rights_based=yes))
        case Expects.NAMED:
            return given(chat, view, replace(intake, named=yes))
        case _ if not is_bare(held.text):
            return None
        case Expects.SUBJECT if yes and intake.subject is not None:
            return following(chat, view)
        case Expects.SUBJECT if not yes:
            return ask(replace(chat, intake=replace(intake, subject=None)), view, step)
        case Expects.CONFIRM if yes:
            return send(chat, view)
        case Expects.ORGANISATION | Expects.PROVINCE if not yes:
            return following(chat, view)
        case Expects.QUESTION if intake.taken and not yes:
            return anew(chat, view)
        case Expects.QUESTION if intake.messages and not intake.fixing:
            return following(chat, view)
    return ask(chat, view, step)


def _chosen(
    chat: Chat, view: ContactView, held: Held, *, intent: Intent, read: Read
) -> Outcome | None:
    """A choice said in other words than its label."""
    intake, step = chat.intake or Intake(), standing(chat)
    if step is Expects.SUBJECT:
        subject = subject_named(chat, view, held.text)
        picked = replace(intake, subject=subject, picked=True)
        return given(chat, view, picked) if subject else None
    if step is Expects.CONFIRM:
        return _put_right(chat, view, held)
    yes = plain_answer(held.text) if step in _CHOOSING else None
    if step is Expects.RIGHTS and yes is not None:
        return given(chat, view, replace(intake, rights_based=yes))
    if step is Expects.NAMED and yes is not None:
        return given(chat, view, replace(intake, named=yes))
    if step is Expects.RIGHTS and doubts(held.text):  # the rest may tell the expert something
        chat, _ = add_question(chat, view, held, intent=intent, read=read)
        return on(chat, view, Words("form.unsure"))
    return None


def _put_right(chat: Chat, view: ContactView, held: Held) -> Outcome | None:
    """Another subject or approach than the summary shows."""
    intake, rights = chat.intake or Intake(), rights_named(held.text)
    if rights is not None:
        return ask(
            replace(chat, intake=replace(intake, rights_based=rights)), view, Expects.CONFIRM
        )
    subject = subject_named(chat, view, held.text) if names_subject(held.text) else None
    if subject is None or asks(held.text):
        return None
    return ask(
        replace(chat, intake=replace(intake, subject=subject, picked=True)), view, Expects.CONFIRM
    )


# --- a name or a province ---


def _is_sentence(step: Expects, text: str) -> bool:
    """Whether words at a name's step tell what happens, and name nobody and no place."""
    if step is Expects.ORGANISATION:
        return name_in(text) is None and tells_event(text)
    counts = any(map(str.isdigit, text))
    return not is_province(text) and (counts or tells(text) or tells_event(text))


def _detail(chat: Chat, view: ContactView, held: Held) -> Outcome:
    """A name or a province, with a word where only its beginning is kept."""
    step = standing(chat)
    whole = bare_detail(" ".join(held.text.split()), step)
    told = with_detail(chat.intake or Intake(), step, whole)
    chat, effects = given(noting(chat, held, step), view, told)
    return chat, effects if len(whole) <= LONGEST_DETAIL else _cut(effects)


def _cut(effects: list[Effect]) -> list[Effect]:
    return said_first(effects, Words("intake.cut", {"n": LONGEST_DETAIL}))
