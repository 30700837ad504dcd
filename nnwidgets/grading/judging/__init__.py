"""Run one submission and judge it."""
