"""A dialogue is played against the real desk and printed as both sides see it."""

from pathlib import Path

import pytest

from bot.demo import talk
from tests.world import settings, sqlite_url

CONTENT = Path(__file__).parent / "content"
DIALOGUE = """
# what a remark says is not said
Genel kurul çağrısı kaç gün önce yapılır?
[Ana menü]
--- somebody else
/uzman
Şubemizi kapatmak istiyoruz, ne yapalım?
gönder
gönder
= Kaç üyeniz var?
7
"""


async def test_what_both_sides_see_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = settings(sqlite_url(tmp_path), faq_dir=CONTENT)
    await talk(DIALOGUE.splitlines(), own)
    said = capsys.readouterr().out
    assert "remark" not in said
    asked, answered = said.index("> Genel kurul"), said.index("on beş gün önce")
    assert asked < answered < said.index("> [Ana menü]") < said.index("--- somebody else")
    assert "experts | Talep 1" in said
    assert said.index("> = Kaç üyeniz var?") < said.index(
        "Kaç üyeniz var?", said.index("> = ") + 20
    )
    assert "experts | 7" in said


async def test_a_button_that_is_not_there_is_named(tmp_path: Path) -> None:
    own = settings(sqlite_url(tmp_path), faq_dir=CONTENT)
    with pytest.raises(ValueError, match="Nowhere"):
        await talk(["merhaba", "[Nowhere]"], own)
