"""Words of the field as a file holds them: groups that say one thing, and named senses.

Law: a line with a name and a colon is a sense; any other is a group. `#` begins a comment.
"""

from collections.abc import Iterator, Mapping

from intents.content.entries import Policy, SourceFile, Vocabulary
from intents.content.tree import Fault

SENSE = "@"  # before the name of a sense, in the evidence of a policy
UNSAID = "!"  # before a part of it that must not be said
Words = tuple[str, ...]


def lines(file: SourceFile) -> Iterator[tuple[str, Words]]:
    """The words of each line, parted by commas, behind the name of their sense; "" names none."""
    text = file.text if isinstance(file.text, str) else file.text.decode("utf-8", errors="replace")
    for line in text.splitlines():
        name, _, said = line.partition("#")[0].rpartition(":")
        yield name.strip(), tuple(word.strip() for word in said.split(",") if word.strip())


def unknown(
    vocabulary: Vocabulary, policies: Mapping[str, Mapping[str, Policy]]
) -> Iterator[Fault]:
    """Senses that the evidence of policies asks for and no file holds: such a line never speaks."""
    known = {name for name, _ in vocabulary.senses}
    for policy in (policy for written in policies.values() for policy in written.values()):
        ways = (way.strip().lstrip(UNSAID) for line in policy.evidence for way in _ways(line))
        for name in sorted({way.removeprefix(SENSE) for way in ways if way.startswith(SENSE)}):
            if name not in known:
                words = f"No sense is called {name!r}; correct it, or add it to `vocabulary/`."
                yield Fault(policy.path, "evidence", words)


def _ways(line: str) -> list[str]:
    return [way for part in line.split("+") for way in part.split("/")]
