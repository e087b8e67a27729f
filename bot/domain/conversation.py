"""What a contact's words, commands and presses lead to. Pure: a chat in, a chat and effects out."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.domain import assessment, intake, navigation, requests, subscriptions
from bot.domain.buttons import Press, decode, encode
from bot.domain.chats import Chat, Held, Intake, Step
from bot.domain.effects import (
    AddToTicket,
    Button,
    KeepQuery,
    OpenTicket,
    Rows,
    Say,
    ShowAnswer,
    ShowPolicy,
    Words,
    say,
)
from bot.domain.navigation import Outcome, calm
from bot.domain.scene import Scene
from intents.content.smalltalk import SmallTalk
from intents.pick import pick, typed_number
from intents.understand import LIKELY, Intent
from intents.understand import Outcome as Meaning

LANGUAGES = ("tr", "en")
_MOST_SUGGESTIONS = 3
_MOST_BESIDE = 2  # answers shown below a refusal
_ALONE = frozenset({"hate"})  # a refusal with no answer beside it: none may help what it refuses
_INTAKE_STEPS = frozenset(intake.STEPS)

Read = Callable[[str], Intent]
Command = Callable[[Chat, Scene, str], Outcome]


def start(chat: Chat, scene: Scene, argument: str) -> Outcome:
    """`/start`: a greeting, or whatever the deep link names."""
    if argument:
        chat, effects = navigation.open_id(
            replace(chat, known=True), scene, navigation.from_payload(argument)
        )
        return chat, effects
    return navigation.home(replace(chat, intake=None, held=()))


def command(chat: Chat, scene: Scene, name: str, *, argument: str = "") -> Outcome:
    """A typed command, in Turkish or English; an unknown one shows what there is."""
    act = COMMANDS.get(name)
    if act is None:
        return chat, [say(chat.id, "command.unknown")]
    return act(chat, scene, argument)


def _open(chat: Chat, scene: Scene, argument: str) -> Outcome:
    wanted = argument.strip().replace(".", "-")
    if not wanted:
        return navigation.open_question(chat, scene, navigation.root_id(scene, chat))
    return navigation.open_id(chat, scene, wanted if ":" in wanted else f"faq:{wanted}")


def _ask(chat: Chat, scene: Scene, argument: str) -> Outcome:
    return replace(calm(chat), step=Step.ASK), [say(chat.id, "ask.how")]


def _cancel(chat: Chat, scene: Scene, argument: str) -> Outcome:
    if chat.intake is not None:
        return intake.press(chat, scene, Press("i", ("cancel",)))
    return navigation.home(calm(chat), greeting="home.short")


COMMANDS: Mapping[str, Command] = {
    "start": start,
    "menu": lambda chat, scene, _: navigation.home(chat, greeting="home.short"),
    "konular": _open,
    "topics": _open,
    "degerlendirme": lambda chat, scene, _: assessment.welcome(chat, scene),
    "assessment": lambda chat, scene, _: assessment.welcome(chat, scene),
    "sor": _ask,
    "ask": _ask,
    "uzman": lambda chat, scene, _: intake.start(chat, scene),
    "expert": lambda chat, scene, _: intake.start(chat, scene),
    "taleplerim": lambda chat, scene, _: requests.listing(chat, scene),
    "tickets": lambda chat, scene, _: requests.listing(chat, scene),
    "duyurular": lambda chat, scene, _: subscriptions.listing(chat, scene),
    "updates": lambda chat, scene, _: subscriptions.listing(chat, scene),
    "dil": lambda chat, scene, _: navigation.languages(chat),
    "language": lambda chat, scene, _: navigation.languages(chat),
    "gizlilik": lambda chat, scene, _: (chat, [say(chat.id, "privacy")]),
    "privacy": lambda chat, scene, _: (chat, [say(chat.id, "privacy")]),
    "yardim": lambda chat, scene, _: (chat, [say(chat.id, "help")]),
    "help": lambda chat, scene, _: (chat, [say(chat.id, "help")]),
    "iptal": _cancel,
    "cancel": _cancel,
}


def press(chat: Chat, scene: Scene, button: Press, *, edit: int | None = None) -> Outcome:
    """A button, or the number typed instead of it; a forged or forgotten one opens the menu as it
    is now.
    """
    match button.name:
        case "h":
            return navigation.home(chat, greeting="home.short")
        case "q":
            question_id = (
                f"{button.word(0)}:{button.word(1)}"
                if button.word(1)
                else navigation.root_id(scene, chat)
            )
            return navigation.open_question(
                chat, scene, question_id, page=max(button.number(2) or 0, 0), edit=edit
            )
        case "o":  # below an answer: the menu comes after it, so that the answer stays to be read
            return navigation.open_question(chat, scene, f"{button.word(0)}:{button.word(1)}")
        case "c":
            return navigation.choose(chat, scene, button, edit=edit)
        case "s" | "g":
            return navigation.open_id(chat, scene, button.word(0))
        case "m":
            if scene.catalog.choice(chat.language, button.word(0)):
                return chat, [
                    ShowAnswer(chat.id, button.word(0), part=max(button.number(1) or 0, 0))
                ]
        case "v":
            return navigation.vote(chat, scene, button)
        case "w":
            return navigation.missing(chat, scene, button.word(0), button.word(1)[:20])
        case "r":
            return navigation.related(chat, scene, button.word(0))
        case "k":
            return _ask(chat, scene, "")
        case "x":
            return intake.start(chat, scene, answer_id=button.word(0) or None)
        case "p":
            return intake.start(chat, scene, policy=button.word(0))
        case "i":
            return intake.press(chat, scene, button)
        case "z":
            return assessment.press(chat, scene, button, edit=edit)
        case "t":
            return requests.press(chat, scene, button)
        case "u":
            return subscriptions.press(chat, scene, button, edit=edit)
        case "l" if button.word(0) in LANGUAGES:
            return navigation.home(replace(chat, language=button.word(0)))
        case "l":
            return navigation.languages(chat)
        case "n":
            return intake.start(chat, scene)
    return navigation.open_question(chat, scene, chat.question or "", note=Words("menu.changed"))


def heard(chat: Chat, scene: Scene, held: Held, *, read: Read) -> Outcome:
    """Free words or a file, when they are not for a ticket that they reply to; `read` understands
    words.
    """
    picked = _picked(chat, held)
    if picked is not None:
        return press(chat, scene, decode(picked))
    intent = read(held.text)
    if chat.step in _INTAKE_STEPS and intent.outcome is not Meaning.EMERGENCY:
        return intake.words(chat, scene, held, intent=intent)
    match chat.step:
        case Step.MISSING:
            return _missing_words(chat, scene, held, intent=intent)
        case Step.ADD | Step.WORD:
            return requests.words(chat, scene, held)
    if held.kind != "text" or scene.active:
        return _for_a_ticket(chat, scene, held, intent=intent)
    if typed_number(held.text) is not None:
        return _no_such_number(calm(chat), scene)
    return meant(calm(chat), scene, intent=intent, held=(held,))


def _picked(chat: Chat, held: Held) -> str | None:
    """The button that typed words stand for: a label as it is written, or a place in the open
    menu.
    """
    if held.kind != "text" or not chat.options:
        return None
    named = next((data for label, data in chat.options if label == held.text.strip()), None)
    if named is not None or all(label.isdecimal() for label, _ in chat.options):
        return named
    position = pick(held.text, [(label, label) for label, _ in chat.options])
    return chat.options[position][1] if position is not None else None


def _no_such_number(chat: Chat, scene: Scene) -> Outcome:
    """A lone number that nothing open bears is no question: what is open, once more."""
    note = Words("menu.no-number")
    asked = decode(chat.options[0][1]) if chat.options else Press("")
    if asked.name == "z" and asked.word(0) == "c":
        chat, again = assessment.show(chat, scene, asked.number(1))
        return chat, [Say(chat.id, (note,)), *again]
    return navigation.open_question(
        chat, scene, chat.question or navigation.root_id(scene, chat), note=note
    )


def _missing_words(chat: Chat, scene: Scene, held: Held, *, intent: Intent) -> Outcome:
    """What was missing is kept; where it is a question that has an answer of its own, that follows
    at once.
    """
    about = chat.about or ""
    chat, thanked = navigation.missing(chat, scene, about, held.text[:500])
    if intent.outcome is not Meaning.ANSWER or intent.matches[0].id == about:
        # the expert, if one is asked next, gets these words
        return replace(chat, held=(held,)), thanked
    chat, answered = meant(chat, scene, intent=intent, held=(held,))
    return chat, [*thanked[:-1], *answered]


def _for_a_ticket(chat: Chat, scene: Scene, held: Held, *, intent: Intent) -> Outcome:
    """A file, or words while tickets are open: to the ticket that waits for them, or ask."""
    chatty = intent.outcome is Meaning.SMALLTALK and not scene.waiting_for_contact
    if held.kind == "text" and (intent.outcome is Meaning.EMERGENCY or chatty):
        return meant(chat, scene, intent=intent, held=(held,))
    if any(one.album and one.album == held.album for one in chat.held):
        # asked already, with the album's first picture
        return replace(chat, held=(*chat.held, held)), []
    return requests.place(chat, scene, held)


def meant(chat: Chat, scene: Scene, *, intent: Intent, held: tuple[Held, ...]) -> Outcome:
    """What the contact's words mean: answer when sure, suggest when close, hand off when
    neither.
    """
    if intent.parts:
        return _several(chat, scene, intent)
    kept = _kept(intent)
    chat = replace(chat, held=held)
    match intent.outcome:
        case Meaning.SMALLTALK:
            return small_talk(replace(chat, held=()), scene, intent.smalltalk)
        case Meaning.EMERGENCY:
            return _urgent(replace(chat, held=()), scene, kept, code=intent.policy or "", held=held)
        case Meaning.REFUSE:
            return chat, [
                kept,
                ShowPolicy(chat.id, intent.policy or "", _ways_past(scene, chat, intent)),
            ]
        case Meaning.ANSWER:
            choice = scene.catalog.choice(chat.language, intent.matches[0].id)
            if choice is not None and choice.opens is not None:
                chat, effects = navigation.open_id(chat, scene, choice.id)
                return chat, [kept, *effects]
            if choice is not None:
                chat, effects = navigation.give_answer(chat, choice, found=True)
                return chat, [kept, *effects]
        case Meaning.SUGGEST:
            near = navigation.near(intent.matches)[:_MOST_SUGGESTIONS]
            chat, effects = navigation.offer(
                chat, scene, near, Words("suggest.title", plural=len(near))
            )
            return chat, [kept, *effects]
    if intent.wants_human:
        return intake.start(replace(chat, held=()), scene)  # the wish itself is not the question
    return _hand_off(chat, kept)


def _urgent(
    chat: Chat, scene: Scene, kept: KeepQuery, *, code: str, held: tuple[Held, ...]
) -> Outcome:
    """Somebody may be in danger: the official lines at once, and an expert without any further
    question.
    """
    shown = ShowPolicy(chat.id, code)
    under_way = next((ticket for ticket in scene.active if ticket.urgent), None)
    if under_way is not None:
        return chat, [kept, shown, AddToTicket(chat.id, under_way.number, held)]
    return calm(chat), [
        kept,
        shown,
        OpenTicket(chat.id, Intake(messages=held, policy=code), chat.language),
    ]


def _kept(intent: Intent) -> KeepQuery:
    best = intent.matches[0] if intent.matches else None
    return KeepQuery(
        intent.query,
        str(intent.outcome),
        best.id if best else None,
        best.confidence if best else 0.0,
    )


def _ways_past(scene: Scene, chat: Chat, intent: Intent) -> Rows:
    """Below a refusal: answers that are likely all the same, a human to appeal to, and the way
    home.
    """
    likely = (
        ()
        if intent.policy in _ALONE
        else tuple(m.id for m in intent.matches if m.confidence >= LIKELY)
    )
    near = [scene.catalog.choice(chat.language, id) for id in likely[:_MOST_BESIDE]]
    return (
        *((Button(choice.label, encode("s", choice.id)),) for choice in near if choice),
        (Button(Words("button.appeal"), encode("p", intent.policy or "")),),
        (Button(Words("button.home"), encode("h")),),
    )


def _hand_off(chat: Chat, kept: KeepQuery) -> Outcome:
    rows: Rows = (
        (Button(Words("button.expert"), encode("x", "")),),
        (Button(Words("home.subjects"), encode("q", "faq", "")),),
        (Button(Words("button.home"), encode("h")),),
    )
    options = (("button.expert", encode("x", "")), ("home.subjects", encode("q", "faq", "")))
    return replace(chat, options=options), [kept, Say(chat.id, (Words("handoff.offer"),), rows)]


def _several(chat: Chat, scene: Scene, intent: Intent) -> Outcome:
    ids = tuple(dict.fromkeys(part.matches[0].id for part in intent.parts if part.matches))
    chat, effects = navigation.offer(chat, scene, ids, Words("several.title"))
    return chat, [_kept(intent), *effects]


def small_talk(chat: Chat, scene: Scene, kind: SmallTalk | None) -> Outcome:
    """A greeting, thanks and the like: a friendly word and the ways in, never a lecture."""
    if kind is SmallTalk.GREETING:
        return navigation.home(chat, greeting="home.hello" if chat.known else "home.greeting")
    rows: Rows = (
        (
            Button(Words("home.subjects"), encode("q", "faq", "")),
            Button(Words("button.expert"), encode("x", "")),
        ),
    )
    return chat, [Say(chat.id, (Words(f"talk.{kind or SmallTalk.WELLBEING}"),), rows)]
