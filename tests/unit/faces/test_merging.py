import numpy as np

from burnish.faces.findings import NOTHING, Findings, joined
from burnish.faces.merging import merged


def sighting(left: float, size: float, confidence: float, fineness: float) -> Findings:
    box = [left, 0, left + size, size]
    return Findings(
        np.array([box], float), np.full((1, 5, 2), left), np.array([confidence]), np.array([float(fineness)])
    )


def test_each_face_is_given_once_as_the_scale_that_suits_it_shows_it() -> None:
    coarse, fine = sighting(0, 400, 0.99, 0.1), sighting(10, 400, 0.95, 0.5)
    other = sighting(1000, 100, 0.9, 1)
    result = merged(joined([coarse, other, fine]))
    assert result.boxes[:, 0].tolist() == [10, 1000]
    assert result.confidences.tolist() == [0.95, 0.9]
    assert (result.landmarks[0] == 10).all()


def test_a_sighting_that_is_hardly_sure_does_not_replace_a_sure_one() -> None:
    assert merged(joined([sighting(0, 400, 0.99, 0.1), sighting(10, 400, 0.3, 0.5)])).confidences.tolist() == [0.99]


def test_neighbours_stay_apart() -> None:
    assert len(merged(joined([sighting(0, 100, 0.9, 1), sighting(50, 100, 0.9, 1)]))) == 2


def test_nothing_is_nothing() -> None:
    assert len(merged(NOTHING)) == 0
    assert len(joined([])) == 0


def test_faces_of_a_patch_are_placed_in_the_picture() -> None:
    placed = sighting(10, 20, 0.9, 1).placed((0.5, 2), 100, 200)
    assert placed.boxes.tolist() == [[120, 200, 160, 210]]
    assert placed.landmarks[0, 0].tolist() == [120, 205]
    assert placed.fineness.tolist() == [0.5]
    assert placed.seen_sizes.tolist() == [20]
