"""Home and menus: the ways in, and where a press of a menu's button leads."""

from dataclasses import replace

from bot.domain import buttons
from bot.domain.chats import Chat
from bot.domain.codes import encode
from bot.domain.contact.answers import give_answer
from bot.domain.contact.outcome import Options, Outcome, numbered, without_step
from bot.domain.contact.placing import files
from bot.domain.contact.view import SUBJECTS, ContactView
from bot.domain.effects import ShowQuestion, Tell, tell
from bot.domain.messages import Button, Rows
from bot.domain.words import Words
from intents.content.catalog import Question

LANGUAGES = ("tr", "en")


def home(chat: Chat, *, greeting: str = "home.greeting") -> Outcome:
    """The way in: what the desk does, and where one can go."""
    ways: Rows = (
        (Button(Words("home.subjects"), buttons.OpenMenu(SUBJECTS)),),
        (Button(Words("home.assessment"), buttons.StartAssessment()),),
        (Button(Words("home.ask"), buttons.Ask()),),
        (Button(Words("home.expert"), buttons.WriteToExpert()),),
    )
    aside: Rows = (
        (
            Button(Words("home.tickets"), buttons.ListTickets()),
            Button(Words("home.subscriptions"), buttons.ListSubscriptions()),
        ),
        (Button(Words("home.language"), buttons.Speak()),),
    )
    kept, draft, words = files(chat), _draft(chat), (Words(greeting),)
    chat = replace(without_step(chat), known=True, question=None, held=kept, options=numbered(ways))
    waits = (Words("draft.waits"),) if draft else ()
    return chat, [Tell(chat.id, (*words, *waits), (*draft, *ways, *aside))]


def _draft(chat: Chat) -> Rows:
    """Back to a request that is half done, or away with it."""
    if chat.intake is None or not chat.intake.messages:
        return ()
    go_on = Button(Words("draft.go-on"), buttons.WriteToExpert())
    return ((go_on, Button(Words("draft.drop"), buttons.InIntake(buttons.Exit.CANCEL))),)


def languages(chat: Chat) -> Outcome:
    """The choice of languages; each named in itself."""
    rows: Rows = ((Button("Türkçe", buttons.Speak("tr")), Button("English", buttons.Speak("en"))),)
    return chat, [Tell(chat.id, (Words("language.ask"),), rows)]


def root_id(view: ContactView, chat: Chat) -> str:
    """The id of the subjects' first question."""
    found = view.catalog.collection(chat.language, SUBJECTS)
    return f"{SUBJECTS}:{found.root if found else 0}"


def open_question(
    chat: Chat,
    view: ContactView,
    question_id: str,
    *,
    page: int = 0,
    edit: str | None = None,
    note: Words | None = None,
) -> Outcome:
    """Show a question's menu, or the subjects when it is gone."""
    question = view.catalog.question(chat.language, question_id)
    if question is None:
        question = view.catalog.question(chat.language, root_id(view, chat))
        note = note or Words("menu.gone")
    if question is None:
        return chat, [tell(chat.id, "menu.empty")]
    chat = replace(
        without_step(chat),
        known=True,
        held=files(chat),
        question=question.id,
        options=choices_of(question),
    )
    return chat, [ShowQuestion(chat.id, question.id, page, edit, note)]


def open_subjects(chat: Chat, view: ContactView) -> Outcome:
    """The subjects' own menu."""
    return open_question(chat, view, root_id(view, chat))


def choices_of(question: Question) -> Options:
    """What typed numbers choose in this question's menu."""
    return tuple(
        (choice.label, encode(buttons.Choose(choice.id, question.fingerprint)))
        for choice in question.choices
    )


def choose(chat: Chat, view: ContactView, press: buttons.Choose, *, edit: str | None) -> Outcome:
    """A choice of a menu: opens the next question or gives the answer; an old menu says that it is
    old.
    """
    changed = Words("menu.changed")
    choice = view.catalog.choice(chat.language, press.choice)
    if choice is None:
        open_one = chat.question or root_id(view, chat)
        return open_question(chat, view, open_one, edit=edit, note=changed)
    question_id = f"{choice.collection}:{choice.question_id}"
    question = view.catalog.question(chat.language, question_id)
    if question is not None and press.fingerprint not in ("", question.fingerprint):
        return open_question(chat, view, question_id, edit=edit, note=changed)
    if choice.opens is not None:
        return open_question(chat, view, f"{choice.collection}:{choice.opens}", edit=edit)
    chat, effects = give_answer(chat, choice)
    if question is None:
        return chat, effects
    return replace(chat, question=question.id, options=choices_of(question)), effects


def open_id(chat: Chat, view: ContactView, target: str) -> Outcome:
    """Open any question or answer by its id, as deep links and suggestions do."""
    choice = view.catalog.choice(chat.language, target)
    if choice is None:
        return open_question(chat, view, target)
    if choice.opens is not None:
        return open_question(chat, view, f"{choice.collection}:{choice.opens}")
    return give_answer(chat, choice)
