"""Explorers: controls, pictures and a numeric summary for one idea."""

from nnwidgets.widgets.base import Explorer
from nnwidgets.widgets.feedforward import NetworkExplorer, NeuronExplorer

__all__ = ["Explorer", "NetworkExplorer", "NeuronExplorer"]
