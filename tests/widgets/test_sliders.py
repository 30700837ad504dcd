"""The slider that shows a number: it stands where a page would put it."""

from hypothesis import given
from hypothesis import strategies as st

from nnwidgets.widgets.framework.sliders import handle_at


@given(
    value=st.floats(-15, 15),
    low=st.sampled_from([-15.0, -12.0, -4.0, -1.0, 0.0, 0.01, 0.05]),
    span=st.sampled_from([1.0, 4.99, 8.0, 14.0, 24.0, 30.0]),
    step=st.sampled_from([1, 0.1, 0.05, 0.01]),
)
def test_a_handle_stands_where_a_page_leaves_it(
    value: float, low: float, span: float, step: float
) -> None:
    high = low + span
    stands = handle_at(value, low, high, step)
    assert handle_at(stands, low, high, step) == stands  # to the last bit, or it is sent back
    assert low <= stands <= high
    if low <= value <= high:
        assert abs(stands - value) <= 0.5001 * step


def test_a_handle_stands_where_nouislider_puts_it() -> None:
    """Numbers that noUiSlider 15.4.0 gave in Chromium."""
    assert handle_at(4.0, -12.0, 12.0, 0.01) == 3.9999999999999982
    assert handle_at(12.0, -12.0, 12.0, 0.01) == 12.0
