"""Where things stand in a picture: layouts of graphs, folds, solids."""
