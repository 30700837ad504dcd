"""The machinery of every exercise: put cases to an answer, judge the results, explain them."""
