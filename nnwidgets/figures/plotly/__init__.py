"""Pictures of explorers as plotly figures: to zoom into, to hover over, to turn and to save.

Plotly is imported when the first figure is asked for. A figure is made from the scene that the
page draws, so it shows what the explorer shows.
"""

from plotly.graph_objects import Figure as Figure

from nnwidgets.figures.plotly.costs import cost_figure as cost_figure
from nnwidgets.figures.plotly.panels import figure_of as figure_of
