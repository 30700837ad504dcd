"""Explorers: controls, pictures and a numeric summary for one idea."""

from nnwidgets.widgets.base import Explorer
from nnwidgets.widgets.boundary import BoundaryExplorer
from nnwidgets.widgets.classification import ClassifierExplorer
from nnwidgets.widgets.digit_pair import DigitPairExplorer
from nnwidgets.widgets.folds import FoldsExplorer
from nnwidgets.widgets.network import NetworkExplorer
from nnwidgets.widgets.neuron import NeuronExplorer
from nnwidgets.widgets.squashing import LossExplorer, SquashExplorer

__all__ = [
    "BoundaryExplorer",
    "ClassifierExplorer",
    "DigitPairExplorer",
    "Explorer",
    "FoldsExplorer",
    "LossExplorer",
    "NetworkExplorer",
    "NeuronExplorer",
    "SquashExplorer",
]
