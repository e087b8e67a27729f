"""Content files become a catalog, and what is wrong with them is said with file and line."""

from dataclasses import FrozenInstanceError

import pytest

from intents.content.catalog import Catalog, Problem, SourceFile, build


def entry(
    question: int, choice: int, *, title: str = "Bir durum", more: str = "", body: str = "Metin."
) -> str:
    return f"---\ntitle: {title}\nquestion_id: {question}\nchoice_id: {choice}\n{more}---\n{body}\n"


def made(**texts: str | bytes) -> tuple[Catalog, tuple[Problem, ...]]:
    return build([SourceFile(f"{name}.md", text) for name, text in texts.items()])


def complaints(**texts: str | bytes) -> list[tuple[str, int, str]]:
    return [
        (p.path, p.line, p.message)
        for p in made(**texts)[1]
        if p.severity == "error" and p.path != "."
    ]


def test_a_lone_file_is_the_choice_that_its_front_matter_names() -> None:
    text = entry(
        9,
        2,
        title="Ortak arıyoruz ama bulamıyoruz.",
        body="- [<u>Liste</u>](https://example.org/a_(b))",
    )
    catalog, problems = build([SourceFile("anything at all.txt", text.replace("\n", "\r\n"))])
    choice = catalog.choice("tr", "faq:9-2")
    assert problems == ()
    assert choice is not None
    assert choice.body == "- [<u>Liste</u>](https://example.org/a_(b))"
    assert choice.label == "Ortak arıyoruz ama…"


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("title: Ortaklık: nasıl?\nquestion_id: 1\nchoice_id: 1", "Ortaklık: nasıl?"),
        ('title: "Ortaklık: nasıl?"\nquestion_id: "1"\nchoice_id: \'1\'', "Ortaklık: nasıl?"),
        ("title: Uzun bir\n  başlık\nquestion_id: 1\nchoice_id: 1", "Uzun bir başlık"),
        ("title: Uzun: bir\nbaşlık\nquestion_id: 1\nchoice_id: 1", "Uzun: bir başlık"),
        ("title: >\n  Uzun bir\n  başlık\nquestion_id: 1\nchoice_id: 1", "Uzun bir başlık"),
        ("title: Evet\nquestion_id: 01\nchoice_id: 1", "Evet"),
    ],
)
def test_front_matter_is_read_as_editors_write_it(front: str, title: str) -> None:
    catalog, problems = made(a=f"---\n{front}\n---\n# Başlık\n\nMetin.\n")
    choice = catalog.choice("tr", "faq:1-1")
    assert problems == ()
    assert choice is not None
    assert choice.title == title
    assert choice.body == "# Başlık\n\nMetin."


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "empty"),
        ("  \n\n", 1, "empty"),
        ("Yalnız metin.", 1, "no front matter"),
        ("---\ntitle: x\n", 1, "never ends"),
        ("\ufeff" + entry(1, 1), 1, "byte order mark"),
        (b"\xef\xbb\xbf" + entry(1, 1).encode(), 1, "byte order mark"),
        (entry(1, 1).encode() + b"iki\n\xfe\xff", 8, "not UTF-8"),
        (entry(1, 1).encode("utf-16"), 1, "not UTF-8"),
        ("---\nquestion_id: 1\nchoice_id: 1\n---\nx", 1, "`title` is missing"),
        ("---\ntitle: x\nchoice_id: 1\n---\nx", 1, "`question_id` is missing"),
        ("---\ntitle: x\nquestion_id: bir\nchoice_id: 1\n---\nx", 3, "whole number"),
        ("---\ntitle: x\nquestion_id: 1\nchoice_id: -2\n---\nx", 4, "whole number"),
        ("---\ntitle: x\nquestion_id: 1\nchoice_id: 0\n---\nx", 4, "counted from 1"),
        (entry(1, 1, more="reviewed: dün\n"), 5, "2026-11-22"),
        (entry(1, 1, more="legal: belki\n"), 5, "true or false"),
        (entry(1, 1, more="aliases:\n  - a: b\n"), 5, "list of texts"),
        (entry(1, 1, more="related: [faq:7-7]\n"), 5, "does not exist"),
        (entry(1, 1, more="sources:\n  - title: x\n    url: example.org\n"), 5, "https://"),
        (entry(1, 1, body=""), 6, "no text"),
        (entry(1, 1, body="a\n\nb [x](http://example.org ve"), 8, "not closed"),
        (entry(1, 1, body="[x]()"), 6, "no address"),
        (entry(1, 1, body="[x](www.example.org)"), 6, "put https://"),
        (
            entry(1, 1, body="[a](https://example.org) [x](javascript:alert)"),
            6,
            "does not start with",
        ),
        (entry(1, 1, more="opens: 1\n"), 5, "cycle"),
        (entry(1, 1, more="opens: 8\n"), 5, "has no choices"),
    ],
)
def test_a_broken_file_is_named_with_line_and_remedy(
    text: str | bytes, line: int, words: str
) -> None:
    found = complaints(broken=text)
    assert [(path, at) for path, at, message in found if words in message] == [("broken.md", line)]


def test_two_files_with_one_id_are_both_named() -> None:
    ((path, line, message),) = complaints(a=entry(1, 1), b=entry(1, 1))
    assert (path, line) == ("b.md", 4)
    assert "a.md" in message


def test_a_tree_is_walked_from_question_zero() -> None:
    catalog, problems = made(
        root="---\ntitle: Konular\nquestion_id: 0\n---\nSeçin.\n",
        a=entry(0, 1, title="Hukuk", more="opens: 3\n", body="Hukukta ne soracaksınız?"),
        b=entry(3, 1, title="Dernek kurmak istiyoruz."),
    )
    question = catalog.question("tr", "faq:3")
    assert problems == ()
    assert question is not None
    assert question.body == "Hukukta ne soracaksınız?"
    assert [choice.id for choice in catalog.trail(question)] == ["faq:0-1"]


def test_without_a_question_zero_a_root_lists_what_nobody_opens() -> None:
    catalog, problems = made(
        a=entry(2, 1, more="opens: 5\n"), b=entry(5, 1), c=entry(7, 1, title="Yedinci")
    )
    root = catalog.question("tr", "faq:0")
    assert problems == ()
    assert root is not None
    assert [(choice.id, choice.opens) for choice in root.choices] == [
        ("faq:0-2", 2),
        ("faq:0-7", 7),
    ]


def test_orphans_cycles_and_missing_roots_are_errors() -> None:
    orphan = complaints(a=entry(0, 1), b=entry(4, 1))
    assert [(path, line) for path, line, _ in orphan] == [("b.md", 3)]
    assert "orphan" in orphan[0][2]
    circle = complaints(a=entry(1, 1, more="opens: 2\n"), b=entry(2, 1, more="opens: 1\n"))
    assert {path for path, _, message in circle if "cycle" in message} == {"a.md", "b.md"}
    assert any("no root" in message for _, _, message in circle)


def test_the_assessment_is_a_series_and_other_collections_may_be() -> None:
    kinds = {
        "tr/assessment/x.md": entry(2, 1),
        "tr/yoklama/00.md": "---\ntitle: Y\nquestion_id: 0\nkind: series\n---\n",
        "tr/yoklama/1.md": entry(1, 1),
        "tr/faq/1.md": entry(1, 1),
    }
    catalog, problems = build([SourceFile(path, text) for path, text in kinds.items()])
    found = {name: catalog.collection("tr", name) for name in catalog.collections("tr")}
    assert problems == ()
    assert {name: c.kind for name, c in found.items() if c} == {
        "faq": "tree",
        "assessment": "series",
        "yoklama": "series",
    }


def test_a_language_is_filled_up_from_the_default_one() -> None:
    files = [
        SourceFile("tr/faq/1.md", entry(1, 1, title="Bir")),
        SourceFile("tr/faq/2.md", entry(1, 2, title="İki")),
        SourceFile("en/faq/1.md", entry(1, 1, title="One")),
        SourceFile("tr/faq/README.md", "For editors."),
    ]
    catalog, problems = build(files)
    question = catalog.question("en", "faq:1")
    assert problems == ()
    assert question is not None
    assert [(c.title, c.language) for c in question.choices] == [("One", "en"), ("İki", "tr")]
    assert [c.title for c in catalog.choices("de") if c.question_id == 1] == ["Bir", "İki"]


def test_a_question_changes_its_fingerprint_with_its_choices_and_a_catalog_its_version() -> None:
    one, _ = made(a=entry(1, 1))
    two, _ = made(a=entry(1, 1), b=entry(1, 2))
    again, _ = made(b=entry(1, 2), a=entry(1, 1))
    first, second = one.question("tr", "faq:1"), two.question("tr", "faq:1")
    assert first is not None
    assert second is not None
    assert first.fingerprint != second.fingerprint
    assert one.version != two.version == again.version


@pytest.mark.parametrize(
    "name", ["", "faq", "faq:", "faq:x", "faq:1-", "faq:1-9", "faq:99999999999", "x:1-1", "faq:²"]
)
def test_any_text_may_be_asked_for_as_an_id(name: str) -> None:
    catalog, _ = made(a=entry(1, 1))
    assert catalog.choice("tr", name) is None


def test_a_policy_is_read_with_its_examples() -> None:
    front = (
        "code: own-work\nkind: refuse\ntitle: T\nexamples: [yazın, siz yazın]\n"
        "near_misses: [nedir]\nevidence: [yaz- + siz]"
    )
    text = f"---\n{front}\n---\nYazmayız."
    catalog, problems = build(
        [SourceFile("tr/policies/p.md", text), SourceFile("tr/faq/a.md", entry(1, 1))]
    )
    policy = catalog.policy("tr", "own-work")
    assert problems == ()
    assert policy is not None
    assert [phrase.text for phrase in policy.examples] == ["yazın", "siz yazın"]
    assert policy.evidence == ("yaz- + siz",)
    assert catalog.policy("en", "own-work") == policy


def test_a_catalog_never_changes() -> None:
    catalog, _ = made(a=entry(1, 1))
    with pytest.raises(FrozenInstanceError):
        catalog.version = "x"  # type: ignore[misc]


def _named(more: str = "", body: str = "") -> str:
    return entry(1, 1, title="Founding an association.", more=more, body=body)


def test_an_entry_without_a_text_is_lent_that_of_the_default_language() -> None:
    """Its names are its own; the answer comes with what bears it, and says whose it is."""
    theirs = entry(1, 1, more="sources:\n  - Rehber (2026)\nreviewed: 2026-11-22\nlegal: true\n")
    files = {"tr/faq/a.md": theirs, "en/faq/a.md": _named("summary: Seven people.\n")}
    catalog, problems = build([SourceFile(path, text) for path, text in files.items()])
    assert problems == ()
    shown, lender = catalog.choice("en", "faq:1-1"), catalog.choice("tr", "faq:1-1")
    assert shown is not None
    assert lender is not None
    assert (shown.title, shown.summary) == ("Founding an association.", "Seven people.")
    assert (shown.language, shown.lent_by, lender.lent_by) == ("en", "tr", None)
    assert (shown.body, shown.sources, shown.reviewed, shown.legal) == (
        lender.body,
        lender.sources,
        lender.reviewed,
        True,
    )


def test_an_entry_with_a_text_borrows_nothing() -> None:
    files = {
        "tr/faq/a.md": entry(1, 1, more="reviewed: 2026-11-22\nlegal: true\n"),
        "en/faq/a.md": _named(body="Text."),
    }
    catalog, _ = build([SourceFile(path, text) for path, text in files.items()])
    shown = catalog.choice("en", "faq:1-1")
    assert shown is not None
    assert (shown.body, shown.lent_by, shown.reviewed, shown.legal) == ("Text.", None, None, False)


def test_a_translated_branch_is_lent_its_words_and_where_it_leads() -> None:
    files = {
        "tr/faq/a.md": entry(0, 1, more="opens: 1\n", body="Hangisi?"),
        "tr/faq/b.md": entry(1, 1),
        "en/faq/a.md": entry(0, 1, title="The law.", body=""),
    }
    catalog, problems = build([SourceFile(path, text) for path, text in files.items()])
    question = catalog.question("en", "faq:1")
    assert problems == ()
    assert question is not None
    assert (question.title, question.body, question.language) == ("The law.", "Hangisi?", "tr")


@pytest.mark.parametrize("path", ["tr/faq/a.md", "en/faq/a.md"])
def test_an_entry_that_has_a_text_in_no_language_is_refused(path: str) -> None:
    good = SourceFile("tr/faq/b.md", entry(1, 2))
    _, problems = build([good, SourceFile(path, _named())])
    assert [(p.path, p.line, p.severity) for p in problems] == [(path, 6, "error")]
    assert "has no text" in problems[0].message
