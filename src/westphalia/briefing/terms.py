"""What the words of a briefing mean, printed with it."""

TERMS = (
    (
        "Mean score",
        "the mean of PLOVER's conflict-cooperation scores of the events (ASSAULT −9 … AID +10), weighted by their "
        "number; statements without an action count in n and have no score.",
    ),
    (
        "Cooperation and conflict",
        "PLOVER's two cooperative and two conflictual classes of action, verbal and material.",
    ),
    (
        "Supported",
        "what the record holds is consistent with the claim, under the assumptions printed with it; not that the claim "
        "is proven.",
    ),
    ("Contradicted", "what the record holds is not consistent with the claim, under the same assumptions."),
    ("Mixed", "some of what the claim says is borne out and some is not, or the interval does not decide."),
    (
        "Not enough record",
        "the days or actors are not covered, or too few events stand behind an answer. No event in the record and no "
        "coverage are different things, and the reason says which it is.",
    ),
    ("Not testable", "a value judgement or a recommendation; no count of events can decide it."),
    ("Not tested yet", "a kind of claim for which no sound test is built yet; the reason says why."),
    (
        "Probability",
        "of at least one event of that class within the span after the forecast's origin, which is the record's last "
        "covered day for the pair.",
    ),
    (
        "Brier score and skill",
        "the mean squared difference of forecast and outcome (0 is perfect), and by which share it is smaller than "
        "that of a forecast from each pair's long-run rate; 0 means no better.",
    ),
)
