"""A draft that lies anywhere, held as if it were part of the content: nothing is written."""

from dataclasses import dataclass
from pathlib import Path

from bot.content import Content, ContentError, Read, made, read
from intents.content import choices
from intents.content.catalog import Choice, SourceFile, build, place_of
from intents.content.frontmatter import parse

_TEXTS = (".md", ".markdown", ".txt")


@dataclass(frozen=True, slots=True)
class Drafted:
    """The content with a draft in it, the draft's id, and all the files."""

    content: Content
    entry: str
    files: tuple[SourceFile, ...]


def opened(entry: str, folder: Path, language: str) -> Drafted:
    """The entry with an id, or the one that a draft's file holds, in the folder's content.

    ContentError, or OSError, with what to do.
    """
    found = read(folder)
    if entry.lower().endswith(_TEXTS) and Path(entry).is_file():
        found, entry = _placed(Path(entry), found, folder, language)
    return Drafted(made(found, language), entry, found.files)


def _placed(draft: Path, found: Read, folder: Path, language: str) -> tuple[Read, str]:
    """The content with the draft in it, and the draft's id; it stands for what had that id."""
    whole, root = draft.resolve(), folder.resolve()
    inside = whole.is_relative_to(root)
    path = whole.relative_to(root).as_posix() if inside else _outside(whole, found, language)
    file = SourceFile(path, draft.read_bytes())
    choice = _choice(file, language, draft)
    if inside:  # it is part of the content already
        return found, choice.id
    catalog, _ = build(found.files, default_language=language)
    old = catalog.choice(choice.language, choice.id)
    replaced = old.path if old and old.language == choice.language else None
    others = (one for one in found.files if one.path != replaced)
    return Read((*others, file), found.problems), choice.id


def _choice(file: SourceFile, language: str, draft: Path) -> Choice:
    parsed, place = parse(file), place_of(file.path, language)
    choice = choices.enter(parsed, place) if place else None
    if isinstance(choice, Choice):
        return choice
    first = next(iter(parsed.problems), None)
    if first is None:
        raise ContentError(f"{draft}: It is no choice; write `question_id` and `choice_id`.")
    raise ContentError(f"{draft}:{first.line}: {first.message}", tuple(parsed.problems))


def _outside(draft: Path, found: Read, language: str) -> str:
    """Where a draft would lie: in the collection and language that its folders are named like."""
    places = {place for file in found.files if (place := place_of(file.path, language))}
    above, collection = ("", "", *draft.parent.parts)[-2:]
    if collection not in {place.collection for place in places}:
        above, collection = language, "faq"
    if above not in {place.language for place in places}:
        above = language
    return f"{above}/{collection}/draft-{draft.name}"
