"""Files of phrases beside a policy, one a line: when it speaks, and what only resembles that.

Law: such a file lies in a folder with the name of its policy's file, and all in it counts as if the
policy's front matter held it. Empty lines and lines that begin with `#` are for people alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from intents.content import bounds
from intents.content.entries import Phrase, Policy, Problem, SourceFile
from intents.content.frontmatter import Draft, lines_of
from intents.turkish import words

FOLDER = "policies"
EXAMPLES, NEAR_MISSES = "examples", "near-misses"  # names of files, without ending


@dataclass(frozen=True, slots=True)
class Phrases:
    """What one file holds for the policy beside its folder."""

    path: str
    name: str
    phrases: tuple[Phrase, ...]


def is_of_phrases(path: str) -> bool:
    """Whether a file of the policies lies in one policy's own folder."""
    name = PurePosixPath(path)
    return name.parent.name != FOLDER and name.suffix.lower() == ".txt"


def enter(file: SourceFile) -> tuple[Phrases, list[Problem]]:
    """The phrases of a file, and what is wrong with it."""
    draft = Draft(file.path)
    lines = lines_of(file, draft)
    name = PurePosixPath(file.path).stem
    if name not in (EXAMPLES, NEAR_MISSES):
        names = f"{EXAMPLES}.txt and {NEAR_MISSES}.txt"
        draft.blame(f"The folder of a policy holds {names}; give the file one of these names.")
    return Phrases(file.path, name, tuple(_phrases(lines or (), draft))), draft.problems


def _phrases(lines: Iterable[str], draft: Draft) -> Iterator[Phrase]:
    """What people type, line by line; what is too much is blamed and left out."""
    count = 0
    for number, line in enumerate(lines, start=1):
        text = " ".join(line.split())
        if not text or text.startswith("#"):
            continue
        count += 1
        if count > bounds.MOST_PHRASES:
            most = bounds.MOST_PHRASES
            draft.blame(f"The file holds more than {most} phrases; remove some.", line=number)
            return
        if (fault := _fault(text)) is not None:
            draft.blame(fault, line=number)
        else:
            yield Phrase(text, draft.path, number)


def _fault(text: str) -> str | None:
    """Why nothing can be learnt from a line, or None."""
    if len(text) > bounds.LONGEST_LINE:
        longest = bounds.LONGEST_LINE
        return f"The line has {len(text)} characters; at most {longest}, shorten it."
    if not words(text):
        return "The line holds no word; write what people type, or begin a comment with #."
    return None


def joined(policy: Policy, files: Iterable[Phrases]) -> Policy:
    """The policy with what lies in its folder."""
    own = [file for file in files if _owner(file.path) == _stem(policy.path)]
    return replace(
        policy,
        examples=(*policy.examples, *_of(own, EXAMPLES)),
        near_misses=(*policy.near_misses, *_of(own, NEAR_MISSES)),
    )


def _of(files: Iterable[Phrases], name: str) -> Iterator[Phrase]:
    return (phrase for file in files if file.name == name for phrase in file.phrases)


def lost(files: Iterable[Phrases], paths: Iterable[str]) -> Iterator[Problem]:
    """A problem for each file in whose folder's name no file of a policy lies among the paths."""
    stems = {_stem(path) for path in paths}
    for file in files:
        if (owner := _owner(file.path)) not in stems:
            message = f"No policy lies beside this folder; write {owner.name}.md or rename it."
            yield Problem(file.path, 1, "error", message)


def _owner(path: str) -> PurePosixPath:
    return PurePosixPath(path).parent


def _stem(path: str) -> PurePosixPath:
    return PurePosixPath(path).with_suffix("")
