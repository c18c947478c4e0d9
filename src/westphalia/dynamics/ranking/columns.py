"""What the trees see of a candidate: columns with names and families of mechanisms, computed from the past only."""

from __future__ import annotations

import numpy as np

from westphalia.dynamics.ranking.compiled import compiled
from westphalia.dynamics.ranking.past import LIVES, NEVER, Circle, Floats, Index, Ints, Past
from westphalia.dynamics.ranking.retrieve import (
    AGAIN,
    ALIKE,
    ALL,
    ALL_LATELY,
    FRIENDS,
    FRIENDS_LATELY,
    GROUP,
    GROUP_LATELY,
    MET,
    MET_LATELY,
    ONWARD,
    OWN,
    PARTNERS,
)  # fmt: skip
from westphalia.dynamics.ranking.rules import AGAIN as AGAIN_PART
from westphalia.dynamics.ranking.rules import BACK, DOWN, RETURN, SIMILAR, UP

COLUMNS: tuple[tuple[str, str], ...] = (  # what it is, its family; in the order in which `fill` writes them
    ("days with this before", "persistence"),
    ("this, half-life 2", "persistence"),
    ("this, half-life 7", "persistence"),
    ("this, half-life 30", "persistence"),
    ("this, half-life 120", "persistence"),
    ("since this", "persistence"),
    ("usual gap between this", "persistence"),
    ("since this, in usual gaps", "persistence"),
    ("anything before", "persistence"),
    ("anything, half-life 2", "persistence"),
    ("anything, half-life 7", "persistence"),
    ("anything, half-life 30", "persistence"),
    ("anything, half-life 120", "persistence"),
    ("since anything", "persistence"),
    ("since they first met", "persistence"),
    ("different relations before", "persistence"),
    ("share of the subject's doing this, half-life 2", "persistence"),
    ("share of the subject's doing this, half-life 7", "persistence"),
    ("share of the subject's doing this, half-life 30", "persistence"),
    ("share of the subject's doing this, half-life 120", "persistence"),
    ("share of the subject's doing this, ever", "persistence"),
    ("share of what the subject does, half-life 7", "persistence"),
    ("share of what the subject does, half-life 120", "persistence"),
    ("rank by this, half-life 120", "persistence"),
    ("rank by anything, half-life 120", "persistence"),
    ("rank by anything, half-life 7", "persistence"),
    ("rank by how late this was", "persistence"),
    ("rules: this again", "persistence"),
    ("rules: other relations before", "persistence"),
    ("this in return, half-life 2", "reciprocity"),
    ("this in return, half-life 7", "reciprocity"),
    ("this in return, half-life 120", "reciprocity"),
    ("since this in return", "reciprocity"),
    ("rules: this in return", "reciprocity"),
    ("rules: other relations in return", "reciprocity"),
    ("rules: lower conflict or cooperation before", "escalation"),
    ("rules: conflict before", "deescalation"),
    ("share of all who are met with this, half-life 7", "contagion"),
    ("share of all who are met with this, half-life 120", "contagion"),
    ("met with this by anybody, half-life 2", "contagion"),
    ("met with this by anybody, half-life 30", "contagion"),
    ("since anybody did this to it", "contagion"),
    ("how many did this to it", "contagion"),
    ("actors with the same partners do this to it", "contagion"),
    ("partners of the subject do this to it", "contagion"),
    ("partners meet it", "common_friend"),
    ("partners met it in the last days", "common_friend"),
    ("usual objects of this meet it", "common_friend"),
    ("actors of the subject's group do this to it", "ties"),
    ("of its own group, active and of a fitting kind", "ties"),
    ("same group", "ties"),
    ("fit of kinds", "ties"),
    ("fit of kind and group", "ties"),
    ("kind of candidate", "ties"),
    ("share of the subject's meetings with its group", "ties"),
    ("share of the subject's doing this with its group", "ties"),
    ("activity, half-life 2", "activity"),
    ("activity, half-life 7", "activity"),
    ("activity, half-life 30", "activity"),
    ("activity ever", "activity"),
    ("since it was active", "activity"),
    ("since it first was active", "activity"),
    ("activity of the subject, half-life 7", "activity"),
    ("activity of the subject ever", "activity"),
    ("subject's doing this ever", "activity"),
    ("since the subject did this", "activity"),
    ("to how many the subject did this", "activity"),
    ("kind of subject", "question"),
    ("relation", "question"),
    ("direction", "question"),
    ("rules: everything but this", "rules"),
    ("rules: all", "rules"),
    ("rules: all, against all candidates", "rules"),
    ("rules: rank", "rules"),
    ("actors of the subject's group met it in the last days", "ties"),
    ("share of the subject's meetings in the last days with its group", "ties"),
    ("how often its likeliest rule comes true", "rules"),
    ("how often any of its rules comes true", "rules"),
    ("mixture", "rules"),
    ("mixture, against the first", "rules"),
)
RELATION = next(i for i, (name, _) in enumerate(COLUMNS) if name == "relation")
_WIDTH = len(COLUMNS)


@compiled
def fill(
    made: Index, past: Past, near: Circle, s: Ints, r: Ints, who: Ints, share: Floats, mixed: Floats, parts: Floats,
    pairs: Ints, came: Floats, query: Ints, slot: Ints, day: int, out: Floats,
) -> None:  # fmt: skip
    """Write the columns of candidate `slot[i]` of query `query[i]` into `out[i]`; `query` ascending, `s` too."""
    k = who.shape[1]
    half = made.key_of.shape[1] // 2
    groups = past.met.shape[1]
    lives = LIVES.shape[0]
    with_group = np.zeros(groups, dtype=np.float32)
    this_group = np.zeros(groups, dtype=np.float32)
    short_group = np.zeros(groups, dtype=np.float32)
    total = np.zeros(k, dtype=np.float32)
    again = np.zeros(k, dtype=np.float32)
    recent = np.zeros(k, dtype=np.float32)
    key_d = np.zeros(lives, dtype=np.float32)
    n, mass, top, first, key_n, key_last, key_others = 0, 0.0, 0.0, 0.0, 0.0, NEVER, 0.0
    kinds_total, near_total, with_total, this_total = 0.0, 0.0, 0.0, 0.0
    for i in range(query.shape[0]):
        q = query[i]
        a, rel = s[q], r[q]
        back = rel + half if rel < half else rel - half
        if i == 0 or query[i - 1] != q:
            n = 0
            top, first = -1e30, -1e30
            key = made.key_of[a, rel]
            key_d[:] = 0
            key_n, key_last, key_others = 0.0, NEVER, 0.0
            this_group[:] = 0
            this_total = 1e-6
            if key >= 0 and past.k_last[key] >= 0:
                key_n, key_others = past.k_n[key], past.k_others[key]
                key_last = day - past.k_last[key]
                for z in range(lives):
                    key_d[z] = past.k_d[key, z] * 2.0 ** (-key_last / LIVES[z])
                for one in range(made.key_ptr[key], made.key_ptr[key + 1]):
                    if past.t_last[one] >= 0:
                        w = past.t_d[one, 2] * 2.0 ** ((past.t_last[one] - day) / LIVES[2])
                        this_group[past.group[made.triple_o[one]]] += w
                        this_total += w
            if i == 0 or s[query[i - 1]] != a:
                with_group[:] = 0
                short_group[:] = 0
                with_total = 1e-6
                for j in range(near.ptr[a], near.ptr[a + 1]):
                    with_group[past.group[near.other[j]]] += near.weight[j]
                    with_total += near.weight[j]
                    short_group[past.group[near.other[j]]] += near.short[j] / (near.sums_short[a] + 1e-6)
            while n < k and who[q, n] >= 0:
                total[n] = parts[q, n].sum()
                top = max(top, total[n])
                first = max(first, mixed[q, n])
                again[n], recent[n] = 0, NEVER
                pair = pairs[q, n]
                if share[q, n, AGAIN] > 0:
                    for j in range(made.of_pair_ptr[pair], made.of_pair_ptr[pair + 1]):
                        one = made.of_pair[j]
                        if made.triple_r[one] == rel and past.t_last[one] >= 0:
                            recent[n] = day - past.t_last[one]
                            again[n] = past.t_d[one, 3] * 2.0 ** (-recent[n] / LIVES[3])
                n += 1
            mass = 0.0
            for j in range(n):
                mass += np.exp(total[j] - top)
            kinds_total = past.kinds[rel, past.kind[a]].sum() + 20
            near_total = past.near[rel].sum() + 50
        c = slot[i]
        b, pair = who[q, c], pairs[q, c]
        x = out[i]
        x[:] = 0
        x[5], x[6], x[7], x[13], x[14], x[32] = NEVER, NEVER, NEVER, NEVER, NEVER, NEVER
        if pair >= 0 and past.p_last[pair] >= 0:
            for j in range(made.of_pair_ptr[pair], made.of_pair_ptr[pair + 1]):
                one = made.of_pair[j]
                if past.t_last[one] < 0:
                    continue
                x[15] += 1
                ago = np.float32(day - past.t_last[one])
                if made.triple_r[one] == rel:
                    x[0] = past.t_n[one]
                    for z in range(lives):
                        x[1 + z] = past.t_d[one, z] * 2.0 ** (-ago / LIVES[z])
                        x[16 + z] = x[1 + z] / (key_d[z] + 1e-6)
                    x[5] = ago
                    x[20] = x[0] / (key_n + 1)
                    if past.t_n[one] > 1:
                        x[6] = (past.t_last[one] - past.t_first[one]) / (past.t_n[one] - 1)
                        x[7] = ago / (x[6] + 0.5)
                if made.triple_r[one] == back:
                    x[29] = past.t_d[one, 0] * 2.0 ** (-ago / LIVES[0])
                    x[30] = past.t_d[one, 1] * 2.0 ** (-ago / LIVES[1])
                    x[31] = past.t_d[one, 3] * 2.0 ** (-ago / LIVES[3])
                    x[32] = ago
            x[8] = past.p_n[pair]
            x[13] = day - past.p_last[pair]
            x[14] = day - past.p_first[pair]
            for z in range(lives):
                x[9 + z] = past.p_d[pair, z] * 2.0 ** (-x[13] / LIVES[z])
        x[21], x[22] = share[q, c, MET_LATELY], share[q, c, MET]
        for j in range(n):
            x[23] += again[j] > again[c]
            x[24] += share[q, j, MET] > share[q, c, MET]
            x[25] += share[q, j, MET_LATELY] > share[q, c, MET_LATELY]
            x[26] += recent[j] < recent[c]
            x[73] += total[j] > total[c]
        x[27], x[28] = parts[q, c, AGAIN_PART], parts[q, c, SIMILAR]
        x[33], x[34], x[35], x[36] = parts[q, c, BACK], parts[q, c, RETURN], parts[q, c, UP], parts[q, c, DOWN]
        x[70] = x[28] + x[34] + x[35] + x[36]
        x[37], x[38] = share[q, c, ALL_LATELY], share[q, c, ALL]
        key = made.key_of[b, back]
        x[41] = NEVER
        if key >= 0 and past.k_last[key] >= 0:
            x[41] = day - past.k_last[key]
            x[39] = past.k_d[key, 0] * 2.0 ** (-x[41] / LIVES[0])
            x[40] = past.k_d[key, 2] * 2.0 ** (-x[41] / LIVES[2])
            x[42] = past.k_others[key]
        x[43], x[44], x[45] = share[q, c, ALIKE], share[q, c, PARTNERS], share[q, c, FRIENDS]
        x[46], x[47] = share[q, c, FRIENDS_LATELY], share[q, c, ONWARD]
        x[48], x[49] = share[q, c, GROUP], share[q, c, OWN]
        ga, gb = past.group[a], past.group[b]
        x[50] = -1 if ga == 0 or gb == 0 else (1 if ga == gb else 0)
        x[51] = (past.kinds[rel, past.kind[a], past.kind[b]] + 0.5) / kinds_total
        x[52] = (past.near[rel, past.kind[b], 2 if ga == 0 or gb == 0 else (1 if ga == gb else 0)] + 0.5) / near_total
        x[53] = past.kind[b]
        x[54] = with_group[gb] / with_total if gb > 0 else -1
        x[55] = this_group[gb] / this_total if gb > 0 else -1
        x[60] = NEVER
        x[61] = NEVER
        if past.e_last[b] >= 0:
            x[60] = day - past.e_last[b]
            x[61] = day - past.e_first[b]
            for z in range(3):
                x[56 + z] = past.e_d[b, z] * 2.0 ** (-x[60] / LIVES[z])
            x[59] = past.e_n[b]
        if past.e_last[a] >= 0:
            x[62] = past.e_d[a, 1] * 2.0 ** ((past.e_last[a] - day) / LIVES[1])
        x[63] = past.e_n[a]
        x[64], x[65], x[66] = key_n, key_last, key_others
        x[67] = past.kind[a]
        x[68] = rel if rel < half else rel - half
        x[69] = 0 if rel < half else 1
        x[71] = total[c]
        x[72] = total[c] - top - np.log(mass)
        x[74] = share[q, c, GROUP_LATELY]
        x[75] = short_group[gb] if gb > 0 else -1
        x[76], x[77] = came[q, c, 0], came[q, c, 1]
        x[78] = mixed[q, c]
        x[79] = mixed[q, c] - first
