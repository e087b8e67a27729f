"""The index finds what is meant, however it is typed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intents.content.catalog import SourceFile, build
from intents.index import Index
from intents.understand import Outcome, understand

ENTRIES = {
    "1-1": ("Dernek kurmak istiyoruz.", "dernek kurulusu", "Yedi kurucu ve bir tüzük gerekir."),
    "1-2": (
        "Genel kurul çağrısını nasıl yapacağız?",
        "genel kurul cagrisi",
        "Çağrı on beş gün önce yapılır.",
    ),
    "2-1": (
        "Bağış toplamak istiyoruz.",
        "yardim toplama izni",
        "Kampanya için valilikten izin alınır.",
    ),
    "2-2": (
        "Gönüllülerle çalışmak istiyoruz.",
        "gonullu sozlesmesi",
        "Gönüllüyle yazılı bir anlaşma yapın.",
    ),
}


def files(*, also: str = "gk nasil toplanir") -> list[SourceFile]:
    """A small content; `also` is one more name of 1-2."""
    found = []
    for name, (title, alias, body) in ENTRIES.items():
        question, choice = name.split("-")
        names = f"{alias}, {also}" if name == "1-2" else alias
        front = f"title: {title}\nquestion_id: {question}\nchoice_id: {choice}\naliases: [{names}]"
        found.append(SourceFile(f"{name}.md", f"---\n{front}\n---\n{body}\n"))
    found.append(SourceFile("vocabulary/x.txt", "# a note\ngk, genel kurul\n"))
    return found


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.build(build(files())[0])


@pytest.mark.parametrize(
    ("query", "entry_id"),
    [
        ("dernek kurmak", "faq:1-1"),
        ("DERNEĞİMİZİ KURACAĞIZ", "faq:1-1"),
        ("drenek kurmka", "faq:1-1"),
        ("gk ne zaman", "faq:1-2"),
        ("bagiscidan para toplama", "faq:2-1"),
        ("gönüllülerimiz için sözleşme", "faq:2-2"),
    ],
)
def test_the_entry_that_is_meant_comes_first(index: Index, query: str, entry_id: str) -> None:
    assert index.search(query)[0].id == entry_id


@pytest.mark.parametrize("entry_id", ENTRIES)
def test_whoever_asks_with_a_name_of_an_entry_is_answered(index: Index, entry_id: str) -> None:
    title, alias, _ = ENTRIES[entry_id]
    for query in (title, alias.upper(), f"{alias}?"):
        intent = understand(query, index, language="tr")
        assert (intent.outcome, intent.matches[0].id) == (Outcome.ANSWER, f"faq:{entry_id}")


def test_a_name_of_two_entries_says_less(index: Index) -> None:
    """Nobody knows which of them is meant."""
    shared = Index.build(build(files(also="yardim toplama izni"))[0])
    alone, both = (one.search("yardim toplama izni")[0].confidence for one in (index, shared))
    assert both < alone


def test_the_order_of_files_changes_nothing(index: Index) -> None:
    turned = Index.build(build(reversed(files()))[0])
    assert index.search("genel kurul izni") == turned.search("genel kurul izni")


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_no_text_of_any_script_raises(index: Index, text: str) -> None:
    intent = understand(text, index)
    assert all(0 <= match.confidence <= 1 for match in intent.matches)


@given(st.text(alphabet="abcçdefgğhıijklmnoöprsştuüvyzÇĞİIÖŞÜ ", max_size=60))
@settings(max_examples=60, deadline=None)
def test_marks_of_letters_change_no_outcome(index: Index, text: str) -> None:
    bare = text.translate(str.maketrans("çğıöşüÇĞİÖŞÜ", "cgiosuCGIOSU"))
    one, other = understand(text, index), understand(bare, index)
    assert (one.outcome, one.matches) == (other.outcome, other.matches)
