"""What the scope sees of a text."""

import os
import subprocess
import sys

import pytest

from intents.scope.features import Features
from intents.scope.senses import Senses

KIN, BLOWS = ("kin", ["eşim", "kocam"]), ("blows", ["döv-", "vur-"])
TEXT = ["kocam", "beni", "dövüyor", "kocam", "bana", "vuruyor", "ne", "yapayım"]
SAID = f"""
from intents.scope.features import Features
from intents.scope.senses import Senses
print(list(Features(Senses({[KIN, BLOWS]}))({TEXT})))
"""


def test_each_feature_is_told_once() -> None:
    found = list(Features(Senses([KIN, BLOWS]))(TEXT))
    assert len(found) == len(set(found))
    assert {"kocam", "koca-", "#koca", "@blows&kin", "koca*blows"} <= set(found)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_every_process_tells_them_in_the_same_order(seed: str) -> None:
    """Else no process would find again what another has learnt from them."""
    done = subprocess.run(
        [sys.executable, "-c", SAID],
        env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == str(list(Features(Senses([KIN, BLOWS]))(TEXT)))
