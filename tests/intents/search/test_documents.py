"""An entry is searched in each language that it is written in, and found once."""

from intents.content.catalog import SourceFile, build
from intents.index import Index
from intents.search.documents import documents


def file(path: str, title: str) -> SourceFile:
    number = path[-4]
    return SourceFile(path, f"---\ntitle: {title}\nquestion_id: 1\nchoice_id: {number}\n---\nx\n")


CATALOG, _ = build(
    [
        file("tr/faq/1.md", "Dernek kurmak istiyoruz."),
        file("tr/faq/2.md", "Bağış toplamak istiyoruz."),
        file("en/faq/1.md", "We want to found an association, a dernek."),
    ]
)


def test_an_entry_is_a_document_in_each_language_it_is_written_in() -> None:
    found = sorted((document.id, document.subject) for document in documents(CATALOG))
    assert found == [("faq:1-1", "faq:1 en"), ("faq:1-1", "faq:1 tr"), ("faq:1-2", "faq:1 tr")]


def test_an_entry_that_two_languages_hold_is_found_once() -> None:
    found = [match.id for match in Index.build(CATALOG).search("dernek")]
    assert found[0] == "faq:1-1"
    assert found.count("faq:1-1") == 1


def test_a_lent_text_is_searched_once_and_the_names_in_both_languages() -> None:
    """Otherwise the same body would speak twice for one entry."""
    names = SourceFile(
        "en/faq/2.md",
        "---\ntitle: Collecting gifts.\nquestion_id: 1\nchoice_id: 2\naliases: [donations]\n---\n",
    )
    donated = file("tr/faq/2.md", "Bağış toplamak istiyoruz.")
    catalog, _ = build([donated, names])
    bodies = {document.subject: document.body for document in documents(catalog)}
    assert bodies == {"faq:1 tr": ["x"], "faq:1 en": []}
    assert Index.build(catalog).search("donations")[0].id == "faq:1-2"
