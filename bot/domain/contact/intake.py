"""Putting a request to the experts together.

Law: nothing typed is lost; every step can be skipped, corrected, cancelled.
"""

from collections.abc import Callable
from dataclasses import replace

from bot.domain import buttons
from bot.domain.buttons import Exit, InIntake
from bot.domain.chats import FORM, Chat, Expects, Held, Intake
from bot.domain.contact.answers import FITTING, known, lines, listed, near, options_of
from bot.domain.contact.outcome import EXPERT, HOME, Outcome, without_step
from bot.domain.contact.steps import DETAILS, ask, ask_again, exits, following, given, standing
from bot.domain.contact.summary import said_first
from bot.domain.contact.view import ContactView, likely_subject, subject_areas, subject_of
from bot.domain.effects import AddToTicket, OpenTicket, Tell, tell
from bot.domain.messages import TEXT, Button, Rows
from bot.domain.words import Words
from intents.understand import Intent
from intents.understand import Outcome as Meaning

STEPS = FORM
MOST_OPEN = 5  # tickets of one contact; what is asked beyond them goes to the newest of them
_NEAREST = 3

Read = Callable[[str], Intent]


def start(
    chat: Chat,
    view: ContactView,
    *,
    answer_id: str | None = None,
    policy: str | None = None,
    take: bool = False,
) -> Outcome:
    """Begin, or go on with what was begun: nothing that is already there is asked for or lost;
    `take` offers what was asked before as the question.
    """
    before = chat.intake or _known(view)
    held = tuple(one for one in chat.held if policy or one.message != chat.refused)
    taken = () if before.messages or policy else _asked(chat, held, take=take)
    taken = taken if set(taken) - set(held) else ()  # else there is nothing to be confirmed
    messages = tuple(dict.fromkeys((*before.messages, *taken, *held)))
    about = subject_of(view.catalog, chat.language, answer_id)
    guess = chat.guess if taken or any(one in chat.matter for one in held) else None
    intake = replace(
        before,
        messages=messages,
        subject=about or before.subject or guess,
        answer_id=answer_id or before.answer_id,
        policy=policy or before.policy,
        taken=bool(taken),
    )
    cleared = replace(chat, booking=None, held=(), about=None, refused=None, unanswered=())
    chat = replace(cleared, intake=intake)
    if before.messages:
        return ask(chat, view, Expects.CONFIRM)
    if (
        take and messages
    ):  # whoever asks for a human in words is not asked what the summary shows as well
        early = (*intake.early, Expects.SUBJECT)
        chat = replace(chat, intake=replace(intake, early=early, nearest=intake.nearest or ()))
    if not messages or taken:
        return ask(chat, view, Expects.QUESTION)
    if not take:
        return ask(chat, view, Expects.SUBJECT)
    chat, asked = following(replace(chat, expects=Expects.QUESTION), view)
    return chat, said_first(asked, Words("form.question-noted"))


def _asked(chat: Chat, held: tuple[Held, ...], *, take: bool) -> tuple[Held, ...]:
    """What was asked before and is not answered yet, when there is more of it than what waits."""
    since = tuple(one for one in chat.unanswered if one.message != chat.refused)
    if not take and (not held or set(since) <= set(held)):
        return ()
    before = tuple(one for one in chat.matter if take and one not in since)
    return (*before, *since)


def _known(view: ContactView) -> Intake:
    """An empty request, with what an earlier one said of the organisation."""
    told = [one for one in view.tickets if one.organisation or one.province]
    if not told:
        return Intake()
    last = told[-1]
    return Intake(
        organisation=last.organisation,
        province=last.province,
        rights_based=last.rights_based,
        named=last.named,
        known=True,
    )


def add_question(
    chat: Chat, view: ContactView, held: Held, *, intent: Intent, read: Read
) -> Outcome:
    """A message becomes part of the question, whose subject is guessed from all its words."""
    intake = chat.intake or Intake()
    first = not any(one.album == held.album for one in intake.messages if held.album)
    anew = intake.fixing and chat.expects is Expects.QUESTION and first
    before = _without_words(intake.messages, held) if anew else intake.messages
    intake = replace(intake, messages=(*before, held), taken=False)
    if not intake.picked and (intake.subject is None or chat.expects in _GUESSING):
        intake = replace(intake, subject=_guess(chat, view, intake, read=read))
    chat = replace(chat, intake=intake)
    if held.album and not first:
        return chat, []
    if chat.expects is not Expects.QUESTION:
        chat, again = ask_again(chat, view)
        return chat, [_added(chat, view, intent), *again]
    return _nearest(chat, view, intent) if intake.nearest is None else following(chat, view)


_GUESSING = (Expects.QUESTION, Expects.SUBJECT)  # steps at which the subject is still open


def _guess(chat: Chat, view: ContactView, intake: Intake, *, read: Read) -> int | None:
    """The subject that the whole question tells of; the one there was where it tells of none."""
    about = subject_of(view.catalog, chat.language, intake.answer_id)
    if about is not None or not intake.question:
        return about or intake.subject
    first = next(one.text for one in intake.messages if one.text)
    said = dict.fromkeys((first, " ".join(intake.question.split())))
    matches = [match for words in said for match in read(words).matches]
    return likely_subject(view, chat.language, matches) or intake.subject


def _added(chat: Chat, view: ContactView, intent: Intent) -> Tell:
    """That a message joined the question; one that the desk can answer at once has its answer."""
    sure = intent.matches[:1] if intent.outcome is Meaning.ANSWER else ()
    choices = known(chat, view, [one.id for one in sure])
    if not choices:
        return Tell(chat.id, (Words("intake.added"),))
    rows: Rows = tuple((Button(one.label, buttons.OpenAnswer(one.id)),) for one in choices)
    return Tell(chat.id, (Words("intake.added"), Words("intake.added-known")), rows)


def _without_words(messages: tuple[Held, ...], corrected: Held) -> tuple[Held, ...]:
    """What stays when the question is put anew: new words leave the files alone."""
    return tuple(one for one in messages if one.kind != TEXT) if corrected.kind == TEXT else ()


def _nearest(chat: Chat, view: ContactView, intent: Intent) -> Outcome:
    """The answers that are near, offered once before experts are asked."""
    intake = chat.intake or Intake()
    close = () if intake.policy else near(intent.matches, FITTING)
    seen = {intake.answer_id, chat.answer, *chat.shown}  # and did not do
    close = tuple(one for one in close if one not in seen)[:_NEAREST]
    chat = replace(chat, intake=replace(intake, nearest=close))
    choices = known(chat, view, close)
    if not choices:
        return following(chat, view)
    go_on = (Button(Words("button.go-on"), InIntake(Exit.GO_ON)),)
    rows = (go_on, *listed(choices), *exits(Expects.QUESTION))
    words = (Words("intake.nearest"), *lines(choices))
    return replace(chat, options=options_of(choices)), [Tell(chat.id, words, rows)]


def press(chat: Chat, view: ContactView, button: buttons.IntakePress) -> Outcome:
    """A button of the request; after it is over, a late press says so."""
    intake = chat.intake
    if intake is None:
        return chat, [tell(chat.id, "intake.over")]
    match button:
        case InIntake():
            return _exit(chat, view, button.exit)
        case buttons.PickSubject(subject):
            areas = subject_areas(view.catalog, chat.language)
            known_one = subject if subject in areas else None
            picked = replace(intake, subject=known_one, picked=known_one is not None)
            return given(replace(chat, expects=Expects.SUBJECT), view, picked)
        case buttons.SayRights(word):
            said = replace(intake, rights_based=word == "yes")
            return given(replace(chat, expects=Expects.RIGHTS), view, said)
        case buttons.SayNamed(word):
            said = replace(intake, named=word == "yes")
            return given(replace(chat, expects=Expects.NAMED), view, said)
        case buttons.Fix(step) if step in DETAILS.fields:
            return ask(replace(chat, intake=replace(intake, fixing=True)), view, step)
    return ask(chat, view, chat.expects or Expects.QUESTION)


def _exit(chat: Chat, view: ContactView, way: Exit) -> Outcome:
    match way:
        case Exit.CANCEL:
            return cancel(chat)
        case Exit.BACK:
            return ask(chat, view, DETAILS.before(standing(chat)) or Expects.QUESTION)
        case Exit.SEND:
            return send(chat, view)
        case Exit.ANEW:
            return anew(chat, view)
    return following(chat, view)


def anew(chat: Chat, view: ContactView) -> Outcome:
    """The question is another one: words are let go of, files stay."""
    intake = chat.intake or Intake()
    files = tuple(one for one in intake.messages if one.kind != TEXT)
    intake = replace(intake, messages=files, taken=False, subject=None)
    return ask(replace(chat, intake=intake), view, Expects.QUESTION)


def cancel(chat: Chat) -> Outcome:
    """Leave the request; what was given is let go, and stays what was asked last."""
    said = tuple(one for one in (chat.intake or Intake()).messages if one.kind == TEXT)
    chat = replace(chat, matter=said or chat.matter)
    chat = replace(without_step(chat), intake=None, options=())
    return chat, [Tell(chat.id, (Words("intake.cancelled"),), ((HOME,),))]


def send(chat: Chat, view: ContactView) -> Outcome:
    """The request goes to the experts; with many open ones it joins the newest of them."""
    intake = chat.intake
    if intake is None or not intake.messages:
        return ask(chat, view, Expects.QUESTION)
    chat = replace(without_step(chat), intake=None, options=())
    if len(view.active) < MOST_OPEN:
        return chat, [OpenTicket(chat.id, intake, chat.language)]
    number = view.active[-1].number
    told = tell(chat.id, "intake.many", n=len(view.active), number=number)
    return chat, [told, AddToTicket(chat.id, number, intake.messages)]


def expire(chat: Chat) -> Outcome:
    """A draft that nobody went on with for long is let go, with a word."""
    if chat.intake is None:
        return chat, []
    stays = without_step(chat) if chat.expects in STEPS else chat
    let_go = tuple(one.message for one in chat.intake.messages)
    options = () if chat.expects in STEPS else chat.options
    chat = replace(stays, intake=None, options=options, let_go=let_go)
    return chat, [Tell(chat.id, (Words("draft.expired"),), ((EXPERT,), (HOME,)))]


def edited(chat: Chat, message: str, text: str) -> Chat:
    """The chat after the contact changed a message that is not yet with the experts."""

    def fresh(messages: tuple[Held, ...]) -> tuple[Held, ...]:
        return tuple(replace(one, text=text) if one.message == message else one for one in messages)

    intake = chat.intake and replace(chat.intake, messages=fresh(chat.intake.messages))
    booking = chat.booking and replace(chat.booking, messages=fresh(chat.booking.messages))
    return replace(chat, intake=intake, booking=booking, held=fresh(chat.held))
