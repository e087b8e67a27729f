"""Links lead back to what they were made for."""

import pytest

from bot.domain.links import Links, payload_of, target_of

LINKS = Links("https://a.org/desk?go={payload}", "https://a.org/share?u={link}&t={label}")


@pytest.mark.parametrize("target", ["faq:9-2", "faq:9", "assessment:2-1"])
def test_a_payload_is_read_as_it_was_written(target: str) -> None:
    payload = payload_of(target)
    assert ":" not in payload
    assert target_of(payload) == target


def test_only_the_first_sign_parts_a_collection_from_its_number() -> None:
    assert target_of("a_b_c") == "a:b_c"


def test_an_address_in_an_address_is_quoted() -> None:
    assert LINKS.to("faq:9-2") == "https://a.org/desk?go=faq_9-2"
    shared = "https://a.org/share?u=https%3A%2F%2Fa.org%2Fdesk%3Fgo%3Dfaq_9-2&t=Bo%C5%9F%20%26"
    assert LINKS.sharing("faq:9-2", "Boş &") == shared


def test_a_platform_without_links_has_none() -> None:
    assert Links().to("faq:9") == Links().sharing("faq:9", "Soru") == ""
