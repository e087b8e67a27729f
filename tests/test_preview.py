"""An editor sees an entry as a contact will, and which questions find it, before it is public."""

import subprocess
import sys
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.clock import Clock
from bot.content import ContentError, LiveContent, Read, load, made, read
from bot.domain.messages import units
from bot.drafts import opened
from bot.editor import Editor
from bot.preview import WIDTH, lines, report, sights, size
from intents.content.catalog import SourceFile

CONTENT = Path(__file__).parent / "content"
ZONE = ZoneInfo("Europe/Istanbul")
TODAY = date(2026, 11, 28)
ANSWER = (
    "---\ntitle: Gönüllümüz ilk kez geliyor; nasıl karşılayalım?\nquestion_id: {}\nchoice_id: 77\n"
    "label: İlk gün\nsummary: Kapıda karşılayın.\n---\n{}\n"
)
QUERIES = "gonullu ilk gun\tfaq:1-77\tdirect\t0\nhava nasıl\t-\tfar\t0\n"
LONG = "\n\n".join(f"Bölüm {n}. " + "Uzun bir söz. " * 40 for n in range(12))


def draft(folder: Path, *, question: int = 1, body: str = "- Çay ikram edin.") -> Path:
    file = folder / "draft.md"
    file.write_text(ANSWER.format(question, body), encoding="utf-8")
    return file


def told(entry: str | Path, *typed: str, past: str = "") -> str:
    from intents.lab.queries import read as queries

    shown = opened(str(entry), CONTENT, "tr")
    return "\n".join(report(shown, typed, queries(past), on=(TODAY, ZONE)))


def test_an_entry_is_shown_as_the_desk_says_it(tmp_path: Path) -> None:
    text = told(draft(tmp_path))
    assert "faq:1-77 in tr" in text
    order = [text.index(one) for one in ("İlk gün", "karşılayalım?”", "Kapıda", "Çay ikram", "[")]
    assert order == sorted(order)
    assert "characters seen" in text


def test_what_is_folded_is_marked_and_counted(tmp_path: Path) -> None:
    shown = opened(str(draft(tmp_path, body="Önce bu.\n\n" + "Sonra bu. " * 100)), CONTENT, "tr")
    (sight,) = (
        one
        for one in sights(shown.content.catalog, shown.entry, zone=ZONE, today=TODAY)
        if one.language == "tr"
    )
    (message,) = sight.messages
    counts, text = size(message), list(lines(message))
    assert counts.seen + counts.folded == units(message.text.text)
    assert f"▾ folded, {counts.folded} characters" in text
    assert counts.seen < 600 < counts.folded
    marked = [line for line in text if line.startswith("▏")]
    assert "Sonra bu." in "".join(marked)
    assert max(len(line) for line in marked) <= WIDTH + 2


def test_all_pieces_of_a_long_answer_are_shown(tmp_path: Path) -> None:
    text = told(draft(tmp_path, body=LONG))
    assert all(f"Bölüm {n}." in text for n in range(12))
    assert text.index("Bölüm 0.") < text.index("Bölüm 11.")


def test_each_language_is_shown_and_whose_text_it_lends() -> None:
    names = "---\ntitle: The first day\nquestion_id: 1\nchoice_id: 77\nsummary: Meet them.\n---\n"
    files = (
        SourceFile("tr/faq/a.md", ANSWER.format(1, "Çay.")),
        SourceFile("en/faq/a.md", names),
    )
    catalog = made(Read(files), "tr").catalog
    turkish, english = sights(catalog, "faq:1-77", zone=ZONE, today=TODAY)
    assert (turkish.lent_by, english.lent_by) == (None, "tr")
    assert "The first day" in english.messages[0].text.text


def test_a_menu_and_a_policy_are_shown_too() -> None:
    catalog = load(CONTENT, "tr").catalog
    for entry in ("faq:1", "faq:0-1", "own-work"):
        assert sights(catalog, entry, zone=ZONE, today=TODAY)[0].messages[0].text.text
    assert sights(catalog, "faq:99", zone=ZONE, today=TODAY) == ()


def test_questions_are_tried_on_the_draft(tmp_path: Path) -> None:
    text = told(draft(tmp_path), "gönüllümüz ilk kez geliyor", "xyzzy", past=QUERIES)
    typed = text[text.index("Typed (2)") :]
    assert typed.index("  1  ") < typed.index("gönüllümüz ilk kez geliyor") < typed.index("xyzzy")
    assert "should answer (1)" in text
    assert "hava nasıl" not in text


def test_what_it_takes_from_others_is_named(tmp_path: Path) -> None:
    past = "gönüllümüz ilk kez geliyor nasıl karşılayalım\tfaq:1-1\tdirect\t0\n"
    assert "Past questions of others (1)" in told(draft(tmp_path), past=past)


def test_what_check_says_of_it_is_told(tmp_path: Path) -> None:
    assert "tr/faq/draft-draft.md:2: warning: Front matter is missing" in told(draft(tmp_path))


def test_a_draft_stands_for_what_has_its_id_and_writes_nothing(tmp_path: Path) -> None:
    before = read(CONTENT).files
    text = ANSWER.format(1, "Çay.").replace("choice_id: 77", "choice_id: 1")
    (tmp_path / "new.md").write_text(text, encoding="utf-8")
    shown = opened(str(tmp_path / "new.md"), CONTENT, "tr")
    choice = shown.content.catalog.choice("tr", "faq:1-1")
    assert (shown.entry, choice and choice.body) == ("faq:1-1", "Çay.")
    assert read(CONTENT).files == before


def test_a_draft_is_placed_as_its_folders_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "tr" / "assessment"
    folder.mkdir(parents=True)
    shown = opened(str(draft(folder)), CONTENT, "tr")
    assert shown.entry == "assessment:1-77"


def test_a_file_of_the_content_is_its_own_entry() -> None:
    assert opened(str(CONTENT / "tr/faq/01-01.md"), CONTENT, "tr").entry == "faq:1-1"


@pytest.mark.parametrize(
    ("text", "words"),
    [("", r"draft\.md:1: .*empty"), ("---\ntitle: T\nquestion_id: 1\n---\nA\n", "no choice")],
)
def test_a_draft_without_an_id_is_one_clear_sentence(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "draft.md").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=words):
        opened(str(tmp_path / "draft.md"), CONTENT, "tr")


def test_the_command_prints_it_all(tmp_path: Path) -> None:
    (tmp_path / "typed.txt").write_text("gönüllümüz ilk kez geliyor\n", encoding="utf-8")
    (tmp_path / "past.tsv").write_text(QUERIES, encoding="utf-8")
    command = [sys.executable, "-m", "bot", "preview", str(draft(tmp_path)), "xyzzy"]
    more = ["--questions", tmp_path / "typed.txt", "--queries", tmp_path, "--faq", CONTENT]
    done = subprocess.run([*command, *map(str, more)], capture_output=True, text=True, check=True)
    assert all(one in done.stdout for one in ("Çay ikram", "Typed (2)", "should answer (1)"))
    command[4] = "faq:1-99"
    done = subprocess.run([*command, "--faq", str(CONTENT)], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert "There is no faq:1-99" in done.stderr


MENU, SHOWN, REFUSED = ["c|faq:1-2|ab", "h"], ["v|faq:1-1|1", "h"], ["p|own-work"]


@pytest.mark.parametrize(
    ("messages", "entry"),
    [
        ([["h"], SHOWN, MENU], "faq:1-1"),
        ([["forged|", "x" * 90], MENU], "faq:1"),
        ([REFUSED, SHOWN], "own-work"),
        ([["h"], []], None),
        ([["v|faq:99-1|1"], SHOWN], "faq:1-1"),  # an entry that is gone meanwhile
    ],
)
def test_the_page_is_told_of_the_entry_shown_last(
    tmp_path: Path, messages: list[list[str]], entry: str | None
) -> None:
    editor = Editor(ZONE, tmp_path, Clock())
    assert editor.look(messages, (), others=False) is None  # before there is any content
    editor.content = LiveContent.open(CONTENT)
    seen = editor.look(messages, ["tüzük"], others=True)
    assert (seen and seen["entry"]) == entry
    assert seen is None or [one["question"] for one in seen["typed"]] == ["tüzük"]
