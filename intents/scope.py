"""What the desk must not answer as a question: written refusals and emergencies, known by their examples.

Law: the words that bring a policy up stand in the content, as examples and near misses; none stand here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from intents.catalog import Catalog
from intents.entries import PolicyKind
from intents.phrases import Phrases
from intents.turkish import asked

NEAR = "near:"  # label of the near misses of a policy
CONTENT = "content:"  # label of the titles and aliases of answers, with the policies that these tell about


@dataclass(frozen=True, slots=True)
class Hit:
    """A policy that a message comes near: `likeness` to its examples, `against` to all that is allowed."""

    code: str
    kind: PolicyKind
    likeness: float
    against: float


class Scope:
    """The policies of one language, with the phrases that bring them up and those that only resemble them."""

    def __init__(self, catalog: Catalog, language: str) -> None:
        self.kinds = {policy.code: policy.kind for policy in catalog.all_policies(language)}
        self._phrases = Phrases(_labelled(catalog, language) if self.kinds else ())

    def hit(self, query: str) -> Hit | None:
        """The policy that the message comes nearest to, or None where there are no policies."""
        likeness = self._phrases.likeness(asked(query))
        found = {label: value for label, value in likeness.items() if label in self.kinds}
        if not found:
            return None
        code = max(sorted(found), key=lambda label: found[label])
        allowed = (label for label in likeness if label not in self.kinds and not _tells(label, code))
        against = max((likeness[label] for label in allowed), default=0.0)
        return Hit(code, self.kinds[code], found[code], against)


def _tells(label: str, code: str) -> bool:
    """Whether a label is of answers about this very policy: nearness to them does not speak against it."""
    return label.startswith(CONTENT) and code in label.removeprefix(CONTENT).split(",")


def _labelled(catalog: Catalog, language: str) -> Iterator[tuple[str, str]]:
    for policy in catalog.all_policies(language):
        yield from ((policy.code, example) for example in policy.examples)
        yield from ((NEAR + policy.code, example) for example in policy.near_misses)
    for choice in catalog.choices(language):
        label = CONTENT + ",".join(choice.policy)
        yield from ((label, text) for text in (choice.title, choice.label, *choice.aliases))
