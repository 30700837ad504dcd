"""Graded labs: nbgrader with exercises that are judged outside of the student's process.

Needs `pip install "nnwidgets[grading]"`, and bubblewrap on Linux. The commands are
`nnwidgets course …`; `docs/instructors.md` is the guide.
"""
