"""The sentences of an answer that hold what a further question asks."""

import pytest

from intents.content.catalog import Catalog, Choice, SourceFile, build
from intents.index import Index

BODY = """
1. Çağrıyı yazıyla yapın.
2. Oylayın; vekâletle oy olmaz.

**Karara itiraz:** İptal davası için bir ayınız var. Süre [kanunda](https://example.org) yazar.

- **Yeter sayı:** Sayı tutmazsa toplantı bir kez ertelenir.
"""
FILES = {
    "faq/01-01.md": (
        "title: Genel kurul yapacağız\nquestion_id: 1\nchoice_id: 1\n"
        "summary: Üyeleri en az 15 gün önceden çağırın. Seçilenleri bildirin."
    ),
    "faq/01-02.md": "title: Bağış topluyoruz\nquestion_id: 1\nchoice_id: 2",
    "faq/01-03.md": "title: Banka hesabı açıyoruz\nquestion_id: 1\nchoice_id: 3",
    "en/faq/01-02.md": "title: We collect donations\nquestion_id: 1\nchoice_id: 2",
}


def _catalog() -> Catalog:
    bodies = {"faq/01-01.md": BODY, "en/faq/01-02.md": ""}
    sources = [
        SourceFile(path, f"---\n{text}\n---\n{bodies.get(path, 'Makbuz kesin, hesap açın.')}\n")
        for path, text in FILES.items()
    ]
    return build(sources)[0]


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.build(_catalog())


def _choice(index: Index, language: str = "tr", name: str = "faq:1-1") -> Choice:
    choice = index.catalog.choice(language, name)
    assert choice is not None
    return choice


@pytest.mark.parametrize(
    ("asked", "head", "text"),
    [
        ("vekaletle oy olur mu", "", "Oylayın; vekâletle oy olmaz."),
        ("iptal davası süresi kaç gün", "Karara itiraz", "İptal davası için bir ayınız var."),
        ("toplantı ertelenir mi", "Yeter sayı", "Sayı tutmazsa toplantı bir kez ertelenir."),
        ("bağışa kaç gün içinde itiraz", "Karara itiraz", "İptal davası için bir ayınız var."),
        ("kaç gün önce", "", "Üyeleri en az 15 gün önceden çağırın."),
        ("kaç gün önce haber vercez", "", "Üyeleri en az 15 gün önceden çağırın."),
    ],
)
def test_the_sentence_that_holds_it_is_found_as_it_is_written(
    index: Index, asked: str, head: str, text: str
) -> None:
    found = index.sentences(_choice(index), asked)
    assert (head, text) in [(one.head, one.text) for one in found]
    assert len(found) <= 2


@pytest.mark.parametrize(
    "asked",
    [
        "hava çok soğuk",
        "kaç kişi",
        "banka hesabı",
        "peki ya",
        "",
        "itiraz için banka hesap makbuz",
        "uzay gemisi ne zaman kalkıyor acaba",
        "kaç gün uzay gemisi yolculuğu sürüyor",
    ],
)
def test_what_no_sentence_holds_finds_none(index: Index, asked: str) -> None:
    assert index.sentences(_choice(index), asked) == ()


def test_a_borrowed_body_is_not_quoted(index: Index) -> None:
    lent = _choice(index, "en", "faq:1-2")
    assert lent.lent_by == "tr"
    assert index.sentences(lent, "makbuz kesin") == ()
