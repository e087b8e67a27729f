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
from bot.domain.contact import (
    answers,
    assessment,
    home,
    intake,
    placing,
    subscriptions,
    tickets,
)
from bot.domain.contact.asking import (
    about_ticket,
    asks,
    asks_state,
    is_bare,
    is_courtesy,
    tells,
    waits,
)
from bot.domain.contact.outcome import EXPERT, HOME, Outcome, noting, numbered, without_step
from bot.domain.contact.typed import Way, way
from bot.domain.contact.view import SUBJECTS, ContactView
from bot.domain.contact.ways import typed_press
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
from intents.pick import typed_number
from intents.turkish import words
from intents.understand import LIKELY, Intent
from intents.understand import Outcome as Meaning

_MOST_SUGGESTIONS = 3
_MOST_BESIDE = 2  # answers shown below a refusal
_WISH = 8  # words past which a wish for a human is a message
_NAMES = frozenset({Expects.QUESTION, Expects.ORGANISATION, Expects.PROVINCE})
_TALK = frozenset({Meaning.SMALLTALK, Meaning.EMERGENCY})
_LONGEST_CODE = 20  # characters of a reason that a button names
_LONGEST_NAME = 40  # characters of what a request is about; only a forged button names more
_ALONE = frozenset({"hate"})  # a refusal with no answer beside it: none may help what it refuses

_TAKES_WAITING = (
    buttons.AddToTicket,
    buttons.PutOn,
    buttons.NotForTicket,
    buttons.DropWaiting,
    buttons.AskAfterAll,
    buttons.WriteToExpert,
    buttons.Appeal,
    buttons.NewTicket,
)  # buttons that know what to do with the words that wait; before all others these are delivered

Read = Callable[[str], Intent]


def on_press(
    chat: Chat, view: ContactView, press: Press, *, read: Read, edit: str | None = None
) -> Outcome:
    """A button, or the number typed instead of it; `edit` is the message that it stands under."""
    if isinstance(press, _TAKES_WAITING):
        return _pressed(chat, view, press, read=read, edit=edit)
    chat, delivered = placing.settle(chat, view)
    chat, effects = _pressed(replace(chat, placed=None), view, press, read=read, edit=edit)
    return chat, [*delivered, *effects]


def _pressed(
    chat: Chat, view: ContactView, press: Press, *, read: Read, edit: str | None
) -> Outcome:
    if isinstance(press, buttons.AssessmentPress):
        return assessment.press(chat, view, press, edit=edit)
    if isinstance(press, buttons.IntakePress):
        return intake.press(chat, view, press)
    if isinstance(press, buttons.TicketPress):
        chat, effects = tickets.press(chat, view, press)
        if not isinstance(press, buttons.NotForTicket) or not view.withdrawn:
            return chat, effects
        chat, again = _taken_back(chat, view, ticket=press.ticket, read=read)
        return chat, [*effects, *again]
    if isinstance(press, buttons.SubscriptionPress):
        return subscriptions.press(chat, view, press, edit=edit)
    if isinstance(press, buttons.BroadcastPress):
        return subscriptions.press_below(chat, view, press)
    if isinstance(press, buttons.AnswerPress):
        return _on_answer_press(chat, view, press, read=read)
    if isinstance(press, buttons.MenuPress):
        return _on_menu_press(chat, view, press, edit=edit)
    return _changed(chat, view)  # the staff's, or none of ours: only a modified app sends it here


def _taken_back(chat: Chat, view: ContactView, *, ticket: int, read: Read) -> Outcome:
    """What was not for its ticket is heard as if there were no such ticket."""
    others = tuple(one for one in view.tickets if one.number != ticket)
    recent = None if view.recent == ticket else view.recent
    apart = replace(view, tickets=others, asked=None, recent=recent, lately=None)
    held = view.withdrawn
    if chat.expects in intake.STEPS or (len(held) == 1 and not apart.active):
        stays = replace(chat, held=tuple(one for one in chat.held if one not in held))
        if way(held[-1].text) is Way.CANCEL:  # it was said of something else
            return _heard(stays, apart, held[-1], intent=read(held[-1].text))
        return on_message(stays, apart, held[-1], read=read)
    words = " ".join(one.text for one in held if one.text)
    if apart.active or not words:
        return placing.choose(replace(chat, expects=Expects.PLACE), apart, held[-1])
    return on_intent(without_step(chat), apart, read(words), held=held)


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
            spoken = replace(chat, language=language)
            if chat.expects in intake.STEPS:  # the form goes on in it
                return intake.ask(spoken, view, chat.expects)
            return home.home(spoken)
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


def ask_how(chat: Chat) -> Outcome:
    """The next words are a question, whatever was asked before."""
    return replace(without_step(chat), expects=Expects.ASK), [tell(chat.id, "ask.how")]


def on_message(chat: Chat, view: ContactView, held: Held, *, read: Read) -> Outcome:
    """Free words or a file, when they are not for a ticket that they reply to; `read` understands
    words.
    """
    if held.kind == UNCOPYABLE:
        return chat, [tell(chat.id, "message.uncopyable")]
    pressed = typed_press(chat, view, held)
    if pressed is not None:
        return on_press(chat, view, pressed, read=read)
    intent = read(held.text)
    if intent.outcome is Meaning.EMERGENCY and not waits(held.text):
        return on_intent(chat, view, intent, held=(held,))  # heard in every step, below every file
    return _heard(chat, view, held, intent=intent)


def _heard(chat: Chat, view: ContactView, held: Held, *, intent: Intent) -> Outcome:
    """Words at the step that is open, or without one."""
    if chat.expects is Expects.WORD and not tickets.takes_word(chat, view, held, intent=intent):
        rated = view.ticket(int(chat.about or 0))
        if rated is not None and not rated.active:
            view = replace(view, lately=rated.number)
        chat = without_step(chat)
    if chat.expects in intake.STEPS and _answers_expert(chat, view, held):
        placed, added = placing.place(chat, view, held)
        chat, again = intake.ask(replace(placed, expects=chat.expects), view, chat.expects)
        return chat, [*added, *again]
    if chat.expects in intake.STEPS:
        return intake.on_message(chat, view, held, intent=intent)
    match chat.expects:
        case Expects.MISSING if held.kind == TEXT:  # a file goes its own way
            return _missing_words(chat, view, held, intent=intent)
        case Expects.ADD:
            return tickets.on_message(chat, view, held)
        case Expects.WORD if held.kind == TEXT:  # a file is no word, and goes its own way
            return tickets.on_message(chat, view, held)
    if placing.joins_album(chat, held):  # asked already, with the album's first picture
        return replace(chat, held=(*chat.held, held)), []
    if view.active:
        return _beside_tickets(chat, view, held, intent=intent)
    return _without_tickets(chat, view, held, intent=intent)


def _answers_expert(chat: Chat, view: ContactView, held: Held) -> bool:
    """Whether a number in the middle of a form answers an expert who asked meanwhile."""
    return view.asked is not None and chat.expects in _NAMES and typed_number(held.text) is not None


def _without_tickets(chat: Chat, view: ContactView, held: Held, *, intent: Intent) -> Outcome:
    if held.kind != TEXT:
        if not _is_known(intent):
            return placing.choose(chat, view, held)
        chat, effects = on_intent(without_step(chat), view, intent, held=(held,))
        return chat, [*effects, tell(chat.id, "place.file-kept")]
    if typed_number(held.text) is not None:
        return _no_such_number(without_step(chat), view)
    complains = intent.smalltalk is SmallTalk.COMPLAINT or intent.wants_human
    late = complains or about_ticket(held.text)
    if view.lately is not None and late and intent.outcome is not Meaning.ANSWER:
        return placing.reopening(chat, view, held)
    return on_intent(without_step(chat), view, intent, held=(held,))


def _is_known(intent: Intent) -> bool:
    """Whether the desk itself has something to say to the words."""
    best = intent.matches[0].confidence if intent.matches else 0.0
    likely = intent.outcome is Meaning.SUGGEST and best >= LIKELY
    return likely or intent.outcome in (Meaning.ANSWER, Meaning.REFUSE)


def _beside_tickets(chat: Chat, view: ContactView, held: Held, *, intent: Intent) -> Outcome:
    """Words or a file while tickets are open, which switch nothing off: a question that the desk
    knows is answered, the state told, and anything else goes to its ticket.
    """
    talked = _talk_of_tickets(chat, view, held, intent=intent)
    if talked is not None:
        return talked
    if not _is_question(chat, view, held, intent=intent):
        return placing.place(chat, view, held)
    chat, delivered = placing.settle(chat, view)
    chat, effects = on_intent(without_step(chat), view, intent, held=(held,))
    chats = intent.outcome is Meaning.SMALLTALK or intent.wants_human
    ways = () if chats else placing.offered(chat, view, held)
    return replace(chat, placed=None), [
        *delivered,
        *placing.with_ways(chat.id, effects, ways),
    ]


def _talk_of_tickets(
    chat: Chat, view: ContactView, held: Held, *, intent: Intent
) -> Outcome | None:
    """Small talk while tickets are open, and how they stand; None for what is to be read on."""
    if held.kind != TEXT or chat.expects is Expects.ASK:
        return None
    if chat.alarmed and intent.outcome is Meaning.SMALLTALK:
        return on_intent(chat, view, intent, held=(held,))
    wants_state = asks_state(held.text) and intent.outcome is not Meaning.ANSWER
    wishes = intent.wants_human and len(words(held.text)) <= _WISH
    if wants_state or wishes or _nods(held.text, view, intent):
        chat, delivered = placing.settle(chat, view)
        chat = replace(chat, held=(*placing.files(chat), held))
        chat, told = tickets.states(chat, view, placing.offered(chat, view, held))
        return chat, [*delivered, *told]
    kind = intent.smalltalk if intent.outcome is Meaning.SMALLTALK else None
    if kind is None or view.waiting_for_contact or not is_courtesy(held.text):
        return None
    return on_intent(chat, view, intent, held=(held,))


def _nods(text: str, view: ContactView, intent: Intent) -> bool:
    """A mere yes while nobody waits for one."""
    nod = intent.outcome is Meaning.SMALLTALK and intent.smalltalk is SmallTalk.YES
    return nod and not view.waiting_for_contact and is_bare(text)


def _is_question(chat: Chat, view: ContactView, held: Held, *, intent: Intent) -> bool:
    """Whether words that could be for a ticket are a question for the desk itself: announced as
    one, or known and asked; while a ticket waits for its contact they have to ask.
    """
    if chat.expects is Expects.ASK and held.text:
        return True
    if typed_number(held.text) is not None:
        return False
    talking = bool(view.waiting_for_contact) or view.asked is not None
    searches = held.kind == TEXT and not talking and not tells(held.text)
    sure = intent.outcome is Meaning.ANSWER and searches
    return sure or (asks(held.text) and (_is_known(intent) or bool(intent.parts)))


def on_addressed(chat: Chat, ticket: int, held: Held, *, read: Read) -> Outcome:
    """Words or a file for a ticket that they reply to; an emergency makes the ticket urgent."""
    intent = read(held.text)
    if intent.outcome is not Meaning.EMERGENCY:
        return chat, [AddToTicket(chat.id, ticket, (held,))]
    code = intent.policy or ""
    added = AddToTicket(chat.id, ticket, (held,), alarm=code)
    return replace(chat, alarmed=True), [_kept(intent), ShowPolicy(chat.id, code), added]


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
    chat, thanked = answers.missing(chat, view, about, reason=held.text)
    chat = noting(chat, held, Expects.MISSING, about=about)
    if intent.outcome is not Meaning.ANSWER or intent.matches[0].id == about:
        # the expert, if one is asked next, gets these words
        return replace(chat, held=(held,)), thanked
    chat, answered = on_intent(chat, view, intent, held=(held,))
    return chat, [*thanked[:-1], *answered]


def on_intent(chat: Chat, view: ContactView, intent: Intent, *, held: tuple[Held, ...]) -> Outcome:
    """What the contact's words mean: answer when sure, suggest when close, hand off when
    neither.
    """
    kept = _kept(intent)
    waiting = tuple(one for one in placing.files(chat) if one not in held)
    everything = (*waiting, *held)
    chat = chat if intent.outcome in _TALK else replace(chat, refused=None, alarmed=False)
    if intent.parts:
        return _several(replace(chat, held=everything), view, intent)
    match intent.outcome:
        case Meaning.SMALLTALK:
            return _talk(chat, view, intent, held=held)
        case Meaning.EMERGENCY:
            return _urgent(replace(chat, held=()), view, intent, held=everything)
        case Meaning.REFUSE:
            ways = _ways_past(chat, view, intent)
            refused = ShowPolicy(chat.id, intent.policy or "", ways)
            return replace(chat, held=everything, refused=held[-1].message), [kept, refused]
        case Meaning.HANDOFF if intent.wants_human:  # the wish itself is not the question
            return intake.start(replace(chat, held=waiting), view)
        case Meaning.ANSWER | Meaning.SUGGEST | Meaning.HANDOFF:
            chat, effects = _answered(replace(chat, held=everything), view, intent)
            return chat, [kept, *effects]
    assert_never(intent.outcome)


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
        added = AddToTicket(chat.id, under_way.number, held, alarm=code)
        return replace(chat, alarmed=True), [*shown, added]
    opened = OpenTicket(chat.id, Intake(messages=held, policy=code), chat.language)
    return replace(without_step(chat), alarmed=True), [*shown, opened]


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


def _talk(chat: Chat, view: ContactView, intent: Intent, *, held: tuple[Held, ...]) -> Outcome:
    """Small talk; after words of danger, or that nobody could answer, it is no closing word."""
    kind = intent.smalltalk
    urgent = next((one for one in view.active if one.urgent), None)
    ways: Rows = ((EXPERT,), (HOME,))
    if chat.alarmed and kind in _SHRUGS:
        added = [AddToTicket(chat.id, urgent.number, held)] if urgent else []
        return chat, [Tell(chat.id, (Words("talk.after-alarm"),), ways), *added]
    if kind is SmallTalk.NO and _unanswered(chat):
        return chat, [Tell(chat.id, (Words("talk.no-after"),), ways)]
    waiting = tuple(one for one in placing.files(chat) if one not in held)
    return small_talk(replace(chat, held=waiting), kind)


def _unanswered(chat: Chat) -> bool:
    """Whether the last words are still here because the desk knew nothing to say."""
    offers = any(decode(code) == EXPERT.press for _, code in chat.options)
    return offers and any(one.text for one in chat.held)


_SHRUGS = frozenset({SmallTalk.NO, SmallTalk.YES, SmallTalk.APOLOGY, SmallTalk.THANKS, None})


def small_talk(chat: Chat, kind: SmallTalk | None) -> Outcome:
    """A greeting, thanks and the like: a friendly word and the ways in, never a lecture."""
    if kind is SmallTalk.GREETING:
        return home.home(chat, greeting="home.hello" if chat.known else "home.greeting")
    ways: Rows = ((Button(Words("home.subjects"), buttons.OpenMenu(SUBJECTS)), EXPERT),)
    return chat, [Tell(chat.id, (Words(f"talk.{kind or SmallTalk.WELLBEING}"),), ways)]


def on_time(chat: Chat, view: ContactView) -> Outcome:
    """What waits here has waited long enough: it is delivered, or let go with a word."""
    if chat.expects is Expects.PLACE:
        return placing.settle(chat, view)
    return intake.expire(chat)
