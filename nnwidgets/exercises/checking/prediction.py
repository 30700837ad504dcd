"""Questions that a student answers before the control that shows the answer unlocks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prediction:
    """A question with one right option. It is not graded.

    Attributes:
        name: by which an explorer asks for it.
        question: one or two sentences.
        options: the answers to choose from.
        answer: the position of the right option.
        explanations: a sentence for each option: why it is right or wrong.

    Raises:
        ValueError: the number of explanations differs from that of options, or `answer` is not one.
    """

    name: str
    question: str
    options: tuple[str, ...]
    answer: int
    explanations: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(self.explanations) != len(self.options):
            raise ValueError(
                f"expected {len(self.options)} explanations, one for each option, "
                f"got {len(self.explanations)}"
            )
        if not 0 <= self.answer < len(self.options):
            raise ValueError(
                f"expected an answer from 0 to {len(self.options) - 1}, got {self.answer}"
            )

    def why(self, choice: int) -> str:
        """The sentences after a choice: what was chosen, what is right, and why.

        Args:
            choice: the position of the option that was chosen.

        Raises:
            ValueError: `choice` is not the position of an option.
        """
        if not 0 <= choice < len(self.options):
            raise ValueError(f"expected a choice from 0 to {len(self.options) - 1}, got {choice}")
        said, explanation = f"You said: {self.options[choice]}", self.explanations[choice]
        if choice == self.answer:
            return f"{said} So it is. {explanation}"
        return f"{said} It is: {self.options[self.answer]} {explanation}"
