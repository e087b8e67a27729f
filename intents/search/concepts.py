"""Words of the field: several ways to say one thing, found in a text as it is typed.

Law: a concept is a group of a vocabulary file; a text that holds one of its ways holds the concept,
as one more word.
"""

from collections.abc import Collection, Iterable, Sequence

from intents.turkish import words

LONGEST_SUFFIX = 10  # letters, the softened one included
MARK = "§"  # no folded word begins with it
REMEMBERED = 50_000  # words whose beginnings are kept
HEAD = 3  # letters that a word and the way it begins have in common
SHORTEST_STEM = 4  # a way this long may carry suffixes


class Concepts:
    """The groups of the vocabulary, ready to be found in folded words."""

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self._ways: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._begun: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.names: list[str] = []
        for group in groups:
            name = MARK + "".join(words(group[0]))
            self.names.append(name)
            for way in group:
                folded = tuple(words(way))
                if folded:
                    self._ways.setdefault(folded[0][:HEAD], []).append((folded, name))

    def find(self, typed: Sequence[str]) -> list[tuple[range, str]]:
        """The concepts in a text, each with the positions of the words that say it."""
        found = []
        for start, word in enumerate(typed):
            ways = self._begun.get(word)
            for way, name in self._beginning(word) if ways is None else ways:
                if len(way) == 1 or _says(typed[start + 1 : start + len(way)], way[1:]):
                    found.append((range(start, start + len(way)), name))
        return found

    def said(self, names: Collection[str]) -> list[str]:
        """The single words that say one of these concepts."""
        ways = (pair for listed in self._ways.values() for pair in listed)
        return [way[0] for way, name in ways if name in names and len(way) == 1]

    def _beginning(self, word: str) -> list[tuple[tuple[str, ...], str]]:
        """The ways that a word may begin; remembered, for a text uses few words often."""
        known = [
            (way, name) for way, name in self._ways.get(word[:HEAD], ()) if _inflects(word, way[0])
        ]
        if len(self._begun) < REMEMBERED:
            self._begun[word] = known
        return known


def _says(typed: Sequence[str], way: Sequence[str]) -> bool:
    """Whether words are this way of saying it, up to suffixes."""
    return len(typed) == len(way) and all(map(_inflects, typed, way))


def _inflects(word: str, stem: str) -> bool:
    if word == stem:
        return True
    if len(stem) < SHORTEST_STEM:
        return len(stem) == HEAD and word.startswith(stem) and word[HEAD:] in _SHORT_SUFFIXES
    # the last letter may soften: dernek, dernegi
    soft = len(stem) - 1
    return (
        word[:soft] == stem[:soft]
        and len(word) <= soft + LONGEST_SUFFIX
        and word[soft : soft + 1] in (stem[soft], *"gbdc")
    )


_SHORT_SUFFIXES_TEXT = """
    lar ler un in i u a e ya ye da de dan den la le nun nin lari leri larin lerin lara lere miz
    muz imiz umuz
"""
_SHORT_SUFFIXES = frozenset(_SHORT_SUFFIXES_TEXT.split())
