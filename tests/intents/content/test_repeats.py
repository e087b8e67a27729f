"""Who edits phrases is told, with file and line, what stands twice and what contradicts itself."""

from datetime import date

import pytest

from intents.content.catalog import SourceFile, build
from intents.content.check import KEPT_INSIDE, check

ANSWER = (
    "---\ntitle: Tüzüğü yazamıyoruz.\nquestion_id: 1\nchoice_id: 1\naliases: [tüzük yazmak]\n{}"
    "---\nÖnce amaç.\n"
)
POLICY = "---\ncode: {}\nkind: refuse\ntitle: T\n---\nYazmayız.\n"
THANKS = "---\nkind: thanks\nexamples:\n  - sağ olun\nnear_misses: [olsun]\n---\n"
OWN, NEAR = "tr/policies/own/examples.txt", "tr/policies/own/near-misses.txt"
PAID, ENGLISH = "tr/policies/paid/examples.txt", "en/policies/own/examples.txt"
ABOUT = "policy: [own]\n"


def found(answer: str = "", **texts: str) -> list[tuple[str, int, str]]:
    """Warnings about phrases, for the texts of own, near, paid, english and talk."""
    files = [SourceFile("tr/faq/a.md", ANSWER.format(answer))]
    files += [SourceFile(f"tr/policies/{code}.md", POLICY.format(code)) for code in ("own", "paid")]
    files += [SourceFile("en/policies/own.md", POLICY.format("own"))]
    places = {
        "own": OWN,
        "near": NEAR,
        "paid": PAID,
        "english": ENGLISH,
        "talk": "tr/smalltalk/t.md",
    }
    files += [SourceFile(places[name], text) for name, text in texts.items()]
    catalog, problems = build(files)
    assert problems == ()
    warnings = check(catalog, files, today=date(2026, 11, 22))
    return [(p.path, p.line, p.message) for p in warnings if p.path != "tr/faq/a.md"]


@pytest.mark.parametrize(
    ("texts", "path", "line", "words"),
    [
        ({"own": "siz yazın\n\nSİZ YAZIN!\n"}, OWN, 3, f"also in {OWN}:1; remove one"),
        ({"near": "nedir\n# b\nnedir?\n"}, NEAR, 3, f"also in {NEAR}:1; remove one"),
        ({"own": "siz yazın\n", "near": "a\nsiz yazın\n"}, NEAR, 2, f"a near miss ({OWN}:1)"),
        ({"english": "do it\n", "near": "do it\n"}, NEAR, 1, f"near miss ({ENGLISH}:1)"),
        ({"own": "a b\n", "paid": "a b\n"}, PAID, 1, f"also in {OWN}:1, as an example of own"),
        ({"own": "a b\n", "english": "a b\n"}, OWN, 1, f"also in {ENGLISH}:1; remove one"),
        ({"own": "sağ olun\n", "talk": THANKS}, "tr/smalltalk/t.md", 4, "as an example of own"),
        ({"own": "tuzuk yazmak\n"}, OWN, 1, "also names faq:1-1"),
    ],
)
def test_what_repeats_or_contradicts_is_named_at_its_line(
    texts: dict[str, str], path: str, line: int, words: str
) -> None:
    ((where, at, message),) = found(**texts)
    assert (where, at) == (path, line)
    assert words in message


@pytest.mark.parametrize(
    "texts",
    [
        {"near": "olsun\n", "talk": THANKS},  # near to both
        {"near": "a b\n", "paid": "a b\n"},  # what one refuses only resembles the other
        {"near": "sağ olun\n", "talk": THANKS},
        {"near": "tüzük yazmak\n"},
        {"own": "siz yazın\n", "paid": "siz yazdırın\n"},
    ],
)
def test_what_may_stand_in_two_places_is_left_alone(texts: dict[str, str]) -> None:
    assert found(**texts) == []


def test_an_answer_about_a_policy_may_be_asked_for_in_its_words() -> None:
    assert found(ABOUT, own="tüzük yazmak\n") == []


@pytest.mark.parametrize(("count", "warned"), [(KEPT_INSIDE, False), (KEPT_INSIDE + 1, True)])
def test_many_phrases_are_asked_to_move_out_of_front_matter(count: int, warned: bool) -> None:
    lines = "".join(f"  - yazın {n}\n" for n in range(count))
    text = POLICY.format("own").replace("title: T\n", f"title: T\nexamples:\n{lines}")
    catalog, _ = build([SourceFile("tr/policies/own.md", text)])
    warnings = check(catalog, (), today=date(2026, 11, 22))
    assert [(p.path, p.line) for p in warnings] == [("tr/policies/own.md", 6)] * warned
