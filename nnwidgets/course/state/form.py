"""Form: the name, version and fields of an explorer's state, declared once.

The explorer makes its controls from a form, an exercise reads a student's state by it, and a state
is written and read by it: all three name the same fields.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from nnwidgets.course.state.fields import Array
from nnwidgets.course.state.text import format_state, parse_state
from nnwidgets.text import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nnwidgets.course.state.fields import Field, Value


@dataclass(frozen=True, eq=False)
class Form:
    """What the state of an explorer holds.

    Attributes:
        name: of the explorer's class.
        fields: in the order of the controls.
        version: raised when states of before can no longer be read.
        more: fields that depend on the value of the first field, and follow it: the variables of
            a formula.
    """

    name: str
    fields: tuple[Field, ...]
    version: int = 1
    more: Callable[[Any], tuple[Field, ...]] | None = None

    def fields_for(self, values: Mapping[str, Any]) -> dict[str, Field]:
        """The fields by their names; `values` decides which ones `more` adds."""
        first, *rest = self.fields
        added = () if self.more is None else self.more(values[first.name])
        return {field.name: field for field in (first, *added, *rest)}

    def starting(self, **values: object) -> Form:
        """The same form with other first values.

        Raises:
            KeyError: there is no field of that name.
            ValueError: a value that the field refuses.
        """
        known = {field.name: field for field in self.fields}
        changed = {name: starting_at(known[name], value) for name, value in values.items()}
        return replace(self, fields=tuple(changed.get(f.name, f) for f in self.fields))

    def replacing(self, *fields: Field) -> Form:
        """The same form with other fields instead of those of the same names."""
        changed = {field.name: field for field in fields}
        return replace(self, fields=tuple(changed.get(f.name, f) for f in self.fields))

    def start(self) -> dict[str, Value]:
        """The first value of every field."""
        own = {field.name: field.clean(field.default)[0] for field in self.fields}
        return self.fitted(own)

    def fitted(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """These values for the fields that there are, first values for those that have none."""
        return {
            name: values[name] if name in values else field.clean(field.default)[0]
            for name, field in self.fields_for(values).items()
        }

    def text(self, **values: object) -> str:
        """The state that holds the first values, or those that are given, as one line of text.

        >>> from nnwidgets.course.state.fields import Number
        >>> Form("PairExplorer", (Number("a", "a", 1.0, 0, 9, 0.1),)).text(a=7.0)
        'PairExplorer:1:{"a":7.0}'
        """
        return format_state(self.name, self.version, self.completed(values))

    def read(self, text: object) -> dict[str, Any]:
        """The values in a state's text, as they stand there.

        Raises:
            ValueError: not a state of this form: another explorer's, another version's, damaged,
                or with a field that the explorer does not have.
        """
        state = parse_state(text, self.name)
        if state.version != self.version:
            raise ValueError(
                f"The state has version {state.version} of the form, and this package reads "
                f"version {self.version}."
            )
        known = self.fields_in(state.values)
        for name in state.values:
            if name not in known:
                raise ValueError(
                    f"The state holds {shorten(name, 40)}, which {self.name} does not have: "
                    f"expected {', '.join(known)}."
                )
        return state.values

    def completed(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values in a state, with first values for the fields that it lacks."""
        first = {name: field.default for name, field in self.fields_in(values).items()}
        return {**first, **values}

    def fields_in(self, values: Mapping[str, Any]) -> dict[str, Field]:
        """The fields of a state whose values may be unusable."""
        first = self.fields[0]
        try:
            decisive, _ = first.clean(values.get(first.name, first.default))
        except ValueError:
            decisive = first.default
        return self.fields_for({first.name: decisive})


def starting_at(field: Field, value: object) -> Field:
    """A field with another first value."""
    clean, _ = field.clean(value)
    return replace(field, default=clean)  # type: ignore[arg-type]  # as the field itself cleaned it


def elements_of(fields: Mapping[str, Field]) -> dict[str, Array]:
    """The array that each element's address belongs to: W1_12 to W1."""
    arrays = [field for field in fields.values() if isinstance(field, Array)]
    return {address: array for array in arrays for address in array.addresses()}
