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
