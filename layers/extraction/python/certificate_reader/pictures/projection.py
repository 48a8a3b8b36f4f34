"""Projective maps between a page as a person reads it and the picture it was found in."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Points: TypeAlias = NDArray[np.float64]
Matrix: TypeAlias = NDArray[np.float64]


def project(matrix: Matrix, points: Points) -> Points:
    """The points (n x 2, or n x 4 x 2) where the map takes them."""
    flat = points.reshape(-1, 2)
    mapped = np.c_[flat, np.ones(len(flat))] @ matrix.T
    result: Points = (mapped[:, :2] / mapped[:, 2:]).reshape(points.shape)
    return result


def scaling(x: float, y: float) -> Matrix:
    return np.diag([x, y, 1.0])


def turning(degrees: float, width: float, height: float) -> tuple[Matrix, float, float]:
    """Turns a picture clockwise, and the size of the frame that holds it afterwards."""
    angle = np.deg2rad(degrees)
    cos, sin = float(np.cos(angle)), float(np.sin(angle))
    around: Matrix = np.array([[cos, -sin, 0.0], [sin, cos, 0.0], [0.0, 0.0, 1.0]])
    corners = project(
        around, np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=float)
    )
    least, most = corners.min(axis=0), corners.max(axis=0)
    shift: Matrix = np.array([[1.0, 0.0, -least[0]], [0.0, 1.0, -least[1]], [0.0, 0.0, 1.0]])
    return shift @ around, float(most[0] - least[0]), float(most[1] - least[1])


def from_corners(source: Points, target: Points) -> Matrix:
    """The map that takes four points to four others. Needs OpenCV, which only the OCR brings."""
    import cv2

    matrix: Matrix = cv2.getPerspectiveTransform(
        source.astype(np.float32), target.astype(np.float32)
    ).astype(np.float64)
    return matrix
