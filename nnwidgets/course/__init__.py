"""What this lecture fixed: examples, data sets, constructions, the fields of explorers."""

from nnwidgets.course import datasets

__all__ = ["datasets"]
