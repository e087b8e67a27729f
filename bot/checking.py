"""`check`: every problem of a content folder, errors first."""

from pathlib import Path

from bot.content import read
from intents.catalog import Problem, build


def problems_of(folder: Path, default_language: str) -> tuple[tuple[Problem, ...], int]:
    """All problems in the folder, and how many entries it has; ContentError when it can't be read."""
    files = read(folder)
    catalog, problems = build(files, default_language=default_language)
    entries = sum(1 for _ in catalog.choices(default_language))
    return tuple(sorted(problems, key=lambda p: (p.severity, p.path, p.line))), entries
