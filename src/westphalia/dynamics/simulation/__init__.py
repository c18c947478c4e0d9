"""The world simulated forward: the strengths of named mechanisms, and what would follow if somebody acted.

Weekly counts of what each country does to each other one, by quad. Given the past they are negative binomial around an
expected count that the mechanisms of `terms` multiply up or down; `fit` estimates how strongly, `stable` keeps the
process from exploding, `engine` runs it forward.
"""
