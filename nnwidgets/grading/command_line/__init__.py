"""The commands `nnwidgets course …`."""
