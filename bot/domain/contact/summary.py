"""A request in words, before it is sent; and how a detail of it is kept."""

from dataclasses import replace

from bot.domain.chats import Chat, Expects, Intake
from bot.domain.contact.view import ContactView, subject_label
from bot.domain.effects import Effect, Tell
from bot.domain.words import Value, Words

LONGEST_DETAIL = 120  # characters of a name or a province
_LONGEST_SHOWN = 1500  # characters of the question in the summary


def shortened(text: str) -> str:
    """The text, or its beginning where it would not fit into the summary."""
    if len(text) <= _LONGEST_SHOWN:
        return text
    return text[: _LONGEST_SHOWN - 1].rstrip() + "…"


def summed_up(chat: Chat, view: ContactView, intake: Intake) -> dict[str, Value]:
    """What the summary shows of a request, by its names in the text."""
    none = Words("summary.none")
    files = Words("summary.files", {"n": intake.files}, plural=intake.files)
    rights = {True: Words("rights.yes"), False: Words("rights.no"), None: none}
    return {
        "question": shortened(intake.question) or none,
        "files": files if intake.files else Words("summary.no-files"),
        "topic": subject_label(view.catalog, chat.language, intake.subject) or none,
        "organisation": intake.organisation or none,
        "province": intake.province or none,
        "rights": rights[intake.rights_based],
        "named": Words("summary.named" if intake.named else "summary.unnamed"),
    }


def said_first(effects: list[Effect], *words: Words) -> list[Effect]:
    """The same said, below further words."""
    first, *more = effects
    if not isinstance(first, Tell):
        return effects
    return [replace(first, words=(*words, *first.words)), *more]


def with_detail(intake: Intake, step: Expects, words: str) -> Intake:
    """The request with a name or a province as it was typed, up to its longest."""
    kept = " ".join(words.split())[:LONGEST_DETAIL]
    if step is Expects.ORGANISATION:
        return replace(intake, organisation=kept, known=False)
    return replace(intake, province=kept, known=False)
