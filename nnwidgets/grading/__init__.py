"""Graded labs: nbgrader, with students' code in a sandbox and its answers judged outside.

Needs `pip install "nnwidgets[grading]"`, and bubblewrap on Linux. The commands are
`nnwidgets course …`; `docs/instructors.md` is the guide.
"""
