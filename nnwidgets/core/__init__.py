"""The mathematics of the course: numpy only."""
