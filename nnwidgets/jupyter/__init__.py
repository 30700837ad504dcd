"""What is set up in Jupyter itself: the server's connection, and what a notebook needs."""

from nnwidgets.jupyter.requires import needs

__all__ = ["needs"]
