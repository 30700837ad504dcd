"""How an answer is put to its cases, judged and explained."""
