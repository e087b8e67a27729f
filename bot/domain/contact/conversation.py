"""What a contact's words and presses lead to.

Law: pure; a chat and a view of plain values in, a chat and effects out.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from bot.domain import buttons
from bot.domain.buttons import Press
from bot.domain.chats import Chat, Expects, Held, Intake
from bot.domain.codes import decode
from bot.domain.contact import answers, assessment, home, intake, subscriptions, tickets
from bot.domain.contact.outcome import EXPERT, HOME, Outcome, numbered, without_step
from bot.domain.contact.view import SUBJECTS, ContactView
from bot.domain.effects import (
    AddToTicket,
    Effect,
    KeepQuery,
    OpenTicket,
    ShowAnswer,
    ShowPolicy,
    Tell,
    tell,
)
from bot.domain.messages import TEXT, UNCOPYABLE, Button, Rows
from bot.domain.words import Words
from intents.content.smalltalk import SmallTalk
from intents.pick import pick, typed_number
from intents.understand import LIKELY, Intent
from intents.understand import Outcome as Meaning

_MOST_SUGGESTIONS = 3
_MOST_BESIDE = 2  # answers shown below a refusal
_LONGEST_REASON = 500  # characters of what was missing in an answer
_LONGEST_CODE = 20  # characters of a reason that a button names
_LONGEST_NAME = 40  # characters of what a request is about; only a forged button names more
_ALONE = frozenset({"hate"})  # a refusal with no answer beside it: none may help what it refuses

Read = Callable[[str], Intent]


def on_press(
    chat: Chat, view: ContactView, press: Press, *, read: Read, edit: str | None = None
) -> Outcome:
    """A button, or the number typed instead of it; `edit` is the message that it stands under."""
    if isinstance(press, buttons.AssessmentPress):
        return assessment.press(chat, view, press, edit=edit)
    if isinstance(press, buttons.IntakePress):
        return intake.press(chat, view, press)
    if isinstance(press, buttons.TicketPress):
        return tickets.press(chat, view, press)
    if isinstance(press, buttons.SubscriptionPress):
        return subscriptions.press(chat, view, press, edit=edit)
    if isinstance(press, buttons.BroadcastPress):
        return subscriptions.press_below(chat, view, press)
    if isinstance(press, buttons.AnswerPress):
        return _on_answer_press(chat, view, press, read=read)
    if isinstance(press, buttons.MenuPress):
        return _on_menu_press(chat, view, press, edit=edit)
    return _changed(chat, view)  # the staff's, or none of ours: only a modified app sends it here


def _changed(chat: Chat, view: ContactView) -> Outcome:
    note = Words("menu.changed")
    return home.open_question(chat, view, chat.question or "", note=note)


def _on_menu_press(
    chat: Chat, view: ContactView, press: buttons.MenuPress, *, edit: str | None
) -> Outcome:
    match press:
        case buttons.Home():
            return home.home(chat, greeting="home.short")
        case buttons.OpenMenu(collection, question):
            target = f"{collection}:{question}"
            if question is None:
                target = home.root_id(view, chat)
            return home.open_question(chat, view, target, edit=edit)
        case buttons.TurnPage(collection, question, page):
            target = f"{collection}:{question}"
            return home.open_question(chat, view, target, page=max(page, 0), edit=edit)
        case buttons.MenuBelow(collection, question):
            return home.open_question(chat, view, f"{collection}:{question}")
        case buttons.Choose():
            return home.choose(chat, view, press, edit=edit)
        case buttons.OpenAnswer(target) | buttons.Guidance(target):
            return home.open_id(chat, view, target)
        case buttons.Speak(language) if language in home.LANGUAGES:
            return home.home(replace(chat, language=language))
        case buttons.Speak():
            return home.languages(chat)
    assert_never(press)


def _on_answer_press(
    chat: Chat, view: ContactView, press: buttons.AnswerPress, *, read: Read
) -> Outcome:
    match press:
        case buttons.ReadOn(choice, part):
            if view.catalog.choice(chat.language, choice) is None:
                return _changed(chat, view)
            return chat, [ShowAnswer(chat.id, choice, part=max(part, 0))]
        case buttons.Helped():
            return answers.vote(chat, view, press)
        case buttons.Lacked(answer, reason):
            return answers.missing(chat, view, answer, reason=reason[:_LONGEST_CODE])
        case buttons.Related(answer):
            return answers.related(chat, view, answer)
        case buttons.Ask():
            return ask_how(chat)
        case buttons.AskAfterAll():
            return _ask_after_all(chat, view, read=read)
        case buttons.WriteToExpert(answer):
            return intake.start(chat, view, answer_id=answer[:_LONGEST_NAME] or None)
        case buttons.Appeal(policy):
            return intake.start(chat, view, policy=_appealed(chat, view, policy))
        case buttons.NewTicket():
            return intake.start(chat, view)
    assert_never(press)


def _appealed(chat: Chat, view: ContactView, code: str) -> str | None:
    """The refusal that a button names; a forged one names none, nor makes anything urgent."""
    policy = view.catalog.policy(chat.language, code)
    return code if policy is not None and policy.kind == "refuse" else None


def _ask_after_all(chat: Chat, view: ContactView, *, read: Read) -> Outcome:
    """The words that wait for a ticket are a question after all."""
    if not chat.held:
        return _changed(chat, view)
    intent = read(" ".join(one.text for one in chat.held))
    return on_intent(without_step(chat), view, intent, held=chat.held)


def goes_to_ticket(chat: Chat, view: ContactView, ticket: int, held: Held) -> bool:
    """Whether a message that names a ticket goes there: no word along with a rating of the same
    one does, and nothing that can't be copied.
    """
    is_word = chat.about == str(ticket) and tickets.takes_word(chat, view, held)
    return held.kind != UNCOPYABLE and not is_word


def asked_before(chat: Chat) -> str:
    """The question that the contact's next words may go on from; "" when a step is open."""
    if chat.expects is not None:
        return ""
    return next((held.text for held in reversed(chat.held) if held.kind == TEXT), "")


def ask_how(chat: Chat) -> Outcome:
    """The next words are a question, whatever was asked before."""
    return replace(without_step(chat), expects=Expects.ASK), [tell(chat.id, "ask.how")]


def on_message(chat: Chat, view: ContactView, held: Held, *, read: Read) -> Outcome:
    """Free words or a file, when they are not for a ticket that they reply to; `read` understands
    words.
    """
    if held.kind == UNCOPYABLE:
        return chat, [tell(chat.id, "message.uncopyable")]
    picked = _picked(chat, held)
    if picked is not None:
        return on_press(chat, view, decode(picked), read=read)
    intent = read(held.text)
    if intent.outcome is Meaning.EMERGENCY:  # heard in every step, and below every file
        return on_intent(chat, view, intent, held=(held,))
    if chat.expects is Expects.WORD and not tickets.takes_word(chat, view, held):
        chat = without_step(chat)
    if chat.expects in intake.STEPS:
        return intake.on_message(chat, view, held, intent=intent)
    match chat.expects:
        case Expects.MISSING if held.kind == TEXT:  # a file goes its own way
            return _missing_words(chat, view, held, intent=intent)
        case Expects.ADD:
            return tickets.on_message(chat, view, held)
        case Expects.WORD if held.kind == TEXT:  # a file is no word, and goes its own way
            return tickets.on_message(chat, view, held)
    if held.kind != TEXT or view.active:
        return _for_a_ticket(chat, view, held, intent=intent)
    if typed_number(held.text) is not None:
        return _no_such_number(without_step(chat), view)
    return on_intent(without_step(chat), view, intent, held=(held,))


def on_addressed(chat: Chat, ticket: int, held: Held, *, read: Read) -> Outcome:
    """Words or a file for a ticket that they reply to; an emergency makes the ticket urgent."""
    intent = read(held.text)
    if intent.outcome is not Meaning.EMERGENCY:
        return chat, [AddToTicket(chat.id, ticket, (held,))]
    code = intent.policy or ""
    added = AddToTicket(chat.id, ticket, (held,), alarm=code)
    return chat, [_kept(intent), ShowPolicy(chat.id, code), added]


def _picked(chat: Chat, held: Held) -> str | None:
    """The code that typed words stand for: a label as it is written, or a place in the open
    menu.
    """
    if held.kind != TEXT or not chat.options:
        return None
    named = next((code for label, code in chat.options if label == held.text.strip()), None)
    if named is not None or all(label.isdecimal() for label, _ in chat.options):
        return named
    position = pick(held.text, [(label, label) for label, _ in chat.options])
    return chat.options[position][1] if position is not None else None


def _no_such_number(chat: Chat, view: ContactView) -> Outcome:
    """A lone number that nothing open bears is no question: what is open, once more."""
    note = Words("menu.no-number")
    asked = decode(chat.options[0][1]) if chat.options else buttons.Unknown()
    if isinstance(asked, buttons.AssessmentLevel):
        chat, again = assessment.show(chat, view, asked.question)
        return chat, [Tell(chat.id, (note,)), *again]
    return home.open_question(chat, view, chat.question or home.root_id(view, chat), note=note)


def _missing_words(chat: Chat, view: ContactView, held: Held, *, intent: Intent) -> Outcome:
    """What was missing is kept; where it is a question that has an answer of its own, that follows
    at once.
    """
    about = chat.about or ""
    chat, thanked = answers.missing(chat, view, about, reason=held.text[:_LONGEST_REASON])
    if intent.outcome is not Meaning.ANSWER or intent.matches[0].id == about:
        # the expert, if one is asked next, gets these words
        return replace(chat, held=(held,)), thanked
    chat, answered = on_intent(chat, view, intent, held=(held,))
    return chat, [*thanked[:-1], *answered]


def _for_a_ticket(chat: Chat, view: ContactView, held: Held, *, intent: Intent) -> Outcome:
    """A file, or words while tickets are open: to the ticket that waits for them, or ask."""
    chatty = intent.outcome is Meaning.SMALLTALK and not view.waiting_for_contact
    if held.kind == TEXT and chatty:
        return on_intent(chat, view, intent, held=(held,))
    if any(one.album and one.album == held.album for one in chat.held):
        # asked already, with the album's first picture
        return replace(chat, held=(*chat.held, held)), []
    return tickets.place(chat, view, held)


def on_intent(chat: Chat, view: ContactView, intent: Intent, *, held: tuple[Held, ...]) -> Outcome:
    """What the contact's words mean: answer when sure, suggest when close, hand off when
    neither.
    """
    if intent.parts:
        return _several(chat, view, intent)
    kept, waiting = _kept(intent), _waiting(chat, held)
    everything = (*waiting, *held)
    match intent.outcome:
        case Meaning.SMALLTALK:
            return small_talk(replace(chat, held=waiting), intent.smalltalk)
        case Meaning.EMERGENCY:
            return _urgent(replace(chat, held=()), view, intent, held=everything)
        case Meaning.REFUSE:
            ways = _ways_past(chat, view, intent)
            refused = ShowPolicy(chat.id, intent.policy or "", ways)
            return replace(chat, held=everything), [kept, refused]
        case Meaning.HANDOFF if intent.wants_human:  # the wish itself is not the question
            return intake.start(replace(chat, held=waiting), view)
        case Meaning.ANSWER | Meaning.SUGGEST | Meaning.HANDOFF:
            chat, effects = _answered(replace(chat, held=everything), view, intent)
            return chat, [kept, *effects]
    assert_never(intent.outcome)


def _waiting(chat: Chat, held: tuple[Held, ...]) -> tuple[Held, ...]:
    """What waits for somebody, which words that come after it are no reason to lose: files, and
    all that is to be told which ticket it is for.
    """
    for_a_ticket = chat.expects is Expects.PLACE
    waits = (one for one in chat.held if for_a_ticket or one.kind != TEXT)
    return tuple(one for one in waits if one not in held)


def _answered(chat: Chat, view: ContactView, intent: Intent) -> Outcome:
    if intent.outcome is Meaning.SUGGEST:
        near = answers.near(intent.matches)[:_MOST_SUGGESTIONS]
        return answers.offer(chat, view, near, title=Words("suggest.title", plural=len(near)))
    found = intent.matches[0].id if intent.outcome is Meaning.ANSWER else ""
    choice = view.catalog.choice(chat.language, found)
    if choice is None:  # also an entry that only another language has
        return _hand_off(chat)
    if choice.opens is not None:
        return home.open_id(chat, view, found)
    return answers.give_answer(chat, choice, found=True)


def _urgent(chat: Chat, view: ContactView, intent: Intent, *, held: tuple[Held, ...]) -> Outcome:
    """Somebody may be in danger: the official lines at once, and an expert without any further
    question.
    """
    code = intent.policy or ""
    shown: list[Effect] = [_kept(intent), ShowPolicy(chat.id, code)]
    under_way = next((ticket for ticket in view.active if ticket.urgent), None)
    if under_way is not None:
        return chat, [*shown, AddToTicket(chat.id, under_way.number, held, alarm=code)]
    opened = OpenTicket(chat.id, Intake(messages=held, policy=code), chat.language)
    return without_step(chat), [*shown, opened]


def _kept(intent: Intent) -> KeepQuery:
    best = intent.matches[0] if intent.matches else None
    found, confidence = (best.id, best.confidence) if best else (None, 0.0)
    return KeepQuery(intent.query, str(intent.outcome), found, confidence)


def _ways_past(chat: Chat, view: ContactView, intent: Intent) -> Rows:
    """Below a refusal: answers that are likely all the same, a human to appeal to, and the way
    home.
    """
    likely = tuple(match.id for match in intent.matches if match.confidence >= LIKELY)
    beside = () if intent.policy in _ALONE else likely[:_MOST_BESIDE]
    return (
        *(
            (Button(choice.label, buttons.OpenAnswer(choice.id)),)
            for choice in answers.known(chat, view, beside)
        ),
        (Button(Words("button.appeal"), buttons.Appeal(intent.policy or "")),),
        (HOME,),
    )


def _hand_off(chat: Chat) -> Outcome:
    ways: Rows = ((EXPERT,), (Button(Words("home.subjects"), buttons.OpenMenu(SUBJECTS)),))
    offered = Tell(chat.id, (Words("handoff.offer"),), (*ways, (HOME,)))
    return replace(chat, options=numbered(ways)), [offered]


def _several(chat: Chat, view: ContactView, intent: Intent) -> Outcome:
    ids = tuple(dict.fromkeys(part.matches[0].id for part in intent.parts if part.matches))
    chat, effects = answers.offer(chat, view, ids, title=Words("several.title"))
    return chat, [_kept(intent), *effects]


def small_talk(chat: Chat, kind: SmallTalk | None) -> Outcome:
    """A greeting, thanks and the like: a friendly word and the ways in, never a lecture."""
    if kind is SmallTalk.GREETING:
        return home.home(chat, greeting="home.hello" if chat.known else "home.greeting")
    ways: Rows = ((Button(Words("home.subjects"), buttons.OpenMenu(SUBJECTS)), EXPERT),)
    if kind is SmallTalk.COMPLAINT:  # about the answer shown: an expert hears which one it was
        ways = ((Button(Words("button.expert"), buttons.WriteToExpert(chat.answer or "")),),)
    return chat, [Tell(chat.id, (Words(f"talk.{kind or SmallTalk.WELLBEING}"),), ways)]
