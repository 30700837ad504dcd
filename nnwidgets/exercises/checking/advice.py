"""Plain words for exceptions: a table of types and messages, and what to tell a student."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

MATH_ERRORS = (
    r"^math domain error$"
    r"|^expected a (?:positive|nonnegative|finite) input"
    r"|^expected a number (?:in range from|between) -1"
    r"|^expected a noninteger or positive integer"
    r"|^expected argument value (?:>|not less than)"
)
"""Messages of Python's `math` where a function is not defined: up to 3.13, and from 3.14 on."""
OF_ARRAYS = "|".join(name for name in dir(np.ndarray) if not name.startswith("_"))
LACKS_RETURN = "does a function that made it lack its `return`?"
SCALAR_IN_MATMUL = "`@` multiplies arrays; a single number goes with `*`"


class Advice(NamedTuple):
    """Plain words for exceptions of one type whose message matches a pattern.

    Attributes:
        error: the type, subclasses included.
        pattern: a regular expression, searched for in the message.
        words: the explanation, in which {0} is the pattern's first group.
        shapes: whether to add the shapes of the arrays on the line.
    """

    error: type[BaseException]
    pattern: str
    words: str
    shapes: bool = False


# The first row that matches is used, so subclasses and narrow patterns come first.
ADVICE = (
    Advice(
        np.exceptions.AxisError,
        r"axis (-?\d+) is .* dimension (\d+)",
        "there is no axis {0} in an array of dimension {1}; the first axis is axis 0",
        shapes=True,
    ),
    Advice(
        ValueError,
        "matmul: Input operand .* not have enough dimensions",
        SCALAR_IN_MATMUL,
        shapes=True,
    ),
    Advice(
        ValueError,
        r"matmul|not aligned",
        "the shapes do not fit a matrix product, in which the columns of the left factor "
        "meet the rows of the right one",
        shapes=True,
    ),
    Advice(
        ValueError,
        "broadcast",
        "the shapes do not fit, entry by entry",
        shapes=True,
    ),
    Advice(ValueError, "inhomogeneous", "the rows of an array have different lengths"),
    Advice(
        ValueError,
        "element with a sequence",
        "one entry of an array has room for one number, not for several",
        shapes=True,
    ),
    Advice(
        ValueError,
        r"cannot reshape array of size (\d+) into shape (.+)",
        "{0} numbers do not fill the shape {1}",
    ),
    Advice(
        ValueError,
        MATH_ERRORS,
        "a function of `math` is not defined there, such as the logarithm of 0",
    ),
    Advice(
        ValueError,
        "truth value",
        "an `if`, `and` or `or` cannot ask a whole array; `np.where`, `.any()` or `.all()` can",
    ),
    Advice(ValueError, r"zip\(\) argument", "the lists in `zip` have different lengths"),
    Advice(ValueError, "to unpack", "one side of the `=` has more names than the other has values"),
    Advice(
        UnboundLocalError,
        r"variable '(\w+)'",
        "`{0}` is used before the function has given it a value",
    ),
    Advice(
        NameError,
        r"name '(\w+)' is not defined",
        "there is no `{0}`: did you run the cell above that defines it?",
    ),
    Advice(
        TypeError,
        "NoneType",
        f"a value there is None: {LACKS_RETURN}",
    ),
    Advice(
        TypeError,
        "arrays can be converted to Python scalars",
        "a function of `math` takes one number; those of `np` take arrays",
    ),
    Advice(
        TypeError,
        "converted to a scalar index",
        "an array is given where one integer belongs; several arrays go in a list, as in "
        "`np.concatenate([a, b])`",
    ),
    Advice(
        TypeError,
        r"Cannot interpret '\d+' as a data type",
        "a shape is one pair in its own brackets: `np.zeros((2, 3))`",
    ),
    Advice(TypeError, r"bitwise_xor|type\(s\) for \^", "a power is `x ** 2` in Python, not `x^2`"),
    Advice(
        TypeError,
        "Cannot cast ufunc",
        "an array of integers cannot take fractions in place: make it of floats, or write "
        "`a = a - …` instead of `a -= …`",
    ),
    Advice(
        TypeError,
        r"^'(?:numpy\.)?(?:float|int)\d*' object is not (?:subscriptable|iterable)"
        r"|^object of type '(?:numpy\.)?(?:float|int)\d*' has no len|over a 0-d array",
        "a single number there is used like an array",
    ),
    Advice(
        TypeError,
        r"'([\w.]+)' object is not callable",
        "a value of type {0} is called like a function: is a `*` missing before the bracket, "
        "or has a variable taken a function's name?",
    ),
    Advice(
        TypeError,
        r"non-int of type|concatenate list|operand.*'(?:list|tuple)'",
        "a Python list does not do arithmetic like an array; `np.array(…)` makes one",
    ),
    Advice(
        TypeError,
        r"positional argument|unexpected keyword",
        "a function there gets the wrong number of arguments",
    ),
    Advice(
        IndexError,
        r"array is (\d+)-dimensional, but (\d+) were indexed",
        "an array of dimension {0} gets {1} indices",
        shapes=True,
    ),
    Advice(IndexError, "only integers", "an index is not an integer"),
    Advice(IndexError, "scalar variable", "a single number there is used like an array"),
    Advice(IndexError, "", "an index is out of range", shapes=True),
    Advice(KeyError, r"^('\w{1,30}'|\d{1,9})$", "there is no key {0} in the dictionary"),
    Advice(KeyError, "", "there is no such key in the dictionary"),
    Advice(AttributeError, "^'NoneType' object", f"a value there is None: {LACKS_RETURN}"),
    Advice(
        AttributeError,
        rf"^'(list|tuple)' object has no attribute '({OF_ARRAYS})'",
        "a {0} has no `.{1}`, but an array has: `np.array(…)` makes one",
    ),
    Advice(
        AttributeError,
        r"has no attribute '(\w+)'",
        "there is nothing called `.{0}` there: is it spelled right?",
    ),
    Advice(ModuleNotFoundError, r"named '(\w+)", "there is no module `{0}` here: `np` is enough"),
    Advice(ZeroDivisionError, "", "a number is divided by zero"),
    Advice(OverflowError, "", "a number grew too large for a float"),
    Advice(RecursionError, "", "the function calls itself without end"),
    Advice(MemoryError, "", "there is not enough memory for an array of that size"),
    Advice(StopIteration, "", "`next` found nothing more"),
    Advice(SystemExit, "", "it asks Python to stop; use `return` to leave a function"),
)
