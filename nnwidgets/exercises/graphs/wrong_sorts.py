"""Sorts as they are written by mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nnwidgets.core.orders import kahn_order

if TYPE_CHECKING:
    from collections.abc import Callable

    Needs = dict[str, list[str]]


def refusing(sort: Callable[[Needs], Any]) -> Callable[[Needs], Any]:
    """The same function with a ValueError for every circle, so that only its order is wrong."""

    def sorted_or_refused(needs: Needs) -> Any:  # noqa: ANN401  # a wrong answer may be anything
        kahn_order(needs)
        return sort(needs)

    return sorted_or_refused


def counting_kahn(needs: Needs) -> list[str]:
    """Kahn's rule with counters, in which a node is told only once of an operand it uses twice."""
    waiting = {name: len(wanted) for name, wanted in needs.items()}
    order = [name for name in needs if not waiting[name]]
    for done in order:
        for name in needs:
            if done in needs[name]:
                waiting[name] -= 1
                if not waiting[name]:
                    order.append(name)
    return order


def depth_first(needs: Needs) -> list[str]:
    """Depth first, every name once; a circle goes unnoticed."""
    order: list[str] = []
    seen: set[str] = set()

    def visit(name: str) -> None:
        if name not in seen:
            seen.add(name)
            for u in needs[name]:
                visit(u)
            order.append(name)

    for name in needs:
        visit(name)
    return order


def unmarked(needs: Needs) -> list[str]:
    """Depth first, marked when done only: it follows a circle down and down."""
    order: list[str] = []

    def visit(name: str) -> None:
        if name not in order:
            for u in needs[name]:
                visit(u)
            order.append(name)

    for name in needs:
        visit(name)
    return order


def every_use(needs: Needs) -> list[str]:
    """The nodes as recursion meets them, each as often as it is used."""

    def visit(name: str) -> list[str]:
        return [*(step for u in needs[name] for step in visit(u)), name]

    return [step for name in needs for step in visit(name)]


def one_pass(needs: Needs) -> list[str]:
    """Every name has one turn, and is left out if it is not ready then."""
    order: list[str] = []
    for name in needs:
        if all(u in order for u in needs[name]):
            order.append(name)
    return order


def hasty(needs: Needs) -> list[str]:
    """One pass; what is left over is taken for a circle."""
    order = one_pass(needs)
    if len(order) < len(needs):
        raise ValueError("there is a circle")
    return order


def silent(needs: Needs) -> list[str]:
    """What can be ordered, and not a word about the rest."""
    order: list[str] = []
    for _ in needs:
        order += [n for n in needs if n not in order and all(u in order for u in needs[n])]
    return order


def never_ending(needs: Needs) -> list[str]:
    """Waits for as many names as there are, and a circle never gets ready."""
    order: list[str] = []
    while len(order) < len(needs):
        order += [n for n in needs if n not in order and all(u in order for u in needs[n])]
    return order
