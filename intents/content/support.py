"""Kinds of work together with an expert, as an editor writes them: a file a kind.

Law: a kind has a code that never changes, and takes whole quarters of an hour.
"""

from intents.content.entries import Support
from intents.content.frontmatter import Draft

FOLDER = "support"
LONGEST_CODE = 20  # bytes, so that a button can name it
_SHORTEST, _LONGEST = 15, 480  # minutes


def enter(draft: Draft, language: str) -> Support | None:
    """The kind that a draft stands for; None when its problems leave nothing to offer."""
    code, title, minutes = draft.text("code"), draft.text("title"), draft.number("minutes")
    if not code or not title:
        draft.blame("A kind of support needs `code` and `title`; write both.")
    elif len(code.encode()) > LONGEST_CODE or not code.replace("-", "").isalnum() or code == "call":
        draft.blame(
            f"`code` is {code!r}; choose another word of letters and hyphens, "
            f"at most {LONGEST_CODE} bytes.",
            key="code",
        )
    if minutes is None or not _SHORTEST <= minutes <= _LONGEST or minutes % _SHORTEST:
        draft.blame(
            f"`minutes` says how long it takes, in quarters of an hour from {_SHORTEST} "
            f"to {_LONGEST}; write for example 60.",
            key="minutes",
        )
    if not draft.body:
        draft.blame("The kind has no text; write what to bring.", line=draft.body_line)
    elif "**" in draft.body or "](" in draft.body:
        draft.blame("The text is read as it is; write no links and no bold.", line=draft.body_line)
    if draft.problems or not code or not title or minutes is None:
        return None
    label = draft.text("label") or title
    return Support(code, language, title, label, draft.body, minutes, draft.path)
