"""A linear dialogue: on, back and correcting move the place in the form and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.forms import Form

FORM = Form(("a", "b", "c"))
EMPTY: Form[str] = Form(())
forms = st.lists(st.text(), min_size=1, max_size=9, unique=True).map(lambda ones: Form(tuple(ones)))


@pytest.mark.parametrize(
    ("field", "after"), [("a", "b"), ("b", "c"), ("c", None), (None, None), ("z", None)]
)
def test_on_leads_to_the_next_question_and_after_the_last_to_the_summary(
    field: str | None, after: str | None
) -> None:
    assert FORM.after(field) == after
    assert FORM.after(field, correcting=True) is None


@pytest.mark.parametrize(
    ("field", "before"), [("a", "a"), ("b", "a"), ("c", "b"), (None, "c"), ("z", "c")]
)
def test_back_leads_to_the_question_before_and_from_the_summary_to_the_last(
    field: str | None, before: str
) -> None:
    assert FORM.before(field) == before


@pytest.mark.parametrize(
    ("given_ones", "following"), [((), "a"), (("a",), "b"), (("b", "a"), "c"), ("cba", None)]
)
def test_the_first_question_without_an_answer_is_open(
    given_ones: tuple[str, ...], following: str | None
) -> None:
    assert FORM.open(given_ones) == following


def test_places_count_from_one() -> None:
    assert [FORM.position(one) for one in FORM.fields] == [1, 2, 3]
    with pytest.raises(ValueError, match="not in tuple"):
        FORM.position("z")


def test_a_form_without_questions_is_its_summary() -> None:
    assert (EMPTY.first(), EMPTY.after("a"), EMPTY.before(None), EMPTY.open(())) == (None,) * 4


@given(forms, st.data())
def test_going_on_from_anywhere_ends_at_the_summary(form: Form[str], data: st.DataObject) -> None:
    at: str | None = data.draw(st.sampled_from(form.fields))
    left = len(form.fields) - form.position(at or "")
    for _ in range(left):
        at = form.after(at)
        assert at is not None
    assert form.after(at) is None


@given(forms, st.data())
def test_back_undoes_going_on(form: Form[str], data: st.DataObject) -> None:
    at = data.draw(st.sampled_from(form.fields))
    assert form.before(form.after(at)) == at


@given(forms, st.data())
def test_a_correction_returns_to_the_summary_from_anywhere(
    form: Form[str], data: st.DataObject
) -> None:
    at = data.draw(st.sampled_from(form.fields))
    assert form.after(at, correcting=True) is None


@given(forms, st.data())
def test_what_is_open_was_not_given(form: Form[str], data: st.DataObject) -> None:
    done = data.draw(st.sets(st.sampled_from(form.fields)))
    following = form.open(done)
    assert following not in done
    assert (following is None) == (len(done) == len(form.fields))
    assert form.open(()) == form.first()
