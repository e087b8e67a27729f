"""The catalogs and the code agree: every text that is asked for is there, everywhere, and can be
sent.

The code is read, not run: `Words("…")`, `tell(contact, "…")` and `phrases.text("…")`. A key that is
put together (f"intake.{step}") asks for at least one text of that shape; a key that comes from a
table is known by its looks.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
import pytest

from bot.domain.messages import Text, units
from bot.domain.tickets import Status
from bot.render.phrases import FOLDER, Phrases
from bot.render.template import STYLES, Slot, parse

ROOT = Path(__file__).parents[1]
SPEAKING = (
    "bot/*.py",
    "bot/domain/**/*.py",
    "bot/render/**/*.py",
    "bot/gateway/**/*.py",
    "bot/engine/**/*.py",
    "handlers/**/*.py",
)
SOURCES = [path for rooms in SPEAKING for path in sorted(ROOT.glob(rooms))]
MARKUP = re.compile(rf"</?(?:{'|'.join(STYLES)})>")
KEY = re.compile(r"[a-z][a-z0-9-]*(?:\.[a-z0-9][a-z0-9-]*)*")
LONGEST_TEXT, LONGEST_TOAST = 4096, 200  # Telegram: a message; the answer to a tap
Catalog = dict[str, polib.POEntry]


@dataclass(frozen=True)
class Use:
    """A text that code asks for: its key, or the shape of it, and what it gives (None: can't be
    seen).
    """

    key: str
    exact: bool
    given: frozenset[str] | None
    counted: bool
    place: str

    def fits(self, key: str) -> bool:
        """True when this asks for that text."""
        return key == self.key if self.exact else re.fullmatch(self.key, key) is not None


def shapes(node: ast.expr | None) -> Iterator[tuple[str, bool]]:
    """The keys an expression can become, each exactly or as a pattern; none for a variable."""
    match node:
        case ast.Constant(value=str(key)):
            yield key, True
        case ast.IfExp(body=body, orelse=orelse):
            yield from shapes(body)
            yield from shapes(orelse)
        case ast.JoinedStr(values=parts):
            yield (
                "".join(re.escape(p.value) if isinstance(p, ast.Constant) else ".+" for p in parts),
                False,
            )
        case ast.BinOp(left=ast.Constant(value=str(prefix)), op=ast.Add()):
            yield re.escape(prefix) + ".+", False


def names(values: ast.expr | None) -> frozenset[str] | None:
    """The names in a literal dict; none of them without a dict; None when it is not literal."""
    match values:
        case None:
            return frozenset()
        case ast.Dict(keys=keys) if all(isinstance(key, ast.Constant) for key in keys):
            return frozenset(key.value for key in keys if isinstance(key, ast.Constant))
    return None


def called(node: ast.expr) -> str:
    """The last name of what is called; `text` only on something that is called phrases."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(attr="text", value=ast.Name(id=owner) | ast.Attribute(attr=owner)):
            return "phrases.text" if owner.endswith("phrases") else "text"
        case ast.Attribute(attr=name):
            return name
    return ""


def uses_of(call: ast.Call, place: str) -> Iterator[Use]:
    """What one call asks for."""
    args = dict(enumerate(call.args))
    by_name = {word.arg: word.value for word in call.keywords if word.arg}
    match called(call.func):
        case "Words" | "phrases.text":
            key, given = args.get(0, by_name.get("key")), names(args.get(1, by_name.get("values")))
            plural = args.get(2, by_name.get("plural"))
        case "tell":
            key, plural = args.get(1, by_name.get("key")), None
            given = None if any(word.arg is None for word in call.keywords) else frozenset(by_name)
        case "_said" if len(args) == 1:  # a command that only says something
            key, given, plural = args.get(0), frozenset(), None
        case _:
            return
    counted = plural is not None and not (isinstance(plural, ast.Constant) and plural.value is None)
    given = given | {"n"} if counted and given is not None else given
    yield from (Use(shape, exact, given, counted, place) for shape, exact in shapes(key))


def calls() -> Iterator[tuple[ast.Call, str]]:
    """Every call in the code, with its file and line."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield node, f"{path.relative_to(ROOT)}:{node.lineno}"


def catalog(language: str) -> Catalog:
    """A catalog's entries by key."""
    return {entry.msgid: entry for entry in polib.pofile(str(FOLDER / language / "desk.po"))}


def forms(entry: polib.POEntry) -> tuple[str, ...]:
    """All the wordings of an entry."""
    return tuple(entry.msgstr_plural.values()) if entry.msgid_plural else (entry.msgstr,)


def fields(entry: polib.POEntry) -> frozenset[str]:
    """The names that an entry wants filled in."""
    return frozenset(
        part.name for form in forms(entry) for part in parse(form).parts if isinstance(part, Slot)
    )


USES = [use for call, place in calls() for use in uses_of(call, place)]
LANGUAGES = Phrases.languages()
CATALOGS = {language: catalog(language) for language in LANGUAGES}
each_language = pytest.mark.parametrize("language", LANGUAGES)


def literals() -> dict[str, str]:
    """Every string in the code that looks like a key of a group, with a place where it stands."""
    found = {}
    for path in SOURCES:
        tree = ast.parse(path.read_text("utf-8"))
        parts = {
            id(part)
            for node in ast.walk(tree)
            if isinstance(node, ast.JoinedStr)
            for part in node.values
        }
        for node in ast.walk(tree):
            key = node.value if isinstance(node, ast.Constant) and id(node) not in parts else None
            if isinstance(key, str) and "." in key and KEY.fullmatch(key):
                found[key] = f"{path.relative_to(ROOT)}:{node.lineno}"
    return found


def test_the_code_is_read_as_it_is_meant() -> None:
    """The reader sees keys in all the ways they are written."""
    code = """
Words("a.b", {"x": 1}, plural=2); tell(contact, "c.d", y=1); context.phrases.text(f"e.{f}", values)
Words("g.h" if i else "g.i"); other.text("no.key"); tell(contact, "j.k", **more)
Words(key="l." + m)
"""
    found = [
        use
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Call)
        for use in uses_of(node, "")
    ]
    assert {(use.key, use.given) for use in found} == {
        ("a.b", frozenset({"x", "n"})),
        ("c.d", frozenset({"y"})),
        (r"e\..+", None),
        ("g.h", frozenset()),
        ("g.i", frozenset()),
        ("j.k", None),
        (r"l\..+", frozenset()),
    }


@each_language
def test_every_text_that_code_asks_for_is_written(language: str) -> None:
    """Otherwise a person would get an error instead of an answer."""
    known = CATALOGS[language]
    missing = {
        f"{use.key} ({use.place})" for use in USES if not any(use.fits(key) for key in known)
    }
    groups = {use.key.split(".")[0] for use in USES if use.exact}
    tables = literals().items()
    missing |= {
        f"{key} ({at})" for key, at in tables if key.split(".")[0] in groups and key not in known
    }
    assert not missing, "\n".join(sorted(missing))


@each_language
def test_every_state_of_a_ticket_has_its_words(language: str) -> None:
    """On the card and in the contact's list; in the queue, too, where only closed ones are not."""
    waiting = set(Status) - {Status.CLOSED}
    asked = {f"{where}-{state}" for state in Status for where in ("card.status", "tickets.line")}
    asked |= {f"queue.line-{state}" for state in {*waiting, "overdue"}}
    assert asked - CATALOGS[language].keys() == set()


@each_language
def test_no_text_is_written_for_nobody(language: str) -> None:
    """A text that no code asks for has been forgotten, or its key is mistyped."""
    mentioned = literals()
    unused = {
        key
        for key in CATALOGS[language]
        if key not in mentioned and not any(use.fits(key) for use in USES)
    }
    assert not unused, "\n".join(sorted(unused))


def test_the_languages_say_the_same() -> None:
    """The same texts, with the same values, counted in the same places."""
    first, *others = CATALOGS.values()
    for other in others:
        assert other.keys() == first.keys()
        differing = {key for key in first if fields(first[key]) != fields(other[key])}
        differing |= {
            key for key in first if bool(first[key].msgid_plural) != bool(other[key].msgid_plural)
        }
        assert not differing, "\n".join(sorted(differing))


@each_language
def test_code_gives_what_a_text_wants_filled_in(language: str) -> None:
    """All its values, and the number where a text has several forms."""
    wrong = set()
    exactly = {use.key for use in USES if use.exact}
    for use in USES:
        for key, entry in CATALOGS[language].items():
            if not use.fits(key) or (not use.exact and key in exactly):
                continue
            lacking = fields(entry) - (fields(entry) if use.given is None else use.given)
            if lacking:
                wrong.add(f"{key} ({use.place}): {', '.join(sorted(lacking))} not given")
            if entry.msgid_plural and not use.counted:
                wrong.add(f"{key} ({use.place}): has forms, but no number is given")
    assert not wrong, "\n".join(sorted(wrong))


@each_language
def test_every_text_can_be_sent(language: str) -> None:
    """Finished, with named values and markup that closes, and no longer than a message."""
    for key, entry in CATALOGS[language].items():
        assert KEY.fullmatch(key), key
        assert not entry.fuzzy, f"{key} is marked as doubtful"
        assert not entry.obsolete, f"{key} is obsolete"
        for form in forms(entry):
            assert form.strip(), f"{key} is empty"
            said = parse(form).fill(dict.fromkeys(fields(entry), Text("x")))
            assert units(said.text) <= LONGEST_TEXT, key


@each_language
def test_labels_and_toasts_have_no_markup(language: str) -> None:
    """There styles are lost; a toast has little room."""
    for call, place in calls():
        kind = called(call.func)
        inside = [
            arg
            for arg in (*call.args, *(word.value for word in call.keywords))
            if isinstance(arg, ast.Call)
        ]
        if kind not in ("Button", "Answer"):
            continue
        for use in (use for words in inside for use in uses_of(words, place)):
            for form in (
                form for key, e in CATALOGS[language].items() if use.fits(key) for form in forms(e)
            ):
                assert not MARKUP.search(form), f"{use.key} ({place}): {form}"
                assert kind == "Button" or units(form) <= LONGEST_TOAST, (
                    f"{use.key} ({place}): {form}"
                )
