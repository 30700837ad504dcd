"""Explorers: controls, pictures and a numeric summary for one idea."""

from nnwidgets.widgets.approximation.approximation import ApproximationExplorer
from nnwidgets.widgets.approximation.boxes import BoxesExplorer
from nnwidgets.widgets.approximation.dimensions import DimensionsExplorer
from nnwidgets.widgets.approximation.starts import StartsExplorer
from nnwidgets.widgets.approximation.units import UnitsExplorer
from nnwidgets.widgets.backpropagation.backward import BackwardExplorer
from nnwidgets.widgets.backpropagation.depth import DepthExplorer
from nnwidgets.widgets.backpropagation.differences import DifferencesExplorer
from nnwidgets.widgets.backpropagation.sweeps import SweepsExplorer
from nnwidgets.widgets.backpropagation.training import TrainingExplorer
from nnwidgets.widgets.backpropagation.update_order import UpdateOrderExplorer
from nnwidgets.widgets.classification.boundary import BoundaryExplorer
from nnwidgets.widgets.classification.classifier import ClassifierExplorer
from nnwidgets.widgets.classification.digit_pair import DigitPairExplorer
from nnwidgets.widgets.classification.folds import FoldsExplorer
from nnwidgets.widgets.classification.loss import LossExplorer
from nnwidgets.widgets.classification.squash import SquashExplorer
from nnwidgets.widgets.feedforward.network import NetworkExplorer
from nnwidgets.widgets.feedforward.neuron import NeuronExplorer
from nnwidgets.widgets.framework.explorer import Explorer
from nnwidgets.widgets.graphs.formula import FormulaExplorer
from nnwidgets.widgets.graphs.network_graph import NetworkGraphExplorer
from nnwidgets.widgets.graphs.order import OrderExplorer
from nnwidgets.widgets.softmax.digit import DigitExplorer
from nnwidgets.widgets.softmax.softmax import SoftmaxExplorer

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
]
