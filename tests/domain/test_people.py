"""An address is kept as one text, and nothing is read out of its letters."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.people import Actor, Address, Role


def test_an_address_is_kept_as_one_text() -> None:
    assert Address("telegram", "1001").key == "telegram:1001"
    assert Address("echo", "+90 532").key == "echo:+90 532"


@given(st.sampled_from(["telegram", "echo"]), st.text(), st.booleans())
def test_two_places_have_one_key_only_when_they_are_one(
    platform: str, own_id: str, group: bool
) -> None:
    address = Address(platform, own_id, group)
    assert address.key.partition(":") == (platform, ":", own_id)
    assert address.group is group


def test_nothing_is_read_out_of_a_sign() -> None:
    assert not Address("telegram", "-1001000000001").group


def test_who_acts_at_the_desk_is_an_expert_unless_it_is_said() -> None:
    assert Actor(31, "Elif").role is Role.EXPERT
