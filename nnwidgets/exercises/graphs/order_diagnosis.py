"""What is wrong with a list of names that is not a topological order, in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnwidgets.core.orders import missing

if TYPE_CHECKING:
    from collections.abc import Sequence

    Needs = dict[str, list[str]]

REFUSED, ENDLESS, TOO_DEEP, FALSE_ALARM = -2.0, -3.0, -4.0, -5.0
"""Codes of outcomes other than a list; a name that is not in the graph is −1."""

SILENT = (
    "there is no legal order, yet a list comes back, without the names of the circle: "
    "compare its length with that of `needs`, and raise a ValueError where it is shorter."
)
ANY_LIST = "there is no legal order, yet a list of all names comes back: raise a ValueError."
NEVER_ENDS = (
    "the function does not come to an end: where no name is ready, it has to stop and raise "
    "a ValueError."
)
SLOW = "the function does not come to an end on a graph that has an order."
CALLS_ITSELF = (
    "the function calls itself without end along the circle: mark the names that are open, and "
    "raise a ValueError where one of them is met again."
)
NO_CIRCLE = (
    "This graph has no circle, and a ValueError is raised all the same: a name that is not ready "
    "when its turn comes needs another turn; and where a name is needed twice, as in x · x, its "
    "counter falls by two."
)
EMPTY = "The list is empty; every name of `needs` belongs in it."
STRANGE = "The list holds something that is not a name in `needs`."
TWICE = "A name stands in the list twice: each node is computed once, however many need it."
PLACEHOLDERS = "The placeholders are missing: they need nothing, and stand in the list too."
ENDS = "The nodes that nobody needs are missing."
COUNTED_TWICE = (
    "A node that needs the same name twice, as x · x does, is missing: one computed name lowers "
    "its counter by two, or the counter counts different names only."
)
SOME = "Some names are missing: one that is not ready when its turn comes needs another turn."
BACKWARDS = "The order is the wrong way round: every node comes before the ones it needs."
AS_GIVEN = "The names are in the order in which `needs` happens to hold them."
ALPHABET = "The names are sorted by the alphabet, which says nothing about who needs whom."
BY_NUMBER = (
    "The names are sorted by how many names they need; a node that needs one can still have to "
    "wait for a node that needs two."
)


def diagnose(outcome: Sequence[float], needs: Needs, *, circle: bool) -> str:
    """What is wrong with an outcome, or "".

    Args:
        outcome: places of names in `needs`, or a code.
        needs: the graph.
        circle: whether it has one, so that a ValueError is the right answer.
    """
    codes = {ENDLESS: NEVER_ENDS if circle else SLOW, FALSE_ALARM: NO_CIRCLE}
    if len(outcome) == 1 and outcome[0] in codes:
        return codes[outcome[0]]
    if circle:
        return about_circle(outcome, needs)
    if -1.0 in outcome:
        return STRANGE
    names = list(needs)
    order = [names[int(place)] for place in outcome]
    if len(set(order)) < len(order):
        return TWICE
    if len(order) < len(names):
        return about_missing(set(names).difference(order), needs)
    return about_order(order, needs)


def about_circle(outcome: Sequence[float], needs: Needs) -> str:
    """What a circle asks for: a ValueError.

    One that `min` raises of nothing counts too, for nothing tells it surely from one that is meant.
    """
    if list(outcome) == [REFUSED]:
        return ""
    if list(outcome) == [TOO_DEEP]:
        return CALLS_ITSELF
    return SILENT if len(outcome) < len(needs) else ANY_LIST


def about_missing(lost: set[str], needs: Needs) -> str:
    """Which kind of names is missing."""
    if len(lost) == len(needs):
        return EMPTY
    if lost == {name for name in needs if not needs[name]}:
        return PLACEHOLDERS
    if lost == needs.keys() - {u for wanted in needs.values() for u in wanted}:
        return ENDS
    doubled = {name for name, wanted in needs.items() if len(set(wanted)) < len(wanted)}
    if lost & doubled and all(name in doubled or lost.intersection(needs[name]) for name in lost):
        return COUNTED_TWICE
    return SOME


def about_order(order: Sequence[str], needs: Needs) -> str:
    """What is wrong with a list of all names."""
    early = [
        (name, gap) for i, name in enumerate(order) if (gap := missing(needs, name, order[:i]))
    ]
    if not early:
        return ""
    if not any(missing(needs, name, order[i:]) for i, name in enumerate(order)):
        return BACKWARDS
    kinds = (
        (list(needs), AS_GIVEN),
        (sorted(needs), ALPHABET),
        (sorted(needs, key=lambda name: len(needs[name])), BY_NUMBER),
    )
    for other, sentence in kinds:
        if list(order) == other:
            return sentence
    name, gap = early[0]
    return f"`{name}` stands before `{gap[0]}`, which it needs."
