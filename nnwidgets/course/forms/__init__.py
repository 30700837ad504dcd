"""The form of every explorer's state, one file for each notebook."""

from nnwidgets.course.forms import (
    approximation,
    backpropagation,
    classification,
    feedforward,
    graphs,
    softmax,
)
from nnwidgets.course.state.form import Form

TOPICS = (feedforward, classification, softmax, graphs, backpropagation, approximation)
FORMS: dict[str, Form] = {form.name: form for topic in TOPICS for form in topic.FORMS}
"""Every form by the name of its explorer."""


def form_named(explorer: str) -> Form:
    """The form of an explorer's state.

    Raises:
        KeyError: there is no such explorer.
    """
    return FORMS[explorer]
