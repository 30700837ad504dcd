"""Explorers: controls, pictures and a summary for one idea."""
