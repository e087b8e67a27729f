"""Links in Markdown text: where they point, and which are written so that nobody can follow
them.
"""

import re
from collections.abc import Iterator

SCHEMES = ("https://", "http://", "mailto:", "tel:")
_OPENING = re.compile(r"\[[^\]\[\n]*\]\(")
_BARE_HOST = re.compile(r"[\w.-]+\.[a-z]{2,}(/|$)", re.IGNORECASE)


def targets(body: str) -> Iterator[tuple[int, str]]:
    """Every link target with its line in the body, counted from 0; broken ones are left out."""
    for line, target in _written(body):
        if target is not None and complaint(target) is None:
            yield line, target


def broken(body: str) -> Iterator[tuple[int, str]]:
    """What is wrong with each link that cannot be followed, with its line in the body, counted from
    0.
    """
    for line, target in _written(body):
        if target is None:
            yield line, "A link is not closed; end it with `)` on the same line."
        elif (words := complaint(target)) is not None:
            yield line, words


def complaint(target: str) -> str | None:
    """Why an address cannot be used as a link, or None."""
    if not target:
        return "A link has no address; write it between the brackets: [text](https://…)."
    if not target.lower().startswith(SCHEMES):
        hint = " (put https:// before it)" if _BARE_HOST.match(target) else ""
        return f"The link address {target[:80]!r} does not start with https://{hint}."
    if re.fullmatch(r"https?:/*", target, re.IGNORECASE) or " " in target:
        shown = f"The link address {target[:80]!r}"
        return f"{shown} is not complete; paste the whole address without spaces."
    return None


def _written(body: str) -> Iterator[tuple[int, str | None]]:
    """Each `[text](…` with its line; the target is None when its bracket never closes."""
    for number, line in enumerate(body.split("\n")):
        for match in _OPENING.finditer(line):
            yield number, _closed(line[match.end() :])


def _closed(rest: str) -> str | None:
    """The text up to the bracket that closes the link; brackets inside an address may nest."""
    depth = 1
    for position, letter in enumerate(rest):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return re.sub(r"\s+(\"[^\"]*\"|'[^']*')$", "", rest[:position].strip())
    return None
