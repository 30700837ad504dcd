"""Digits as a hand draws them: strokes in a box of 100, and small differences between hands."""

from __future__ import annotations

import numpy as np

Strokes = list[np.ndarray]


def arc(centre: tuple[float, float], rx: float, ry: float, start: float, end: float) -> np.ndarray:
    """Part of an ellipse, in degrees clockwise from the right, as y points down."""
    t = np.radians(np.linspace(start, end, 24))
    return np.stack([centre[0] + rx * np.cos(t), centre[1] + ry * np.sin(t)], axis=1)


def line(*points: tuple[float, float]) -> np.ndarray:
    return np.array(points, dtype=np.float64)


def joined(*parts: np.ndarray) -> Strokes:
    return [np.concatenate(parts)]


DIGITS: dict[int, Strokes] = {
    0: [arc((50, 50), 28, 45, -90, 270)],
    1: [line((50, 5), (50, 95))],
    2: joined(line((25, 25), (40, 7), (62, 10), (68, 30), (50, 55), (22, 92), (78, 90))),
    3: joined(arc((45, 28), 25, 22, -150, 80), arc((45, 70), 28, 25, -80, 150)),
    4: [line((30, 5), (25, 55), (80, 55)), line((65, 5), (65, 95))],
    5: [line((70, 8), (35, 8)), *joined(line((35, 8), (32, 45)), arc((46, 68), 24, 26, -100, 150))],
    6: joined(line((45, 5), (32, 40), (28, 70)), arc((46, 75), 19, 20, 180, 540)),
    7: [line((22, 8), (78, 8), (45, 95)), line((30, 50), (70, 50))],
    8: joined(
        line((66, 15), (48, 5), (32, 18), (45, 42), (64, 62), (66, 85), (46, 96)),
        line((30, 82), (42, 58), (62, 38), (68, 20)),
    ),
    9: joined(arc((50, 30), 20, 22, 0, -360), line((70, 30), (70, 95))),
}


def by_another_hand(strokes: Strokes, rng: np.random.Generator) -> Strokes:
    """Wider or narrower, slanted, turned a little, unsteady."""
    turn = rng.uniform(-0.12, 0.12)
    shape = np.array([[rng.uniform(0.7, 1.15), 0.0], [rng.uniform(-0.2, 0.1), 1.0]])
    turned = shape @ [[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]]
    return [stroke @ turned + rng.normal(scale=1.5, size=stroke.shape) for stroke in strokes]
