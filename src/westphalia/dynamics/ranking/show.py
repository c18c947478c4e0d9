"""How a ranking prints in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from westphalia import sheets

if TYPE_CHECKING:
    from rich.console import Group

    from westphalia.dynamics.ranking.explain import Explained
    from westphalia.dynamics.ranking.result import Ranking


def view(found: Ranking) -> Group:
    """Scores by direction and stratum with the floor beside them, what it took, and the explanations asked for."""
    from rich.console import Group
    from rich.text import Text

    answer = found.to_dict()
    days = answer["days"]
    low_high = answer["mrr_interval"]
    head = f"MRR {100 * answer['mrr']:.1f}" + (
        f" (95 % by days {100 * low_high[0]:.1f} to {100 * low_high[1]:.1f})" if low_high else ""
    )
    took = (
        f"{answer['cpu_seconds']:.0f} CPU s, of which {answer['fit_cpu_seconds']:.0f} to learn; "
        f"{answer['peak_mib']:,} MiB at most; seed {answer['seed']}"
    )
    title = (
        f"{answer['n']:,} queries of {days['n']} days, {days['first']} to {days['last']}; "
        f"{answer['entities']:,} entities, {answer['relations']} relations"
    )
    parts: list[Any] = [Text(head, style="bold"), Text(title), _table(answer), Text(took), Text(answer["protocol"])]
    for one in found.explained:
        parts += explanation(one)
    return Group(*parts)


def _table(answer: dict[str, Any]) -> Any:
    rows = [["percent", "n", "MRR", "Hits@1", "Hits@3", "Hits@10", "floor MRR"]]
    floor = answer["floor"]
    lines = [("all", answer, floor["mrr"])]
    lines += [(f"{name} asked for", one, None) for name, one in answer["by_direction"].items()]
    lines += [(name, one, floor["by_stratum"][name]["mrr"]) for name, one in answer["by_stratum"].items()]
    for name, one, below in lines:
        shares = [one["mrr"], *(one[f"hits{k}"] for k in (1, 3, 10)), below]
        rows.append([name, f"{one['n']:,}", *("" if x is None else f"{100 * x:.1f}" for x in shares)])
    return _sheet(rows)


def rules(found: Ranking, many: int) -> Any:
    """The strongest rules, one a line."""
    from rich.text import Text

    lines = [f"{one}  [{one.family}]" for one in found.rules[:many]]
    return Text("\n".join(["What a rule adds to the score of o, and its family:", *lines]))


def explanation(one: Explained) -> list[Any]:
    """One question: candidates, and for the first what adds up to its score."""
    from rich.text import Text

    parts: list[Any] = [Text(f"\n{one.subject}, {one.relation}, {one.object}, {one.day}", style="bold")]
    rows = [["", "candidate", "probability", "score", "came true"]]
    for each in one.candidates:
        came = "yes" if each.name in one.answers else ""
        rows.append([str(each.rank), each.name, f"{100 * each.probability:.1f} %", f"{each.score:.2f}", came])
    parts.append(_sheet(rows))
    for each in one.candidates[:1]:
        adds = ", ".join(f"{name} {value:+.2f}" for name, value in each.families.items())
        parts.append(Text(f"{each.name}: {adds}"))
        parts += [Text(f"  {rule['adds']:+.2f}  {rule['rule']} [{rule['family']}]") for rule in each.rules[:5]]
        parts += [
            Text(f"  {event['day']}  {event['subject']}, {event['relation']}, {event['object']}  ({event['why']})")
            for event in each.events
        ]
    return parts


def _sheet(rows: list[list[str]]) -> Any:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    built = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for index, name in enumerate(rows[0]):
        built.add_column(
            Text(name), justify="left" if index in (0, 1) and not rows[0][0] else "left" if index == 0 else "right"
        )
    for row in rows[1:]:
        built.add_row(*(Text(cell) for cell in row))
    return sheets.Sheet(built, rows)
