"""No module stands outside the contracts about who may import whom."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

HOUSE = Path(__file__).parents[1]
_CONTRACTS: list[dict[str, Any]] = tomllib.loads(
    (HOUSE / "pyproject.toml").read_text(encoding="utf-8")
)["tool"]["importlinter"]["contracts"]


def modules() -> set[str]:
    """Every module of the house, by its dotted name."""
    found = set()
    for top in ("bot", "handlers", "intents"):
        for path in (HOUSE / top).rglob("*.py"):
            name = ".".join(path.relative_to(HOUSE).with_suffix("").parts)
            found.add(name.removesuffix(".__init__"))
    return found - {"bot"}


def within(module: str, rooms: set[str]) -> bool:
    """Whether a module is one of these rooms, or in one."""
    return any(module == room or module.startswith(f"{room}.") for room in rooms)


def test_every_module_has_its_layer() -> None:
    (layers,) = [
        one["layers"] for one in _CONTRACTS if one["type"] == "layers" and "containers" not in one
    ]
    rooms = {room for layer in layers for room in re.split(r"\s*[|:]\s*", layer)}
    assert {module for module in modules() if not within(module, rooms)} == set()
    assert {room for room in rooms if not any(within(one, {room}) for one in modules())} == set()


def test_only_two_rooms_may_know_the_library() -> None:
    (contract,) = [one for one in _CONTRACTS if one.get("forbidden_modules") == ["telegram"]]
    bound = set(contract["source_modules"])
    free = {module for module in modules() if not within(module, bound)}
    assert {module for module in free if not within(module, {"bot.playground"})} == set()
    assert contract["ignore_imports"] == ["bot.gateway.telegram.* -> telegram"]


@pytest.mark.xdist_group("grouped")
def test_one_worker_has_all_tests_of_a_group(request: pytest.FixtureRequest) -> None:
    """Else what is made once for many is made by each worker, and the suite takes half as long
    again.
    """
    if getattr(request.config.option, "loadgroup", False):
        assert request.node.nodeid.endswith("@grouped")
