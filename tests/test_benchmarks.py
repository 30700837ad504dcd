"""What the benchmarks print, where one of them has nothing to measure."""

from tests.benchmarks.open_notebook import Opened, line, megabytes


def test_a_notebook_whose_cells_rest_has_no_memory_to_report() -> None:
    """The appendix without PyTorch: the others are printed all the same."""
    assert megabytes("96512\n") == 96.512
    assert megabytes("") is None
    resting = Opened("07_same_in_pytorch", 0.17, 1.2, 0, megabytes(""), 25.0)
    assert line(resting).split() == ["07_same_in_pytorch", "0.17", "1.2", "0", "–", "25.0"]
