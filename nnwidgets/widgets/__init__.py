"""Explorers: controls, pictures and a numeric summary for one idea."""

from nnwidgets.widgets.approximation import ApproximationExplorer
from nnwidgets.widgets.backward import BackwardExplorer
from nnwidgets.widgets.base import Explorer
from nnwidgets.widgets.boundary import BoundaryExplorer
from nnwidgets.widgets.boxes import BoxesExplorer
from nnwidgets.widgets.classification import ClassifierExplorer
from nnwidgets.widgets.differences import DifferencesExplorer
from nnwidgets.widgets.digit_pair import DigitPairExplorer
from nnwidgets.widgets.digits import DigitExplorer
from nnwidgets.widgets.dimensions import DimensionsExplorer
from nnwidgets.widgets.folds import FoldsExplorer
from nnwidgets.widgets.graphs import FormulaExplorer
from nnwidgets.widgets.modes import SweepsExplorer
from nnwidgets.widgets.needs import needs
from nnwidgets.widgets.network import NetworkExplorer
from nnwidgets.widgets.network_graphs import NetworkGraphExplorer
from nnwidgets.widgets.neuron import NeuronExplorer
from nnwidgets.widgets.orders import OrderExplorer
from nnwidgets.widgets.softmax import SoftmaxExplorer
from nnwidgets.widgets.squashing import LossExplorer, SquashExplorer
from nnwidgets.widgets.starts import StartsExplorer
from nnwidgets.widgets.training import TrainingExplorer
from nnwidgets.widgets.units import UnitsExplorer
from nnwidgets.widgets.updates import UpdateOrderExplorer
from nnwidgets.widgets.vanishing import DepthExplorer

__all__ = [
    "ApproximationExplorer",
    "BackwardExplorer",
    "BoundaryExplorer",
    "BoxesExplorer",
    "ClassifierExplorer",
    "DepthExplorer",
    "DifferencesExplorer",
    "DigitExplorer",
    "DigitPairExplorer",
    "DimensionsExplorer",
    "Explorer",
    "FoldsExplorer",
    "FormulaExplorer",
    "LossExplorer",
    "NetworkExplorer",
    "NetworkGraphExplorer",
    "NeuronExplorer",
    "OrderExplorer",
    "SoftmaxExplorer",
    "SquashExplorer",
    "StartsExplorer",
    "SweepsExplorer",
    "TrainingExplorer",
    "UnitsExplorer",
    "UpdateOrderExplorer",
    "needs",
]
