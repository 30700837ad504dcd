"""The grammar of formulas, and its reader.

    sum    = product { ("+" | "-") product }
    product = signed { ("*" | "/") signed }
    signed = ("+" | "-") signed | power
    power  = atom { superscript } [ ("^" | "**") signed ]
    atom   = number | constant | variable | "√" atom
           | "(" sum ")" | function "(" sum { "," sum } ")"

So −x^2 is −(x²) and 2^3^2 is 2^9. No text is ever executed: a name is a constant, one of the
functions, or a variable. The method is recursive descent; see A. V. Aho, M. S. Lam, R. Sethi and
J. D. Ullman, Compilers, 2nd ed. (2007), section 4.4.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import numpy as np

from nnwidgets.core.node import Node, perform

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_LENGTH, MAX_DEPTH, MAX_EXPONENT, MAX_VARIABLES = 1000, 50, 1000.0, 20
CONSTANTS = {"pi": np.pi, "π": np.pi, "e": np.e}
FUNCTIONS = {
    "exp": "exp", "log": "log", "ln": "log", "sqrt": "sqrt", "sin": "sin", "cos": "cos",
    "tan": "tan", "abs": "absolute", "sigmoid": "sigmoid", "σ": "sigmoid", "tanh": "tanh",
    "relu": "relu", "leaky_relu": "leaky_relu", "gelu": "gelu", "step": "step", "max": "maximum",
    "min": "minimum",
}  # fmt: skip
ARITY = {"max": 2, "min": 2}
OPERATORS = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide"}
SAME = str.maketrans({"·": "*", "⋅": "*", "×": "*", "−": "-", "–": "-", "÷": "/"}) | str.maketrans(
    "₀₁₂₃₄₅₆₇₈₉", "0123456789"
)
SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[πσ]|[A-Za-zα-ωΑ-Ω][A-Za-zα-ωΑ-Ω0-9_]*)"
    r"|(?P<superscript>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)|(?P<symbol>\*\*|[-+*/^(),√])|(?P<end>\Z))"
)


class FormulaError(ValueError):
    """A formula that cannot be read; the message shows the place.

    Attributes:
        position: the place in the text, from 0.
    """

    def __init__(self, message: str, text: str, position: int) -> None:
        line = re.sub(r"\s", " ", text[:MAX_LENGTH])
        super().__init__(f"{message}\n  {line}\n  {' ' * position}^")
        self.position = position


class Token(NamedTuple):
    """A piece of the text: its kind, its characters, and where it starts."""

    kind: str
    text: str
    position: int


def tokenize(text: str) -> list[Token]:
    """The text in pieces; the last one is empty, of kind "end"."""
    if len(text) > MAX_LENGTH:
        raise FormulaError(f"expected at most {MAX_LENGTH} characters, got {len(text)}", text, 0)
    plain, tokens, position = text.translate(SAME), list[Token](), 0
    while not tokens or tokens[-1].kind != "end":
        match = TOKEN.match(plain, position)
        if match is None or match.lastgroup is None:
            position += len(plain[position:]) - len(plain[position:].lstrip())
            hint = ": write the right-hand side only" if plain[position] == "=" else ""
            raise FormulaError(f"{plain[position]!r} has no meaning here{hint}", text, position)
        tokens.append(Token(match.lastgroup, match[match.lastgroup], match.start(match.lastgroup)))
        position = match.end()
    return tokens


class Parser:
    """Reads the tokens from left to right and builds the graph on the way.

    Every method reads one rule of the grammar and returns what it stands for: a node, or a float
    where no variable is in it.
    """

    def __init__(self, text: str, *, shared: bool) -> None:
        self.text = text
        self.tokens = tokenize(text)
        self.next = 0
        self.depth = 0
        self.variables: dict[str, Node] = {}
        self.known: dict[tuple[Any, ...], Any] | None = {} if shared else None

    @property
    def token(self) -> Token:
        """The next token."""
        return self.tokens[self.next]

    def take(self, *texts: str) -> str | None:
        """The next token's text, if it is one of these; it is then read."""
        if self.token.text in texts and self.token.kind == "symbol":
            self.next += 1
            return self.tokens[self.next - 1].text
        return None

    def fail(self, expected: str, token: Token | None = None) -> NoReturn:
        """Raise the error for a token, the next one where none is given."""
        token = token or self.token
        got = repr(token.text) if token.text else "the end"
        raise FormulaError(f"expected {expected}, got {got}", self.text, token.position)

    def build(self, token: Token, operation: str, *operands: Any) -> Any:  # noqa: ANN401
        """The operation's node, the known one where it is shared; numbers are computed at once."""
        key = (operation, *operands)
        if self.known is not None and key in self.known:
            return self.known[key]
        result = perform(operation, *operands)
        if not isinstance(result, Node) and not np.isfinite(result):
            raise FormulaError("this is not a finite number", self.text, token.position)
        if self.known is not None:
            self.known[key] = result
        return result

    def formula(self) -> Any:  # noqa: ANN401
        """All of the text."""
        result = self.sum()
        if self.token.kind in ("number", "name") or self.token.text in ("(", "√"):
            self.fail("an operator such as * between two factors")
        if self.token.kind != "end":
            self.fail("an operator or the end")
        return result

    def sum(self) -> Any:  # noqa: ANN401
        """Products, added and subtracted from left to right."""
        result = self.product()
        while sign := self.take("+", "-"):
            token = self.tokens[self.next - 1]
            result = self.build(token, OPERATORS[sign], result, self.product())
        return result

    def product(self) -> Any:  # noqa: ANN401
        """Signed powers, multiplied and divided from left to right."""
        result = self.signed()
        while sign := self.take("*", "/"):
            token = self.tokens[self.next - 1]
            result = self.build(token, OPERATORS[sign], result, self.signed())
        return result

    def signed(self) -> Any:  # noqa: ANN401
        """A power, or the negative of one."""
        token, sign = self.token, self.take("+", "-")
        if not sign:
            return self.power()
        result = self.deeper(self.signed)
        return self.build(token, "negative", result) if sign == "-" else result

    def deeper(self, rule: Callable[[], Any]) -> Any:  # noqa: ANN401
        """What a rule reads inside another, within the bound on nesting."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            message = f"expected at most {MAX_DEPTH} levels of nesting"
            raise FormulaError(message, self.text, self.token.position)
        result = rule()
        self.depth -= 1
        return result

    def power(self) -> Any:  # noqa: ANN401
        """An atom with its exponents."""
        result = self.atom()
        while self.token.kind == "superscript":
            self.next += 1
            token = self.tokens[self.next - 1]
            result = self.raised(token, result, float(token.text.translate(SUPERSCRIPTS)))
        token = self.token
        if not self.take("^", "**"):
            return result
        return self.raised(token, result, self.deeper(self.signed))

    def raised(self, token: Token, base: Any, exponent: Any) -> Any:  # noqa: ANN401
        """A power, its exponent within bounds."""
        if not isinstance(exponent, Node) and abs(exponent) > MAX_EXPONENT:
            message = f"expected an exponent up to {MAX_EXPONENT:g}, got {exponent:g}"
            raise FormulaError(message, self.text, token.position)
        return self.build(token, "power", base, exponent)

    def atom(self) -> Any:  # noqa: ANN401
        """What no operator can tear apart."""
        token = self.token
        if self.take("("):
            return self.arguments(token, 1)[0]
        if self.take("√"):
            return self.build(token, "sqrt", self.deeper(self.atom))
        if token.kind not in ("number", "name"):
            self.fail("a number, a variable, a function or (")
        self.next += 1
        if token.kind == "name":
            return self.named(token)
        if not np.isfinite(float(token.text)):
            self.fail("a number below 1.8e308", token)
        return float(token.text)

    def named(self, token: Token) -> Any:  # noqa: ANN401
        """A function's value, a constant or a variable."""
        name = token.text
        if name in FUNCTIONS:
            if not self.take("("):
                self.fail(f"( after {name}, as in {name}(x)")
            return self.build(token, FUNCTIONS[name], *self.arguments(token, ARITY.get(name, 1)))
        if self.token.text == "(":
            known = ", ".join(FUNCTIONS)
            raise FormulaError(
                f"{name!r} is not a function; write {name}*( for a product; functions are {known}",
                self.text, token.position,
            )  # fmt: skip
        if name in CONSTANTS:
            return CONSTANTS[name]
        if name not in self.variables and len(self.variables) == MAX_VARIABLES:
            self.fail(f"at most {MAX_VARIABLES} variables", token)
        return self.variables.setdefault(name, Node(np.nan, name))

    def arguments(self, token: Token, count: int) -> list[Any]:
        """What stands between parentheses, of which the first was read."""
        found = [self.deeper(self.sum)]
        while self.take(","):
            found.append(self.deeper(self.sum))
        if len(found) != count:
            word = "1 value" if count == 1 else f"{count} values"
            self.fail(f"{word} in the parentheses of {token.text}, but {len(found)} are given")
        if not self.take(")"):
            self.fail("an operator or )")
        return found
