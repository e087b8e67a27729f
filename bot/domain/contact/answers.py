"""Answers: given, judged by those who read them, and offered where several are near."""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain import buttons
from bot.domain.chats import Chat, Expects
from bot.domain.codes import encode
from bot.domain.contact.outcome import EXPERT, HOME, Options, Outcome, numbered, without_step
from bot.domain.contact.view import SUBJECTS, ContactView
from bot.domain.effects import KeepVote, ShowAnswer, Tell, tell
from bot.domain.messages import Button, Rows
from bot.domain.words import Words
from intents.content.catalog import Choice
from intents.quotes import Sentence
from intents.search.index import Match
from intents.understand import CLOSE, Intent, holds
from intents.understand import Outcome as Meaning

FITTING = 0.4  # confidence from which an answer is offered by itself, and not when asked for
WITH_IT = 0.25  # confidence from which another one is offered beside it
MOST_OFFERED = 3
_MOST_SHOWN = 3
_BESIDE = 2  # other answers that may be meant, below a passage
REASONS = ("unclear", "old", "other-case", "too-short")


def give_answer(chat: Chat, choice: Choice, *, found: bool = False) -> Outcome:
    """Show an answer below what was said so far; `found` says which question was understood."""
    shown = (*(one for one in chat.shown if one != choice.id), choice.id)[-_MOST_SHOWN:]
    left = tuple(one for one in chat.unanswered if one not in chat.matter)
    chat = replace(without_step(chat), known=True, options=(), unanswered=left)
    chat = replace(chat, answer=choice.id, shown=shown)
    return chat, [ShowAnswer(chat.id, choice.id, found=found)]


def nearly(chat: Chat, choice: Choice) -> Outcome:
    """The gist of an answer that is likely the nearest but holds too little of what was asked."""
    gist = {"label": choice.label, "gist": choice.summary or choice.title}
    chat = replace(without_step(chat), known=True, options=numbered(((EXPERT,),)))
    return replace(chat, answer=choice.id), [
        Tell(chat.id, (Words("answer.nearly", gist),), whole(choice))
    ]


def whole(choice: Choice) -> Rows:
    """The whole answer, an expert who hears which one it was, and the way home."""
    return (
        (Button(Words("remark.whole"), buttons.OpenAnswer(choice.id)),),
        (Button(Words("button.expert"), buttons.WriteToExpert(choice.id)),),
        (HOME,),
    )


def passage(chat: Chat, view: ContactView, shown: Choice, intent: Intent) -> Outcome:
    """The sentences of the answer shown last that hold what is asked, and what else may be
    meant.
    """
    quoted = tuple(_quoted(one) for one in intent.sentences)
    if not quoted:
        return _no_passage(chat, view, shown, intent)
    others = () if intent.outcome is Meaning.ANSWER else near(intent.matches, FITTING)
    return _about_shown(chat, view, shown, others, head="remark.passage", quoted=quoted)


def _no_passage(chat: Chat, view: ContactView, shown: Choice, intent: Intent) -> Outcome:
    """That the answer shown is the nearest, and what is near besides; its gist only where another
    one was spoken of meanwhile, for nobody wants to read the same twice in a row.
    """
    holding = intent.outcome is Meaning.ANSWER and holds(intent.matches)
    head = "remark.same-gist" if holding else "remark.same"
    if chat.answer == shown.id:
        head = "remark.no-more" if chat.repeated == shown.id else "remark.not-in-it"
        head = "remark.in-it" if holding and head == "remark.not-in-it" else head
    others = near(intent.matches, FITTING)
    if not any(one != shown.id for one in others):
        others = shown.related
    chat = replace(chat, repeated=shown.id)
    return _about_shown(chat, view, shown, others, head=head, besides="remark.near")


def _about_shown(
    chat: Chat,
    view: ContactView,
    shown: Choice,
    others: Iterable[str],
    *,
    head: str,
    quoted: tuple[Words, ...] = (),
    besides: str = "remark.or",
) -> Outcome:
    """Something said about an answer, and others that may be meant."""
    choices = known(chat, view, [one for one in others if one != shown.id][:_BESIDE])
    also = (Words(besides), *lines(choices)) if choices else ()
    rows = (
        (Button(Words("remark.whole"), buttons.OpenAnswer(shown.id)),),
        *listed(choices),
        (Button(Words("button.expert"), buttons.WriteToExpert(shown.id)),),
        (HOME,),
    )
    said = Words(head, {"label": shown.label, "gist": shown.summary or shown.title})
    chat = replace(chat, options=options_of(choices), answer=shown.id)
    return chat, [Tell(chat.id, (said, *quoted, *also), rows)]


def _quoted(sentence: Sentence) -> Words:
    if sentence.head:
        return Words("remark.quoted-under", {"head": sentence.head, "text": sentence.text})
    return Words("remark.quoted", {"text": sentence.text})


def vote(chat: Chat, view: ContactView, press: buttons.Helped) -> Outcome:
    """Did this help? Yes is thanked for; No asks what was missing and keeps the ways open."""
    if view.catalog.choice(chat.language, press.answer) is None:
        return chat, [tell(chat.id, "menu.gone")]
    cast = KeepVote(chat.id, press.answer, press.yes)
    if press.yes:
        return replace(without_step(chat), unanswered=()), [
            cast,
            Tell(chat.id, (Words("vote.thanks"),), ((HOME,),)),
        ]
    rows: Rows = tuple(
        (Button(Words(f"missing.{reason}"), buttons.Lacked(press.answer, reason)),)
        for reason in REASONS
    )
    rows = (*rows, *ways_on(chat, view, press.answer))
    chat = replace(chat, expects=Expects.MISSING, about=press.answer, answer=press.answer)
    return chat, [cast, Tell(chat.id, (Words("vote.missing"),), rows)]


def ways_on(chat: Chat, view: ContactView, answer_id: str) -> Rows:
    """Related answers where there are some, and always an expert."""
    choice = view.catalog.choice(chat.language, answer_id)
    related = Button(Words("button.related"), buttons.Related(answer_id))
    expert = Button(Words("button.expert"), buttons.WriteToExpert(answer_id))
    return ((related,), (expert,)) if choice and choice.related else ((expert,),)


def missing(chat: Chat, view: ContactView, answer_id: str, *, reason: str) -> Outcome:
    """Keep what was missing, and go on to related answers or an expert."""
    if view.catalog.choice(chat.language, answer_id) is None:
        return without_step(chat), [tell(chat.id, "menu.gone")]
    rows = (*ways_on(chat, view, answer_id), (HOME,))
    return without_step(chat), [
        KeepVote(chat.id, answer_id, helped=False, reason=reason),
        Tell(chat.id, (Words("missing.thanks"),), rows),
    ]


def related(chat: Chat, view: ContactView, answer_id: str) -> Outcome:
    """The answers that the editors named as related."""
    choice = view.catalog.choice(chat.language, answer_id)
    if choice is None:
        return chat, [tell(chat.id, "menu.gone")]
    return offer(chat, view, choice.related, title=Words("related.title"))


def near(matches: Iterable[Match], least: float = CLOSE) -> tuple[str, ...]:
    """The ids worth offering, best first; the self-assessment, which tells and asks not, only for
    want of others.
    """
    close = tuple(match.id for match in matches if match.confidence >= least)
    return tuple(one for one in close if one.startswith(f"{SUBJECTS}:")) or close


def worth(matches: Iterable[Match]) -> tuple[Match, ...]:
    """What is worth offering for a question, best first: the nearest, and what is not far off."""
    found = tuple(matches)
    ids = near(found)
    close = [match for match in found if match.id in ids]
    return tuple(m for n, m in enumerate(close) if n == 0 or m.confidence >= WITH_IT)[:MOST_OFFERED]


def offer(chat: Chat, view: ContactView, ids: tuple[str, ...], *, title: Words) -> Outcome:
    """A short list of answers to choose from, each also by its number, and an expert at the end."""
    choices = known(chat, view, ids)
    rows = (*listed(choices), (EXPERT,), (HOME,))
    return replace(chat, options=options_of(choices)), [
        Tell(chat.id, (title, *lines(choices)), rows)
    ]


def nearest(chat: Chat, view: ContactView, ids: Iterable[str]) -> Outcome:
    """What came nearest to a question that nothing fits, for those who want to see it."""
    choices = [one.id for one in known(chat, view, ids)][:MOST_OFFERED]
    if not choices:
        return chat, [tell(chat.id, "menu.gone")]
    return offer(chat, view, tuple(choices), title=Words("suggest.nearest", plural=len(choices)))


def known(chat: Chat, view: ContactView, ids: Iterable[str]) -> list[Choice]:
    """The choices of these ids that the content has."""
    return [choice for one in ids if (choice := view.catalog.choice(chat.language, one))]


def listed(choices: Iterable[Choice]) -> Rows:
    """A numbered button a choice, each in a row of its own."""
    return tuple(
        (Button(f"{n}. {choice.label}", buttons.OpenAnswer(choice.id)),)
        for n, choice in enumerate(choices, start=1)
    )


def options_of(choices: Iterable[Choice]) -> Options:
    """What typed numbers choose of them."""
    return tuple((choice.label, encode(buttons.OpenAnswer(choice.id))) for choice in choices)


def lines(choices: Iterable[Choice]) -> tuple[Words, ...]:
    """Their titles, numbered."""
    return tuple(
        Words("offer.line", {"n": n, "title": choice.title})
        for n, choice in enumerate(choices, start=1)
    )
