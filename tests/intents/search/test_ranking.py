"""Words carry documents: each once, rare ones more than common ones, in whatever order."""

import numpy as np
import pytest

from intents.search.balance import Balance
from intents.search.concepts import Concepts
from intents.search.documents import Document
from intents.search.ranking import Ranking, Shares
from intents.search.spelling import Spelling

TITLES = {
    "faq:1-1": "genel kurul toplantisi",
    "faq:1-2": "genel kurul cagrisi",
    "faq:1-3": "genel kurul tutanagi",
    "faq:1-4": "tuzuk degisikligi",
}


def documents() -> list[Document]:
    return [Document(name, {"title": [title.split()]}) for name, title in TITLES.items()]


EVEN = Balance(1.0, 1.0, np.ones(len(TITLES), np.float32))


def ranking(found: list[Document]) -> Ranking:
    words = sorted({word for one in found for word in one.words})
    return Ranking(found, Concepts(()), Spelling(words))


def shares(*query: str, found: list[Document] | None = None) -> Shares:
    return ranking(found or documents()).shares(query, EVEN)


def test_a_word_counts_once_however_often_it_is_typed() -> None:
    once, often = shares("tuzuk", "kurul"), shares("tuzuk", "kurul", "tuzuk")
    assert np.array_equal(once.carried, often.carried)


def test_a_word_counts_once_in_however_many_fields_it_stands() -> None:
    """With the field that says it best: a body that says it again adds nothing."""

    def with_body(word: str) -> float:
        last = Document("faq:1-4", {"title": [["tuzuk", "degisikligi"]], "body": [[word]]})
        others = [Document(one.id, {**one.texts, "body": [["bagis"]]}) for one in documents()[:3]]
        return float(shares("genel", "tuzuk", found=[*others, last]).carried[3])

    assert with_body("tuzuk") == with_body("bagis") > 0


def test_what_many_documents_share_weighs_less() -> None:
    carried = shares("kurul", "tuzuk").carried
    assert carried[3] > max(carried[:3])


def test_a_document_answers_a_word_with_its_nearest() -> None:
    carried = shares("tutanak").carried
    assert list(carried).index(max(carried)) == list(TITLES).index("faq:1-3")


def test_the_order_of_documents_changes_nothing() -> None:
    typed = ("genel", "tuzuk", "cagri")
    turned = shares(*typed, found=documents()[::-1]).carried[::-1]
    assert shares(*typed).carried == pytest.approx(turned)


def test_names_that_are_not_believed_carry_nothing() -> None:
    nobody = Balance(1.0, 1.0, np.zeros(len(TITLES), np.float32))
    assert not ranking(documents()).shares(["tuzuk"], nobody).carried.any()


def test_what_no_document_says_is_not_known() -> None:
    assert shares("zzzzzz").known == 0
    assert shares("kurul").known == pytest.approx(1)
    assert 0 < shares("kurulmus").known < 1
