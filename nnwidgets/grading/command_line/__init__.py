"""The command line `nnwidgets course …`."""
