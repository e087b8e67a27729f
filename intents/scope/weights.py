"""What the scope learns from labelled texts: which features there are, and their weights for each
label; scikit-learn's vectorizer and ridge regression, learnt once and kept as arrays.

Law: kept or learnt now, the same texts have the same weights.
"""

from collections.abc import Sequence
from inspect import getsource
from typing import Any

import numpy as np

from intents.scope import features as reading
from intents.scope.features import Features
from intents.search.keep import Arrays, Keep, key_of, learnt_once
from intents.search.spelling import Floats

Labelled = Sequence[tuple[str, tuple[str, ...]]]  # a label, and the folded words of a text of it

MANY = 500  # texts from which on what only one of them has teaches nothing of the others
RIDGE = 0.3  # how far the weights are held back from learning single examples by heart
ROUNDS = 15  # steps to the solution; more change nothing that matters
_BETWEEN = "\n"  # in no word, so in no feature


class Weights:
    """Texts in, strengths out: a row for each text, a column for each label."""

    def __init__(
        self, features: Features, pairs: Labelled, labels: Sequence[str], keep: Keep
    ) -> None:
        """`keep` may know what was learnt from the same texts before."""
        # here, so that importing this module stays cheap
        from sklearn import __version__
        from sklearn.feature_extraction.text import TfidfVectorizer

        # what features a text has hangs on their code and on the senses of its words
        senses = features.senses_of(word for _, typed in pairs for word in typed)
        read = getsource(reading), sorted(senses.items())
        key = key_of("scope", __version__, RIDGE, ROUNDS, MANY, *read, pairs, labels)
        learnt = learnt_once(
            keep,
            key,
            lambda arrays: _fits(arrays, len(labels)),
            lambda: _learn(features, pairs, labels),
        )
        names = _names(learnt["names"])
        self._vectorizer = TfidfVectorizer(analyzer=features, dtype=np.float32, vocabulary=names)
        self._vectorizer.idf_ = learnt["idf"]
        self._weights: Floats = learnt["weights"]

    def strengths(self, texts: Sequence[Sequence[str]]) -> Floats:
        """How much the folded words of each text speak for each label."""
        return np.asarray(self._vectorizer.transform(texts) @ self._weights)


def _learn(features: Features, pairs: Labelled, labels: Sequence[str]) -> Arrays:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import Ridge

    twice = 2 if len(pairs) >= MANY else 1
    vectorizer: Any = TfidfVectorizer(analyzer=features, dtype=np.float32, min_df=twice)
    texts = vectorizer.fit_transform([typed for _, typed in pairs])
    wanted = np.array([[label == own for label in labels] for own, _ in pairs], np.float32)
    model = Ridge(RIDGE, fit_intercept=False, solver="sparse_cg", max_iter=ROUNDS)
    found = model.fit(texts, wanted).coef_.reshape(len(labels), -1)
    names = _BETWEEN.join(vectorizer.get_feature_names_out())
    return {
        "names": np.frombuffer(names.encode(), np.uint8),
        "idf": vectorizer.idf_.astype(np.float32),
        "weights": np.ascontiguousarray(found.T),  # else each question copies it
    }


def _names(kept: Any) -> dict[str, int]:
    """The place of each feature's column."""
    return {name: place for place, name in enumerate(kept.tobytes().decode().split(_BETWEEN))}


def _fits(arrays: Arrays, labels: int) -> bool:
    """Whether kept arrays belong together."""
    if set(arrays) != {"names", "idf", "weights"} or arrays["names"].dtype != np.uint8:
        return False
    count = bytes(arrays["names"]).count(_BETWEEN.encode()) + 1
    return arrays["idf"].shape == (count,) and arrays["weights"].shape == (count, labels)
