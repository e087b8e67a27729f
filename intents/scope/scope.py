"""What a message is when it is no question: a refusal, an emergency, small talk, a human wanted.

Law: what brings a policy or small talk up stands in the content, as examples and evidence; none of
it here. A message is weighed against all that is allowed as well: near misses, and the names of the
answers.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from intents.content.catalog import Catalog
from intents.content.smalltalk import HUMAN, KINDS
from intents.scope.evidence import Evidence
from intents.scope.features import Features, stem_of
from intents.scope.senses import Senses
from intents.scope.weights import Weights
from intents.search.documents import Document
from intents.search.keep import Keep, Nowhere
from intents.search.words import FUNCTION_WORDS
from intents.turkish import words

ALLOWED = ""  # the label of all that needs no policy
TELLING = 3  # policies from which on an answer is about them
TALK, EMERGENCY = " talk", " emergency"  # families; no policy has such a code
NAMES = 16  # titles, labels and aliases of each answer that are weighed against
WISHED = 0.4  # strength from which the wish for a human outranks other talk
PLAIN, ENOUGH = 0.6, 3  # strength, and words that say something, that bear a label out without more
DIRE = 0.5  # the strength for an emergency: its false alarm frightens more
EDGE = 0.3  # how far an emergency that is evident may stay behind what else a text is like

Labelled = Iterable[tuple[str, tuple[str, ...]]]  # a label, and the folded words of a text of it


@dataclass(frozen=True, slots=True)
class Hit:
    """The label that a message comes nearest to, and how near: about 1 for an example, about 0 for
    anything else; whether its words bear that out, and whether that is by evidence which the
    label's policy names.
    """

    label: str
    strength: float
    evident: bool = True
    named: bool = False


PEACE = Hit(ALLOWED, 0.0)


class Scope:
    """A linear model over the features of texts, fitted to labelled ones."""

    def __init__(
        self,
        labelled: Labelled,
        evidence: Mapping[str, Evidence] | None = None,
        emergencies: Container[str] = (),
        *,
        senses: Senses | None = None,
        keep: Keep | None = None,
    ) -> None:
        """`keep` may know what was learnt from the same texts before."""
        pairs = sorted({(label, typed) for label, typed in labelled if typed})
        self._known = {typed: label for label, typed in pairs if label != ALLOWED}
        talks = (typed for label, typed in pairs if label in KINDS)
        self._talk = {stem_of(word) for typed in talks for word in typed}
        self._evidence = evidence or {}
        self._emergencies = emergencies
        features = Features(senses or Senses(()))
        self.labels = tuple(dict.fromkeys(label for label, _ in pairs if label != ALLOWED))
        self._families: dict[str, list[int]] = defaultdict(list)
        for place, label in enumerate(self.labels):
            self._families[_family(label, emergencies)].append(place)
        if self.labels:
            self._weights = Weights(features, pairs, self.labels, keep or Nowhere())

    @classmethod
    def of(
        cls, catalog: Catalog, documents: Iterable[Document], keep: Keep | None = None
    ) -> "Scope":
        """The scope of a catalog in all its languages; the documents are those of its entries."""
        lines: dict[str, list[str]] = defaultdict(list)
        for language in catalog.languages:
            for policy in catalog.all_policies(language):
                lines[policy.code] += policy.evidence
        senses = Senses(catalog.vocabulary.senses)
        evidence = {code: Evidence(said, senses) for code, said in lines.items() if said}
        labelled, dire = _labelled(catalog, documents), _emergencies(catalog)
        return cls(labelled, evidence, dire, senses=senses, keep=keep)

    def hits(self, texts: Sequence[Sequence[str]]) -> list[Hit]:
        """The label that the folded words of each text come nearest to; an example's own is
        certain.
        """
        if not self.labels or not texts:  # the content names nothing that is no question
            return [PEACE for _ in texts]
        strengths = self._weights.strengths(texts)
        return [self._hit(*pair) for pair in zip(texts, strengths, strict=True)]

    def _hit(self, text: Sequence[str], strengths: NDArray[np.float32]) -> Hit:
        if (label := self._known.get(tuple(text))) is not None:
            return Hit(label, 1.0)
        near = [self._near(text, strengths[places], places) for places in self._families.values()]
        return max(near, key=self._weight)

    def _near(self, text: Sequence[str], own: NDArray[np.float32], places: Sequence[int]) -> Hit:
        """The likeliest label of a family that the text bears out, and how near the family is."""
        strength = float(own.sum())
        labels = [self.labels[places[place]] for place in np.argsort(-own, kind="stable")]
        if any(self.labels[at] == HUMAN and own[n] >= WISHED for n, at in enumerate(places)):
            return Hit(HUMAN, strength)
        borne = [label for label in labels if self._evident(label, text)]
        label = (borne or labels)[0]
        needed = DIRE if label in self._emergencies else PLAIN
        plain = label not in KINDS and strength >= needed and _telling(text) >= ENOUGH
        plain = plain and not self._excused(label, text)
        return Hit(label, strength, bool(borne) or plain, bool(borne) and label in self._evidence)

    def _weight(self, hit: Hit) -> float:
        dire = hit.evident and hit.label in self._emergencies
        return hit.strength + (EDGE if dire else 0)

    def _evident(self, label: str, text: Sequence[str]) -> bool:
        """Whether a text names what the label is about; a single word that says something never
        does.
        """
        if label in KINDS:  # a few letter groups of strange words prove no small talk
            known = sum(stem_of(word) in self._talk for word in text)
            return len(text) < ENOUGH or 2 * known >= len(text)
        evidence = self._evidence.get(label)
        return _telling(text) > 1 and (evidence is None or evidence.holds(text))

    def _excused(self, label: str, text: Sequence[str]) -> bool:
        evidence = self._evidence.get(label)
        return evidence is not None and evidence.excused(text)


def _telling(text: Sequence[str]) -> int:
    """How many different words of a text say something of their own."""
    return len(set(text) - FUNCTION_WORDS)


def _family(label: str, emergencies: Container[str]) -> str:
    """Labels that speak for each other: how near a message is to any of them counts."""
    if label in KINDS:
        return TALK
    return EMERGENCY if label in emergencies else label


def _emergencies(catalog: Catalog) -> set[str]:
    found = (catalog.all_policies(language) for language in catalog.languages)
    return {policy.code for policies in found for policy in policies if policy.kind == "emergency"}


def _labelled(catalog: Catalog, documents: Iterable[Document]) -> Labelled:
    for language in catalog.languages:
        for policy in catalog.all_policies(language):
            yield from ((policy.code, tuple(words(phrase.text))) for phrase in policy.examples)
            yield from ((ALLOWED, tuple(words(phrase.text))) for phrase in policy.near_misses)
    for talk in catalog.smalltalk:
        yield from ((talk.kind, tuple(words(phrase.text))) for phrase in talk.examples)
        yield from ((ALLOWED, tuple(words(phrase.text))) for phrase in talk.near_misses)
    about = _about_policies(catalog)
    documents = (document for document in documents if document.id not in about)
    yield from ((ALLOWED, name) for document in documents for name in document.names[:NAMES])


def _about_policies(catalog: Catalog) -> set[str]:
    """Answers that tell of the policies themselves; they would speak against these."""
    choices = (choice for language in catalog.languages for choice in catalog.choices(language))
    return {choice.id for choice in choices if len(choice.policy) >= TELLING}
