"""How much one content folder and one of its files may hold: what is larger is no content but a
slip, and would hold everybody up.

Law: each bound is an error of `check` and refused at load alike; nothing within them takes longer
than its length.
"""

import re
from collections.abc import Iterator

import yaml

LARGEST_FILE = 200_000  # bytes; the largest that comes with the desk has 80,000
LARGEST_FOLDER = 20_000_000  # bytes of all files together
MOST_ENTRIES = 5_000  # files and folders, counting those that are no content
DEEPEST_FOLDER = 6  # folders inside one another
LONGEST_BODY = 40_000  # characters: ten messages; the longest that comes with the desk has 2,300
LONGEST_LINE = 1_000  # characters of a title, label or summary
MOST_PHRASES = 5_000  # lines of a file of phrases; the largest that comes with the desk has 850
MOST_MARKS = 2_000  # characters of a body that can be markup; the desk's own have up to 60
DEEPEST_KEYS = 20  # lists and mappings inside one another in front matter

_MARK = re.compile(r"[<\[*_~`]")
_LEAD = re.compile(r"^[ \t]*(?:[-?][ \t]+)*", re.MULTILINE)
_PARSER: type[yaml.Loader] = getattr(yaml, "CLoader", yaml.Loader)


def body_faults(body: str) -> Iterator[tuple[int, str]]:
    """(line of the body from 0, what to do) where a text is too long for a chat."""
    if len(body) > LONGEST_BODY:
        line = body.count("\n", 0, LONGEST_BODY)
        yield line, f"The text has {len(body)} characters; at most {LONGEST_BODY}, make a branch."
    marks = [mark.start() for mark in _MARK.finditer(body)]
    if len(marks) > MOST_MARKS:
        line = body.count("\n", 0, marks[MOST_MARKS])
        yield line, f"The text has {len(marks)} signs of markup; at most {MOST_MARKS}, remove some."


def deep_line(text: str) -> int | None:
    """The line of YAML (from 0) at which it nests too deep to be read, or None.

    YAML's own reader goes down with the nesting, and the whole process goes down with it.
    """
    if _deepest(text) <= DEEPEST_KEYS:
        return None
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_PARSER):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST_KEYS:
                return event.start_mark.line if event.start_mark else 0
    except yaml.YAMLError:  # not deep before it fails; whoever reads the keys says where
        return None
    return None


def _deepest(text: str) -> int:
    """More than its nesting can be, at a look: brackets, and what stands before a line's words."""
    leads = max(len(lead[0]) for lead in _LEAD.finditer(text))
    return text.count("[") + text.count("{") + leads
