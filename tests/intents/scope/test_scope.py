"""What is no question is known from the content's examples alone, against all that is allowed."""

import pytest

from intents.content.catalog import SourceFile, build
from intents.scope.scope import ALLOWED, Scope
from intents.search.documents import documents

ANSWER = "---\ntitle: Tüzük yazmak istiyoruz.\nquestion_id: 1\nchoice_id: 1\n---\nÖnce amaç.\n"
POLICY = """---
code: own-work
kind: refuse
title: Yazmayız
examples: [projemizi siz yazın, raporumuzu siz yazın, dilekçemizi siz hazırlayın]
near_misses: [{}]
---
Yazmayız.
"""
THANKS = "---\nkind: thanks\nexamples: [sağ olun, teşekkürler]\n---\n"


def scope(*files: tuple[str, str]) -> Scope:
    catalog, problems = build(
        [SourceFile("tr/faq/1.md", ANSWER), *(SourceFile(path, text) for path, text in files)]
    )
    assert problems == ()
    return Scope.of(catalog, documents(catalog))


@pytest.mark.parametrize("query", ["merhaba", "projemizi siz yazın", "eşim beni dövüyor", "", "x"])
def test_without_examples_nothing_is_refused_or_small_talk(query: str) -> None:
    assert scope().hit(query).label == ALLOWED
    assert scope().hit(query).strength == 0


def test_an_empty_content_has_an_empty_scope() -> None:
    assert Scope(()).hit("merhaba").strength == 0


def test_an_example_is_certain_whatever_its_marks() -> None:
    found = scope(("tr/policies/p.md", POLICY.format("proje nedir")), ("tr/smalltalk/t.md", THANKS))
    assert (found.hit("PROJEMIZI SIZ YAZIN!").label, found.hit("sag olun").label) == (
        "own-work",
        "thanks",
    )
    assert found.hit("sag olun").strength == 1


def test_what_is_like_an_example_is_near_it() -> None:
    hit = scope(("tr/policies/p.md", POLICY.format("proje nedir"))).hit("raporu siz yazın bize")
    assert hit.label == "own-work"
    assert (
        hit.strength > scope(("tr/policies/p.md", POLICY.format("x"))).hit("ortak nedir").strength
    )


def test_a_near_miss_and_an_answer_speak_against_a_label() -> None:
    query = "tüzüğü siz mi yazın diyorsunuz"
    far = scope(("tr/policies/p.md", POLICY.format("hava nasıl"))).hit(query).strength
    near = scope(("tr/policies/p.md", POLICY.format("kim yazın diyor, siz mi"))).hit(query).strength
    assert near < far
