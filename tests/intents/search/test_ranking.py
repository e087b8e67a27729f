"""Words carry documents: each once, rare ones more than common ones, in whatever order."""

import numpy as np
import pytest

from intents.search.concepts import Concepts
from intents.search.documents import Document
from intents.search.ranking import Ranking

TITLES = {
    "faq:1-1": "genel kurul toplantisi",
    "faq:1-2": "genel kurul cagrisi",
    "faq:1-3": "genel kurul tutanagi",
    "faq:1-4": "tuzuk degisikligi",
}


def documents() -> list[Document]:
    return [Document(name, {"title": [title.split()]}) for name, title in TITLES.items()]


@pytest.fixture
def ranking() -> Ranking:
    return Ranking(documents(), Concepts(()))


def test_a_word_counts_once_however_often_it_is_typed(ranking: Ranking) -> None:
    once, often = ranking.shares(["tuzuk", "kurul"]), ranking.shares(["tuzuk", "kurul", "tuzuk"])
    assert np.array_equal(once.names, often.names)


def test_what_many_documents_share_weighs_less(ranking: Ranking) -> None:
    names = ranking.shares(["kurul", "tuzuk"]).names
    assert names[3] > max(names[:3])


def test_a_document_answers_a_word_with_its_nearest(ranking: Ranking) -> None:
    names = ranking.shares(["tutanak"]).names
    assert list(names).index(max(names)) == list(TITLES).index("faq:1-3")


def test_the_order_of_documents_changes_nothing(ranking: Ranking) -> None:
    turned = Ranking(documents()[::-1], Concepts(()))
    typed = ["genel", "tuzuk", "cagri"]
    assert np.array_equal(ranking.shares(typed).names, turned.shares(typed).names[::-1])


def test_what_no_document_says_is_not_known(ranking: Ranking) -> None:
    assert ranking.shares(["zzzzzz"]).known == 0
    assert ranking.shares(["kurul"]).known == 1
