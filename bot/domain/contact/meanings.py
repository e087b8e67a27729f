"""What a contact's words lead to once it is known what they mean.

Law: answer when sure, suggest when close, hand off when neither; an emergency before all else.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from bot.domain import buttons
from bot.domain.chats import Chat, Expects, Held, Intake
from bot.domain.codes import decode
from bot.domain.contact import (
    answers,
    danger,
    form_talk,
    home,
    intake,
    naming,
    placing,
    remarks,
    wishes,
)
from bot.domain.contact.asking import asks, tells
from bot.domain.contact.outcome import EXPERT, HOME, Outcome, numbered, without_step
from bot.domain.contact.summary import shortened
from bot.domain.contact.tone import tone
from bot.domain.contact.view import ASSESSMENT, SUBJECTS, ContactView, likely_subject
from bot.domain.effects import AddToTicket, Effect, KeepQuery, OpenTicket, ShowPolicy, Tell
from bot.domain.messages import TEXT, Button, Rows
from bot.domain.words import Words
from intents.content.entries import speaks
from intents.content.smalltalk import SmallTalk
from intents.parts.ellipsis import leaves_out
from intents.search.words import telling
from intents.turkish import words
from intents.understand import CLOSE, LIKELY, OPEN, Intent, holds
from intents.understand import Outcome as Meaning

_MOST_BESIDE = 2  # answers shown below a refusal
ALONE = frozenset({"hate"})  # a refusal with no answer beside it: none may help what it refuses
_TALK = frozenset({Meaning.SMALLTALK, Meaning.EMERGENCY})
_FEW, _FEW_TOLD = 2, 4  # telling words of a question, and of what asks nothing
_LIKELIER = 0.75  # confidence from which the gist of what was offered and not opened is told
_MOST_OF_DESK = 5  # words
_DESK = frozenset({"size", "sizi", "sizden", "sizin", "siz", "sen", "seni"})
_MOST_MORE = 2  # further words that are read with a question
_MOST_UNANSWERED = 8  # lines that go along to an expert
_MOST_ASKED = 4  # questions that one can come back to
_SHRUGS = frozenset({SmallTalk.NO, SmallTalk.YES, SmallTalk.APOLOGY, SmallTalk.THANKS, None})


def on_intent(chat: Chat, view: ContactView, intent: Intent, *, held: tuple[Held, ...]) -> Outcome:
    """What the contact's words mean: answer when sure, suggest when close, hand off when
    neither.
    """
    query = kept(intent)
    about = remarks.talked_of(chat)
    waiting = tuple(one for one in placing.files(chat) if one not in held)
    everything = (*waiting, *held)
    chat = chat if intent.outcome in _TALK else replace(chat, refused=None, alarmed=False)
    before = chat.matter[:1]
    chat = _talking_of(chat, view, intent, held=held)
    joins = before == chat.matter[:1] != () and not intent.continues
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
            chat = replace(chat, matter=(), answer=None)  # nothing goes on from what came before
            return replace(chat, held=everything, refused=held[-1].message), [query, refused]
        case Meaning.HANDOFF if intent.wants_human:  # the wish itself is not the question
            told = tuple(one for one in held if wishes.tells_more(one.text))
            chat = naming.only_named(replace(chat, held=(*waiting, *told)), held)
            return intake.start(chat, view, take=True)
        case Meaning.ANSWER | Meaning.SUGGEST | Meaning.HANDOFF:
            chat = replace(chat, held=everything)
            chat, effects = _answered(chat, view, intent, about=about, joins=joins)
            return chat, [query, *effects]
    assert_never(intent.outcome)


def _talking_of(chat: Chat, view: ContactView, intent: Intent, *, held: tuple[Held, ...]) -> Chat:
    """The chat that knows which question is talked about: another one, or the same as before with
    what goes on from it.
    """
    said = tuple(one for one in held if one.kind == TEXT and one.text)
    if intent.outcome not in OPEN or intent.wants_human or not said or all(map(_of_desk, said)):
        return chat
    before = chat.matter if intent.continues or _goes_with_it(intent, said) else ()
    first, more = (*before, *said)[:1], (*before, *said)[1:]
    subject = likely_subject(view, chat.language, intent.matches)
    guess = chat.guess if before and chat.guess is not None else subject
    asked = chat.earlier if before else _asked(chat, first)
    chat = replace(
        chat, unanswered=tuple(dict.fromkeys((*chat.unanswered, *said)))[-_MOST_UNANSWERED:]
    )
    return replace(chat, matter=(*first, *more[-_MOST_MORE:]), guess=guess, earlier=asked)


def _asked(chat: Chat, question: tuple[Held, ...]) -> tuple[Held, ...]:
    """The questions one can come back to, with a new one; the first stays."""
    asked = tuple(dict.fromkeys((*chat.earlier, *question)))
    return asked if len(asked) <= _MOST_ASKED else (asked[0], *asked[2:])


def _goes_with_it(intent: Intent, said: tuple[Held, ...]) -> bool:
    """Whether words that are hardly understood belong to what was asked before: they tell more of
    it, or are few.
    """
    best = intent.matches[0].confidence if intent.matches else 0.0
    told = not any(asks(one.text) for one in said)
    more = all(tells(one.text) or leaves_out(words(one.text)) for one in said)
    most = _FEW_TOLD if more else _FEW
    few = all(len(telling(words(one.text))) <= most for one in said)
    return (intent.outcome is Meaning.HANDOFF and told) or (few and best < LIKELY)


def _of_desk(held: Held) -> bool:
    """Whether a few words are about the desk itself, and no question for an expert."""
    typed = words(held.text)
    few = len(typed) <= _MOST_OF_DESK
    return (few and not _DESK.isdisjoint(typed)) or (
        form_talk.remark(held.text, Expects.CONFIRM) in form_talk.QUESTIONS
    )


def _answered(
    chat: Chat, view: ContactView, intent: Intent, *, about: str | None, joins: bool
) -> Outcome:
    """An answer, suggestions or an expert; words that join a question are part of it, and find no
    other answer by themselves.
    """
    intent = _evident(chat, view, intent)
    shown = view.catalog.choice(chat.language, about) if about else None
    seen = shown is not None and chat.answer == shown.id
    worth = answers.worth(intent.matches) if intent.outcome is Meaning.SUGGEST else ()
    fits = bool(worth) and worth[0].confidence >= answers.FITTING
    if shown is not None and intent.sentences and (seen or fits):
        return answers.passage(chat, view, shown, intent)
    if shown is not None and seen and intent.matches and intent.matches[0].id == shown.id:
        return answers.passage(chat, view, shown, replace(intent, sentences=()))
    if intent.outcome is Meaning.SUGGEST:
        near = tuple(one.id for one in worth)
        known = not _offered(chat).isdisjoint(near[:1])
        passed = view.catalog.choice(chat.language, near[0]) if known and not joins else None
        if passed is not None and passed.summary and worth[0].confidence >= _LIKELIER:
            return answers.nearly(chat, passed)  # it was not opened, and more speaks for it
        if not fits or known or joins:  # nobody wants to see it again, or apart from the rest
            return _hand_off(chat, answers.near(intent.matches)[: answers.MOST_OFFERED])
        chat = replace(chat, answer=None)  # another one is talked about
        title = "suggest.title" if worth[0].confidence >= LIKELY else "suggest.weak"
        return answers.offer(chat, view, near, title=Words(title, plural=len(near)))
    found = intent.matches[0].id if intent.outcome is Meaning.ANSWER else ""
    choice = view.catalog.choice(chat.language, found)
    if choice is None:  # also an entry that only another language has
        return _hand_off(chat, answers.near(intent.matches)[: answers.MOST_OFFERED])
    if choice.opens is not None:
        return home.open_id(chat, view, found)
    if found in chat.shown and not _asks_again(
        chat, intent.query
    ):  # read already, and asked about further: the same again helps nobody
        return answers.passage(chat, view, choice, replace(intent, sentences=()))
    series = choice.collection == ASSESSMENT  # which tells where one stands, and answers nothing
    if (series or not holds(intent.matches)) and choice.summary:
        return answers.nearly(chat, choice)
    return answers.give_answer(chat, choice, found=True)


def _asks_again(chat: Chat, query: str) -> bool:
    """Whether an earlier question said the same: its answer is wanted once more."""
    said = set(telling(words(query)))
    return any(said == set(telling(words(one.text))) for one in chat.earlier[:-1])


def _evident(chat: Chat, view: ContactView, intent: Intent) -> Intent:
    """The meaning without grave answers of which nothing was said: nobody who lost a key reads of
    a theft, and nobody who works with children of their abuse.
    """
    said = " ".join((*(one.text for one in chat.matter), intent.query))
    choices = {one.id: view.catalog.choice(chat.language, one.id) for one in intent.matches}
    hidden = {id_ for id_, one in choices.items() if one is not None and not speaks(one, said)}
    left = tuple(one for one in intent.matches if one.id not in hidden)
    if left[:1] == intent.matches[:1] and intent.outcome is Meaning.ANSWER:
        return intent
    weak = not left or left[0].confidence < CLOSE
    unsure = Meaning.SUGGEST if intent.outcome is Meaning.ANSWER else intent.outcome
    outcome = Meaning.HANDOFF if weak and hidden else unsure
    return replace(intent, matches=left, outcome=outcome)


def _offered(chat: Chat) -> frozenset[str]:
    """The answers that stand offered, and were not what was asked for."""
    presses = (decode(code) for _, code in chat.options)
    return frozenset(one.target for one in presses if isinstance(one, buttons.OpenAnswer))


def _urgent(chat: Chat, view: ContactView, intent: Intent, *, held: tuple[Held, ...]) -> Outcome:
    """Somebody may be in danger: the official lines at once, and an expert without any further
    question.
    """
    code = intent.policy or ""
    under_way = next((ticket for ticket in view.active if ticket.urgent), None)
    shown: list[Effect] = [kept(intent), danger.lines(chat, code, under_way)]
    if under_way is not None:
        added = AddToTicket(chat.id, under_way.number, held, alarm=code)
        return replace(chat, alarmed=True), [*shown, added]
    opened = OpenTicket(chat.id, Intake(messages=held, policy=code), chat.language)
    return replace(without_step(chat), alarmed=True), [*shown, opened]


def kept(intent: Intent) -> KeepQuery:
    """What is remembered of a query, and what came of it."""
    best = intent.matches[0] if intent.matches else None
    found, confidence = (best.id, best.confidence) if best else (None, 0.0)
    return KeepQuery(intent.query, str(intent.outcome), found, confidence)


def _ways_past(chat: Chat, view: ContactView, intent: Intent) -> Rows:
    """Below a refusal: answers that are likely all the same, a human to appeal to, and the way
    home.
    """
    likely = tuple(match.id for match in intent.matches if match.confidence >= LIKELY)
    beside = () if intent.policy in ALONE else likely[:_MOST_BESIDE]
    return (
        *(
            (Button(choice.label, buttons.OpenAnswer(choice.id)),)
            for choice in answers.known(chat, view, beside)
        ),
        (Button(Words("button.appeal"), buttons.Appeal(intent.policy or "")),),
        (HOME,),
    )


def _hand_off(chat: Chat, near: Iterable[str] = ()) -> Outcome:
    """That no answer fits, and an expert; what came nearest is there for who asks for it."""
    subjects = Button(Words("home.subjects"), buttons.OpenMenu(SUBJECTS))
    ids = ",".join(near)
    other = Button(Words("button.nearest"), buttons.Nearest(ids)) if ids else subjects
    ways: Rows = ((EXPERT,), (other,))
    said = Words("handoff.more" if _hands_off_again(chat) else "handoff.offer")
    if len(chat.matter) > 1:  # the question before is what these words are part of
        question = "\n".join(one.text for one in chat.matter)
        said = Words("handoff.thread", {"question": shortened(question)})
    heard = tone(chat.held[-1].text) if chat.held else None
    first = (Words(f"tone.{heard}"),) if heard is not None else ()
    offered = Tell(chat.id, (*first, said), (*ways, (HOME,)))
    held = tuple(dict.fromkeys((*chat.matter, *chat.held)))
    return replace(chat, options=numbered(ways), held=held), [offered]


def _hands_off_again(chat: Chat) -> bool:
    """Whether the words before had no answer either, and an expert stands offered for them."""
    offers = any(decode(code) == EXPERT.press for _, code in chat.options)
    return offers and len(chat.unanswered) > 1


def _several(chat: Chat, view: ContactView, intent: Intent) -> Outcome:
    ids = tuple(dict.fromkeys(part.matches[0].id for part in intent.parts if part.matches))
    chat, effects = answers.offer(chat, view, ids, title=Words("several.title"))
    return chat, [kept(intent), *effects]


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


def small_talk(chat: Chat, kind: SmallTalk | None) -> Outcome:
    """A greeting, thanks and the like: a friendly word and the ways in, never a lecture."""
    if kind is SmallTalk.GREETING:
        chat = replace(chat, earlier=(), shown=())  # another conversation begins
        return home.home(chat, greeting="home.hello" if chat.known else "home.greeting")
    ways: Rows = ((Button(Words("home.subjects"), buttons.OpenMenu(SUBJECTS)), EXPERT),)
    if kind is SmallTalk.COMPLAINT:  # about the answer shown: an expert hears which one it was
        ways = ((Button(Words("button.expert"), buttons.WriteToExpert(chat.answer or "")),),)
    return chat, [Tell(chat.id, (Words(f"talk.{kind or SmallTalk.WELLBEING}"),), ways)]
