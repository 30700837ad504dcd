"""What the lecture and the explorers take from graphs: formulas, their nodes, networks as nodes."""
