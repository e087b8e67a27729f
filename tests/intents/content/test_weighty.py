"""The few sentences whose loss would hurt somebody: deadlines that run, duties, who is meant.

Few on purpose. When the law changes, the answer and its line here change together.
"""

import pytest

from bot.content import SHIPPED, read
from intents.content.catalog import Catalog, build


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """What the desk knows."""
    return build(read(SHIPPED).files)[0]


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("faq:103-1", "15 gün içinde sulh ceza hâkimliğine"),
        ("faq:103-2", "yönetim kurulu başkanınadır"),
        ("faq:103-3", "15 gün"),  # a payment order
        ("faq:103-5", "suça mahkeme karar verir"),
        ("faq:106-9", "okunamaz hâle geldiyse"),
        ("faq:8-9", "en az 48 saat önce"),
        ("faq:8-15", "24 saat önce yazıyla"),
        ("faq:8-15", "60 gün içinde dava"),
        ("faq:8-14", "15 gün içinde"),
        ("faq:9-7", "uygulanmaz"),  # neither rule for municipalities
        ("faq:10-6", "m. 278"),
        ("faq:105-10", "bir ay içinde"),
        ("faq:106-12", "10 gün içinde"),
    ],
)
def test_an_answer_says_what_must_not_be_missed(catalog: Catalog, entry: str, words: str) -> None:
    choice = catalog.choice("tr", entry)
    assert choice is not None
    assert words in f"{choice.summary} {choice.body}"


@pytest.mark.parametrize(
    ("language", "words"), [("tr", "bildirmekle yükümlüdür"), ("en", "obliged to report")]
)
def test_who_hears_of_a_child_hears_of_the_duty(
    catalog: Catalog, language: str, words: str
) -> None:
    policy = catalog.policy(language, "emergency-child")
    assert policy is not None
    assert words in policy.body
