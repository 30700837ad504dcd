"""Forward against reverse differentiation, counted in sweeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnwidgets.figures.scenes import chart as charts

if TYPE_CHECKING:
    from nnwidgets.figures.schema.chart import ChartScene


def sweeps_chart(forward: int, reverse: int, label: str) -> ChartScene:
    """A bar for each way, up to 50 sweeps."""
    frame = charts.frame(
        (52, 24, 530, 180),
        charts.named_axis(
            "",
            (0.0, 2.0),
            [(0.5, "forward: one for each input"), (1.5, "reverse: one for each output")],
        ),
        charts.axis("sweeps", (0.0, 60.0), [0, 10, 20, 30, 40, 50]),
        bars=[
            charts.bar("plain", (0.2, 0.8), (0.0, float(forward))),
            charts.bar("gradient", (1.2, 1.8), (0.0, float(reverse))),
        ],
        texts=[
            charts.note(k + 0.5, float(count), str(count), dy=-6, anchor="middle")
            for k, count in enumerate((forward, reverse))
        ],
    )
    return charts.chart((600, 232), label, frame)
