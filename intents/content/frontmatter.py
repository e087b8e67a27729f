"""One content file read: its front matter, forgiving where editors slip, its body, and the lines of
both.

Law: nothing here raises for bad content; what cannot be read becomes a problem that names the file
and the line.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from intents.content import bounds
from intents.content.entries import Phrase, Problem, Severity, SourceFile

KEYS = (
    "title", "question_id", "choice_id", "opens", "kind", "label", "summary", "aliases", "sources",
    "reviewed", "review_by", "checked_against", "legal", "related", "policy", "owner",
    "desk",
    "code", "examples", "near_misses", "evidence",
)  # fmt: skip
PROSE = ("title", "label", "summary", "checked_against")
BOM = "\ufeff"
MAX_ID = 9999
FRONT = 2  # the line on which front matter begins
_KEY_LINE = re.compile(r"([A-Za-z_][\w-]*)\s*:(?:\s|$)")
# libyaml's loader reads a whole desk in a tenth of the time, but is not in every build of PyYAML
_BASE: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_TEXT = "tag:yaml.org,2002:str"


class _Loader(_BASE):  # type: ignore[misc,valid-type]
    """Builds texts, lists and mappings; asks no resolver what they may be, which saves a tenth."""

    def resolve(self, _kind: object, _value: object, _implicit: object) -> str:
        """The same for all: the base loader's constructor looks at the node, not at this."""
        return _TEXT


@dataclass(slots=True)
class Draft:
    """A file on its way to becoming an entry: keys as written, body, lines, and the problems met so
    far.
    """

    path: str
    keys: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    front: Sequence[str] = ()
    body: str = ""
    body_line: int = 1
    problems: list[Problem] = field(default_factory=list)

    def blame(
        self, message: str, *, key: str | None = None, line: int = 1, severity: Severity = "error"
    ) -> None:
        """Note a problem at a key's line, or at `line`."""
        where = self.lines.get(key, line) if key else line
        self.problems.append(Problem(self.path, where, severity, message))

    def text(self, key: str) -> str | None:
        """The key's words on one line, or None when there are none."""
        value = self.keys.get(key)
        if isinstance(value, (list, dict)):
            self.blame(f"`{key}` should be plain text; write it on one line in quotes.", key=key)
            return None
        return " ".join(value.split()) or None if value else None

    def number(self, key: str) -> int | None:
        """The key's whole number (quoted or not), or None; what is not one is blamed."""
        value = self.text(key)
        if value is None:
            return None
        if not (value.isascii() and value.isdecimal()) or int(value[:9]) > MAX_ID:
            self.blame(
                f"`{key}` is {value[:40]!r}; give a whole number from 0 to {MAX_ID}.", key=key
            )
            return None
        return int(value)

    def list(self, key: str) -> tuple[str, ...]:
        """The key's list of texts; a single text counts as a list of one."""
        value = self.keys.get(key) or ()
        items = [value] if isinstance(value, str) else value
        if isinstance(items, dict) or any(isinstance(item, (list, dict)) for item in items):
            self.blame(
                f"`{key}` should be a list of texts; quote entries that hold a colon.", key=key
            )
            return ()
        return tuple(" ".join(item.split()) for item in items if item.strip())

    def phrases(self, key: str) -> tuple[Phrase, ...]:
        """The key's list of texts, each with the line that it stands on."""
        return tuple(Phrase(text, self.path, line) for text, line in self._lined(key))

    def _lined(self, key: str) -> Iterator[tuple[str, int]]:
        line = self.lines.get(key, FRONT)
        for text in self.list(key):
            below = enumerate(self.front[line - FRONT :], start=line)
            line = next((number for number, written in below if _item(written) == text), line)
            yield text, line

    def date(self, key: str) -> date | None:
        """The key's date, written 2026-11-22."""
        value = self.text(key)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            self.blame(f"`{key}` is {str(value)[:40]!r}; write the date as 2026-11-22.", key=key)
            return None

    def flag(self, key: str) -> bool:
        """The key's true or false; absent is false."""
        value = (self.text(key) or "false").lower()
        if value not in ("true", "false", "yes", "no", "evet", "hayır"):
            self.blame(f"`{key}` is {value[:40]!r}; write true or false.", key=key)
        return value in ("true", "yes", "evet")


def too_large(file: SourceFile) -> str | None:
    """What to do about a file of more bytes than any content has, or None."""
    if len(file.text) <= bounds.LARGEST_FILE:
        return None
    return f"The file is larger than {bounds.LARGEST_FILE // 1000} kB; shorten or split it."


def parse(file: SourceFile) -> Draft:
    """The file's front matter and body; look at `problems` before using them."""
    draft = Draft(file.path)
    lines = lines_of(file, draft)
    if lines is None:
        return draft
    end = _end_of_front_matter(lines)
    if not any(line.strip() for line in lines):
        draft.blame("The file is empty; write front matter and a text, or delete the file.")
    elif lines[0].rstrip() != "---":
        draft.blame(
            "The file has no front matter; start it with a line `---`, then title and question_id."
        )
    elif end is None:
        draft.blame("The front matter never ends; close it with a line `---` before the text.")
    else:
        draft.front = lines[1:end]
        draft.lines = _key_lines(draft.front)
        draft.keys = _read_keys(draft.front, draft)
        draft.body_line, draft.body = _body(lines, end + 1)
        _bound(draft)
    return draft


def lines_of(file: SourceFile, draft: Draft) -> list[str] | None:
    """The lines of a file, or None where the draft now says why it cannot be read."""
    text = _decode(file, draft)
    return None if text is None else text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _bound(draft: Draft) -> None:
    """Blame what is too long to be said in a chat."""
    for line, complaint in bounds.body_faults(draft.body):
        draft.blame(complaint, line=draft.body_line + line)
    for key in PROSE:
        size = len(draft.text(key) or "") if isinstance(draft.keys.get(key), str) else 0
        if size > bounds.LONGEST_LINE:
            message = f"`{key}` has {size} characters; at most {bounds.LONGEST_LINE}, shorten it."
            draft.blame(message, key=key)


def _decode(file: SourceFile, draft: Draft) -> str | None:
    text = file.text
    if (complaint := too_large(file)) is not None:
        draft.blame(complaint)
        return None
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError as error:
            line = file.text[: error.start].count(b"\n") + 1  # type: ignore[arg-type]
            draft.blame(
                "The file is not UTF-8 text; save it again with the encoding UTF-8.", line=line
            )
            return None
    if text.startswith(BOM):
        draft.blame("The file begins with a byte order mark (BOM); save it as UTF-8 without BOM.")
        return None
    return text


def _end_of_front_matter(lines: list[str]) -> int | None:
    return next((n for n, line in enumerate(lines) if n and line.rstrip() in ("---", "...")), None)


def _body(lines: list[str], start: int) -> tuple[int, str]:
    """The text without the empty lines around it, and the number of its first line (from 1)."""
    first = next((n for n in range(start, len(lines)) if lines[n].strip()), start)
    return first + 1, "\n".join(lines[first:]).rstrip()


def _key_lines(lines: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, line in enumerate(lines, start=FRONT):
        match = _KEY_LINE.match(line)
        if match and match[1] not in found:
            found[match[1]] = number
    return found


def _item(line: str) -> str:
    """What a line of a list says."""
    return line.strip().removeprefix("- ").strip(" \"'")


def _read_keys(lines: Sequence[str], draft: Draft) -> dict[str, Any]:
    """All keys by the rules of YAML; where these fail, key by key: one slip must not hide the
    rest.
    """
    try:
        loaded = _load("\n".join(lines))
    except _TooDeep as deep:
        draft.blame("The front matter nests too deep; write plain keys.", line=deep.line + FRONT)
        return {}
    except yaml.YAMLError:
        return _read_each(lines, draft)
    if isinstance(loaded, dict) and all(isinstance(key, str) for key in loaded):
        return loaded
    draft.blame("The front matter holds no keys; write lines such as `title: …`.", line=2)
    return {}


class _TooDeep(Exception):
    """Lists and mappings nest too deep, at this line (from 0)."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def _load(text: str) -> Any:
    """What the YAML says; raises YAMLError, or _TooDeep."""
    if (line := bounds.deep_line(text)) is not None:
        raise _TooDeep(line)
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - the base loader builds only texts


def _read_each(lines: Sequence[str], draft: Draft) -> dict[str, Any]:
    keys: dict[str, Any] = {}
    for key, line, value in _entries(lines, draft):
        try:
            keys.update(_load(f"{key}: {value}"))
        except _TooDeep as deep:
            draft.blame(f"`{key}` nests too deep; write it plainly.", line=line + deep.line)
        except yaml.YAMLError:
            if key in PROSE:
                keys[key] = " ".join(value.split()).strip("\"'")
            else:
                draft.blame(f"`{key}` cannot be read; check its indentation and quotes.", line=line)
    return keys


def _entries(lines: Sequence[str], draft: Draft) -> list[tuple[str, int, str]]:
    """Each known key with its line and all up to the next known key: titles may run over lines."""
    entries: list[tuple[str, int, list[str]]] = []
    for number, line in enumerate(lines, start=FRONT):
        match = _KEY_LINE.match(line)
        if match and match[1] in KEYS:
            entries.append((match[1], number, [line[match.end() :]]))
        elif entries:
            entries[-1][2].append(line)
        elif line.strip():
            draft.blame(
                "This line belongs to no key; begin it with a key such as `title:`.", line=number
            )
    return [(key, number, "\n".join(value)) for key, number, value in entries]
