"""Who does what to whom next: a ranking of objects and subjects, learned from dated quadruples.

    quadruples   files -> facts                      past        decayed counts of what happened
    names        groups and kinds that names tell    retrieve    a mixture that proposes candidates
    rules        «r' lately makes r likely»          columns     what the trees see
    trees        boosting on top of the rules        protocol    ranks, filter, ties, scores, floor
    run          the walk through the days: `rank`   explain     what adds up to a score, and the events behind it

`rank` is imported from `run` by those who use it, since it loads numba.
"""
