"""The report as text and as HTML."""

import re
from html.parser import HTMLParser

import pytest

from nnwidgets.exercises.checking.report import CheckReport, Status


def test_the_text_is_the_mark_the_status_and_the_points() -> None:
    report = CheckReport("A layer", "not yet", 1.5, 2.0, ("one sample: right.", "a batch: no."))
    assert repr(report) == (
        "✗ A layer: not yet, 1.5 of 2 points\n  · one sample: right.\n  · a batch: no."
    )
    assert repr(CheckReport("Count", "correct", 1, 1)) == "✓ Count: correct, 1 of 1 point"
    assert repr(CheckReport("Count", "not attempted", 0, 1)) == (
        "○ Count: not attempted, 0 of 1 point"
    )


class Reader(HTMLParser):
    """The tags and the text of a piece of HTML; complains about tags that do not match."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: dict[str, str | None] = {}
        self.words = ""
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.open.append(tag)
        self.attributes |= dict(attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize(
    ("status", "mark", "kind"),
    [
        ("correct", "✓", "correct"),
        ("not yet", "✗", "not-yet"),
        ("not attempted", "○", "not-attempted"),
    ],
)
def test_the_html_says_the_same_in_words(status: Status, mark: str, kind: str) -> None:
    html = CheckReport("A layer", status, 1.0, 2.0, ("W is `(3, 2)`.",))._repr_html_()
    read = Reader(html)
    assert read.words == f"{mark} A layer: {status}, 1 of 2 pointsW is (3, 2)."
    assert read.tags == ["div", "p", "strong", "ul", "li", "code"]
    assert read.attributes["class"] == f"nnw-report nnw-report-{kind}"
    assert read.attributes["role"] == "status"


def test_the_html_escapes_what_a_student_wrote() -> None:
    evil = "<script>alert(1)</script>`<img src=x onerror='a'>\"` & `"
    read = Reader(CheckReport(evil, "not yet", 0.0, 1.0, (evil,))._repr_html_())
    assert set(read.tags) == {"div", "p", "strong", "ul", "li", "code"}
    assert read.words.count("<script>alert(1)</script><img src=x onerror='a'>\" & `") == 2


def test_the_html_names_no_colour_of_its_own() -> None:
    for status in ("correct", "not yet", "not attempted"):
        style = Reader(CheckReport("A", status, 0.0, 1.0)._repr_html_()).attributes["style"]
        assert style is not None
        assert re.fullmatch(
            r"border-left: 4px solid var\(--jp-\w+-color1\); padding-left: 1ch", style
        )
