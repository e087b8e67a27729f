"""What is no question is known from the content's examples alone, against all that is allowed."""

import pytest

from intents.content.catalog import SourceFile, build
from intents.scope.evidence import Evidence
from intents.scope.scope import ALLOWED, PLAIN, Hit, Scope
from intents.search.documents import documents
from intents.turkish import words

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


def hit(scope: Scope, query: str) -> Hit:
    return scope.hits([words(query)])[0]


@pytest.mark.parametrize("query", ["merhaba", "projemizi siz yazın", "eşim beni dövüyor", "", "x"])
def test_without_examples_nothing_is_refused_or_small_talk(query: str) -> None:
    assert hit(scope(), query).label == ALLOWED
    assert hit(scope(), query).strength == 0


def test_an_empty_content_has_an_empty_scope() -> None:
    assert hit(Scope(()), "merhaba").strength == 0


def test_an_example_is_certain_whatever_its_marks() -> None:
    found = scope(("tr/policies/p.md", POLICY.format("proje nedir")), ("tr/smalltalk/t.md", THANKS))
    assert hit(found, "PROJEMIZI SIZ YAZIN!").label == "own-work"
    assert hit(found, "sag olun") == Hit("thanks", 1.0)


def test_what_is_like_an_example_is_near_it() -> None:
    found = scope(("tr/policies/p.md", POLICY.format("proje nedir")))
    like = hit(found, "raporu siz yazın bize")
    assert like.label == "own-work"
    assert like.strength > hit(found, "ortak nedir").strength


def test_a_near_miss_and_an_answer_speak_against_a_label() -> None:
    query = "tüzüğü siz mi yazın diyorsunuz"
    far = scope(("tr/policies/p.md", POLICY.format("hava nasıl")))
    near = scope(("tr/policies/p.md", POLICY.format("kim yazın diyor, siz mi")))
    assert hit(near, query).strength < hit(far, query).strength


GUARDED = POLICY.replace("kind: refuse", "kind: refuse\nevidence: [proje- / rapor- + siz]")


def test_likeness_is_evident_only_with_what_the_policy_names() -> None:
    found = scope(("tr/policies/p.md", GUARDED.format("proje nedir")))
    assert hit(found, "projeyi siz yazar mısınız").named
    assert not hit(found, "bunu siz yazar mısınız").named


def test_a_single_word_bears_nothing_out() -> None:
    found = scope(("tr/policies/p.md", GUARDED.format("proje nedir")))
    assert not hit(found, "projemizi").evident
    assert not hit(found, "siz projemizi").evident  # the other one says nothing


def test_the_strongest_likeness_of_several_words_needs_no_more() -> None:
    text = "dilekçemizi bugün siz hazırlayın"
    found = scope(("tr/policies/p.md", GUARDED.format("proje nedir")))
    assert hit(found, text).evident is (hit(found, text).strength >= PLAIN)


def test_emergencies_speak_for_each_other_and_evidence_says_which_it_is() -> None:
    labelled = [
        ("fire", ("ev", "yaniyor", "kacin")),
        ("flood", ("ev", "sular", "altinda", "kacin")),
    ]
    evidence = {"fire": Evidence(["yan-"]), "flood": Evidence(["su-"])}
    together = Scope(labelled, evidence, emergencies={"fire", "flood"})
    apart = Scope(labelled, evidence)
    text = "evi sular basti kacin"
    assert hit(together, text).label == "flood"
    assert hit(together, text).strength > hit(apart, text).strength
