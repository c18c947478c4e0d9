"""From a record to numbers with intervals: the relations of two actors over time, and how alike two states vote.

`relations.relations`, `change.relations_change`, `alignment.alignment`; each module names the source of its formulas.
"""
