"""Words of the field are groups of equal words, or senses with a name."""

from intents.content.catalog import SourceFile, build

WORDS = """# sözcükler
gk, genel kurul
yakın: hala, teyze-  # kim
yalnız
"""
POLICY = """---
code: alarm
kind: emergency
title: T
examples: [x]
evidence:
  - "@yakın / abla + @vurmak"
---
Metin.
"""


def test_a_line_is_a_group_or_a_sense() -> None:
    catalog, _ = build([SourceFile("vocabulary/w.txt", WORDS)])
    assert catalog.vocabulary.groups == (("gk", "genel kurul"),)
    assert catalog.vocabulary.senses == (("yakın", ("hala", "teyze-")),)


def test_evidence_of_a_sense_that_nobody_wrote_is_named_at_its_line() -> None:
    files = [SourceFile("vocabulary/w.txt", WORDS), SourceFile("tr/policies/a.md", POLICY)]
    found = [(p.path, p.line, p.message) for p in build(files)[1] if p.path != "."]
    assert [(path, line) for path, line, _ in found] == [("tr/policies/a.md", 6)]
    assert "'vurmak'" in found[0][2]
