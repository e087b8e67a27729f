"""What stands beside the desk for those who run it fits the desk."""

from pathlib import Path

import yaml

from bot.settings import Settings

HOUSE = Path(__file__).parents[1]
IMAGE = (HOUSE / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((HOUSE / "compose.yaml").read_text(encoding="utf-8"))
UNIT = (HOUSE / "deploy" / "destek.service").read_text(encoding="utf-8")
SETTINGS = {name.upper() for name in Settings.model_fields}


def test_the_image_runs_as_nobody_special_and_says_how_it_is() -> None:
    assert "USER 10001:10001" in IMAGE
    assert "127.0.0.1:9090/ready" in IMAGE
    assert "--require-hashes" in IMAGE
    block = IMAGE[IMAGE.index("ENV PATH") : IMAGE.index("USER 1")]
    set_here = {word.partition("=")[0] for word in block.split() if "=" in word}
    assert set_here - {"PATH", "PYTHONDONTWRITEBYTECODE"} <= SETTINGS


def test_the_image_holds_all_that_is_packed() -> None:
    taken = (HOUSE / ".dockerignore").read_text(encoding="utf-8")
    for name in ("bot", "faq_data", "handlers", "intents", "pyproject.toml", "requirements.txt"):
        assert f"!{name}\n" in taken


def test_desks_in_containers_may_write_to_nothing_but_their_volume() -> None:
    desks = [one for one in COMPOSE["services"].values() if one["image"] == "destek"]
    assert len(desks) == 2
    for desk in desks:
        assert desk["read_only"] is True
        assert desk["cap_drop"] == ["ALL"]
        assert [volume.partition(":")[2] for volume in desk["volumes"]] == ["/data"]


def test_the_unit_starts_the_command_in_a_sandbox() -> None:
    assert "ExecStart=/opt/destek/bin/destek run" in UNIT
    assert {"DynamicUser=yes", "ProtectSystem=strict", "NoNewPrivileges=yes"} <= set(UNIT.split())
