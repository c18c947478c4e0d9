"""Questions: a question in English becomes one that the record can answer later, with a probability and a score.

`parse` turns words into a `Question` (who, what, to whom, on which days, and the rule by which it resolves), `ask`
gives it a probability with reasons, `log` keeps what was said, and `score` compares that with what a newer record
holds.
"""
