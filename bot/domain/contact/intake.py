"""Putting a request to the experts together.

Law: nothing typed is lost; every step can be skipped, corrected, cancelled.
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain import buttons
from bot.domain.buttons import Exit, InIntake
from bot.domain.chats import FORM, Chat, Expects, Held, Intake
from bot.domain.contact.answers import known, lines, listed, near, options_of
from bot.domain.contact.asking import asks, is_bare, is_courtesy, is_name, names_kind
from bot.domain.contact.outcome import EXPERT, HOME, Outcome, noting, numbered, without_step
from bot.domain.contact.summary import LONGEST_DETAIL, said_first, summed_up, with_detail
from bot.domain.contact.view import ContactView, subject_areas, subject_label, subject_of
from bot.domain.effects import AddToTicket, OpenTicket, Tell, tell
from bot.domain.forms import Form
from bot.domain.messages import TEXT, Button, Rows
from bot.domain.words import Words
from intents.content.smalltalk import SmallTalk
from intents.pick import typed_number
from intents.understand import CLOSE, Intent

DETAILS = Form(
    (
        Expects.QUESTION,
        Expects.SUBJECT,
        Expects.ORGANISATION,
        Expects.PROVINCE,
        Expects.RIGHTS,
        Expects.NAMED,
    )
)
STEPS = FORM
MOST_OPEN = 5  # tickets of one contact; what is asked beyond them goes to the newest of them
_NEAREST = 3
_WISH = 6  # words of a wish for an expert, which is what the form is for
_YES_NO: Mapping[SmallTalk, bool] = {SmallTalk.YES: True, SmallTalk.NO: False}


def start(
    chat: Chat, view: ContactView, *, answer_id: str | None = None, policy: str | None = None
) -> Outcome:
    """Begin, or go on with what was begun: nothing that is already there is asked for or lost."""
    before = chat.intake or _known(view)
    held = tuple(one for one in chat.held if policy or one.message != chat.refused)
    messages = tuple(dict.fromkeys((*before.messages, *held)))
    intake = replace(
        before,
        messages=messages,
        subject=subject_of(view.catalog, chat.language, answer_id) or before.subject,
        answer_id=answer_id or before.answer_id,
        policy=policy or before.policy,
    )
    chat = replace(chat, intake=intake, held=(), about=None, refused=None)
    if before.messages:
        return ask(chat, view, Expects.CONFIRM)
    return ask(chat, view, Expects.SUBJECT if messages else Expects.QUESTION)


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


def ask(chat: Chat, view: ContactView, step: Expects) -> Outcome:
    """Put one step's question, or show the summary."""
    chat = replace(chat, expects=step, question=None, options=())
    intake = chat.intake or Intake()
    match step:
        case Expects.SUBJECT:
            return _ask_subject(chat, view, intake)
        case Expects.NAMED if intake.organisation is None:  # there is no name to speak of
            return ask(replace(chat, intake=replace(intake, named=False)), view, Expects.CONFIRM)
        case Expects.CONFIRM:
            return _summary(chat, view, intake)
    rows = _choices(step)
    words = (Words(f"intake.{step}"),)
    return replace(chat, options=numbered(rows)), [Tell(chat.id, words, (*rows, *_exits(step)))]


def _choices(step: Expects) -> Rows:
    match step:
        case Expects.RIGHTS:
            return (
                (Button(Words("rights.yes"), buttons.SayRights("yes")),),
                (Button(Words("rights.no"), buttons.SayRights("no")),),
            )
        case Expects.NAMED:
            return (
                (Button(Words("named.yes"), buttons.SayNamed("yes")),),
                (Button(Words("named.no"), buttons.SayNamed("no")),),
            )
    return ()


def _exits(step: Expects) -> Rows:
    cancel = Button(Words("button.cancel"), InIntake(Exit.CANCEL))
    if step is Expects.QUESTION:
        return ((cancel,),)
    back = Button(Words("button.back"), InIntake(Exit.BACK))
    return ((back, Button(Words("button.skip"), InIntake(Exit.SKIP))), (cancel,))


def _ask_subject(chat: Chat, view: ContactView, intake: Intake) -> Outcome:
    areas = subject_areas(view.catalog, chat.language).items()
    options = numbered(
        tuple((Button(label, buttons.PickSubject(subject)),) for subject, label in areas)
    )
    rows: Rows = tuple(
        (Button(f"{n}. {label}", buttons.PickSubject(subject)),)
        for n, (subject, label) in enumerate(areas, start=1)
    )
    guess = subject_label(view.catalog, chat.language, intake.subject)
    words = Words("intake.topic-guess", {"topic": guess}) if guess else Words("intake.topic")
    keep: Rows = ((Button(Words("button.keep"), InIntake(Exit.KEEP)),),) if guess else ()
    return replace(chat, options=options), [
        Tell(chat.id, (words,), (*keep, *rows, *_exits(Expects.SUBJECT)))
    ]


def _summary(chat: Chat, view: ContactView, intake: Intake) -> Outcome:
    fixes = tuple(Button(Words(f"fix.{step}"), buttons.Fix(step)) for step in DETAILS.fields)
    send = (Button(Words("button.send"), InIntake(Exit.SEND)),)
    cancel = (Button(Words("button.cancel"), InIntake(Exit.CANCEL)),)
    rows: Rows = (send, fixes[:2], fixes[2:4], fixes[4:], cancel)
    intake = replace(intake, fixing=False)
    chat = replace(chat, intake=intake, options=numbered((send,)))
    words = Words("intake.summary", summed_up(chat, view, intake))
    known = (Words("intake.known"),) if intake.known else ()
    return chat, [Tell(chat.id, (*known, words), rows)]


def on_message(chat: Chat, view: ContactView, held: Held, *, intent: Intent) -> Outcome:
    """The contact's words or file at the step that is open; what is no answer to it joins the
    question.
    """
    intake = chat.intake or Intake()
    step, talk = _standing(chat), intent.smalltalk if held.kind == TEXT else None
    said = _YES_NO.get(talk) if talk is not None else None
    agreed = is_bare(held.text) or not (chat.expects in _DETAILS or asks(held.text))
    named = chat.expects in _DETAILS and names_kind(held.text)
    if said is not None and agreed:
        return _agreed(chat, view, held, intent=intent)
    if talk is not None and is_courtesy(held.text) and not named:
        chat, again = ask(chat, view, _standing(chat))
        return chat, said_first(again, Words("intake.courtesy"))
    if held.kind == TEXT and step in _NUMBERED and typed_number(held.text) is not None:
        chat, again = ask(chat, view, step)
        return chat, said_first(again, Words("menu.no-number"))
    if intent.wants_human and intake.messages and len(held.text.split()) <= _WISH:
        return following(chat, view) if chat.expects is Expects.QUESTION else ask(chat, view, step)
    if held.kind == TEXT and chat.expects in _DETAILS and is_name(held.text):
        return _detail(chat, view, held, intake=intake)
    return _add_question(chat, view, held, intent=intent)


_NUMBERED = (Expects.SUBJECT, Expects.RIGHTS, Expects.NAMED, Expects.CONFIRM)
_DETAILS = (Expects.ORGANISATION, Expects.PROVINCE)


def _detail(chat: Chat, view: ContactView, held: Held, *, intake: Intake) -> Outcome:
    """A name or a province, with a word where only its beginning is kept."""
    whole = " ".join(held.text.split())
    step = _standing(chat)
    given = with_detail(intake, step, whole)
    chat, effects = _given(noting(chat, held, step), view, given)
    if len(whole) <= LONGEST_DETAIL:
        return chat, effects
    return chat, said_first(effects, Words("intake.cut", {"n": LONGEST_DETAIL}))


def _agreed(chat: Chat, view: ContactView, held: Held, *, intent: Intent) -> Outcome:
    """A yes or no to what the step has asked; one that answers nothing has it asked again."""
    intake, step = chat.intake or Intake(), _standing(chat)
    yes = intent.smalltalk is SmallTalk.YES
    match step:
        case Expects.RIGHTS:
            return _given(chat, view, replace(intake, rights_based=yes))
        case Expects.NAMED:
            return _given(chat, view, replace(intake, named=yes))
        case _ if not is_bare(held.text):
            return _add_question(chat, view, held, intent=intent)
        case Expects.SUBJECT if yes and intake.subject is not None:
            return following(chat, view)
        case Expects.SUBJECT if not yes:
            return ask(replace(chat, intake=replace(intake, subject=None)), view, step)
        case Expects.CONFIRM if yes:
            return _send(chat, view)
        case Expects.ORGANISATION | Expects.PROVINCE if not yes:
            return following(chat, view)
        case Expects.QUESTION if intake.messages and not intake.fixing:
            return following(chat, view)
    return ask(chat, view, step)


def _given(chat: Chat, view: ContactView, intake: Intake) -> Outcome:
    return following(replace(chat, intake=intake), view)


def _add_question(chat: Chat, view: ContactView, held: Held, *, intent: Intent) -> Outcome:
    intake = chat.intake or Intake()
    first = not any(one.album == held.album for one in intake.messages if held.album)
    anew = intake.fixing and chat.expects is Expects.QUESTION and first
    before = _without_words(intake.messages, held) if anew else intake.messages
    intake = replace(intake, messages=(*before, held))
    if intake.subject is None and intent.matches and intent.matches[0].confidence >= CLOSE:
        guess = subject_of(view.catalog, chat.language, intent.matches[0].id)
        intake = replace(intake, subject=guess)
    chat = replace(chat, intake=intake)
    if held.album and not first:
        return chat, []
    if chat.expects is not Expects.QUESTION:
        chat, again = ask(chat, view, chat.expects or Expects.CONFIRM)
        return chat, [tell(chat.id, "intake.added"), *again]
    return _nearest(chat, view, intent) if intake.nearest is None else following(chat, view)


def _without_words(messages: tuple[Held, ...], corrected: Held) -> tuple[Held, ...]:
    """What stays when the question is put anew: new words leave the files alone."""
    return tuple(one for one in messages if one.kind != TEXT) if corrected.kind == TEXT else ()


def _nearest(chat: Chat, view: ContactView, intent: Intent) -> Outcome:
    """The answers that are near, offered once before experts are asked."""
    intake = chat.intake or Intake()
    close = () if intake.policy else near(intent.matches)
    close = tuple(one for one in close if one != intake.answer_id)[:_NEAREST]
    chat = replace(chat, intake=replace(intake, nearest=close))
    choices = known(chat, view, close)
    if not choices:
        return following(chat, view)
    go_on = (Button(Words("button.go-on"), InIntake(Exit.GO_ON)),)
    rows = (go_on, *listed(choices), *_exits(Expects.QUESTION))
    words = (Words("intake.nearest"), *lines(choices))
    return replace(chat, options=options_of(choices)), [Tell(chat.id, words, rows)]


def following(chat: Chat, view: ContactView) -> Outcome:
    """On to the next step, or back to the summary when one detail was corrected."""
    intake = chat.intake or Intake()
    named = intake.organisation and intake.named is None
    if intake.fixing and chat.expects is Expects.ORGANISATION and named:
        return ask(chat, view, Expects.NAMED)
    standing = _standing(chat)
    if intake.known and standing is Expects.SUBJECT:
        return ask(chat, view, Expects.CONFIRM)
    step = DETAILS.after(standing, correcting=intake.fixing)
    return ask(chat, view, step or Expects.CONFIRM)


def _standing(chat: Chat) -> Expects:
    return chat.expects if chat.expects in STEPS else Expects.QUESTION


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
            picked = replace(intake, subject=subject if subject in areas else None)
            return _given(replace(chat, expects=Expects.SUBJECT), view, picked)
        case buttons.SayRights(word):
            said = replace(intake, rights_based=word == "yes")
            return _given(replace(chat, expects=Expects.RIGHTS), view, said)
        case buttons.SayNamed(word):
            said = replace(intake, named=word == "yes")
            return _given(replace(chat, expects=Expects.NAMED), view, said)
        case buttons.Fix(step) if step in DETAILS.fields:
            return ask(replace(chat, intake=replace(intake, fixing=True)), view, step)
    return ask(chat, view, chat.expects or Expects.QUESTION)


def _exit(chat: Chat, view: ContactView, way: Exit) -> Outcome:
    match way:
        case Exit.CANCEL:
            return cancel(chat)
        case Exit.BACK:
            return ask(chat, view, DETAILS.before(_standing(chat)) or Expects.QUESTION)
        case Exit.SEND:
            return _send(chat, view)
    return following(chat, view)


def cancel(chat: Chat) -> Outcome:
    """Leave the request; what was given is let go."""
    chat = replace(without_step(chat), intake=None, options=())
    return chat, [Tell(chat.id, (Words("intake.cancelled"),), ((HOME,),))]


def _send(chat: Chat, view: ContactView) -> Outcome:
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
    return replace(chat, intake=intake, held=fresh(chat.held))
