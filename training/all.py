"""Everything: `python -m training.all --out FOLDER` trains both variants and writes what the package ships.

For each variant the first stage once, and for the full one the teacher; then for each seed the second, and for the full
one the third. A tenth of the groups is held out of all (a fifth of PLV): measures and temperature come from there.
`--ship` says which variant's first seed goes to src/westphalia/data/reader, so the shipped weights are those which were
measured; the datasheet goes with it. What the folder already has is not made again. On two cores that nothing else uses
a run of one seed takes about two and a half hours.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from training import base, calibrate, datasheet, export, network, teacher
from training.examples import held
from training.train import DATA, STAGES, corpora, relations, train

VARIANTS = {"full": ("first", "full"), "clean": ("clean-first", "clean")}
SHIPPED = Path(__file__).parents[1] / "src" / "westphalia" / "data" / "reader"


def main() -> None:
    """The command line of the whole training."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder for weights and reports")
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--variants", nargs="+", choices=VARIANTS, default=list(VARIANTS))
    parser.add_argument("--cut", type=int, help="stop each run after this many batches (to try it)")
    parser.add_argument("--ship", choices=VARIANTS, help="write this variant to the package's data")
    a = parser.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    for variant in a.variants:
        _variant(variant, a.out, a.data, a.seeds, a.cut)
    if a.ship:
        report = json.loads((a.out / f"{a.ship}.json").read_text(encoding="utf-8"))
        export.export(a.out / f"{a.ship}-{a.seeds[0]}.pt", SHIPPED, relations(a.data), report["temperature"])
        datasheet.write(a.ship, {v: json.loads((a.out / f"{v}.json").read_text("utf-8")) for v in a.variants}, SHIPPED)


def _variant(variant: str, out: Path, data: Path, seeds: list[int], cut: int | None) -> None:
    first, second = VARIANTS[variant]
    start = out / f"{variant}-first.pt"
    if not start.exists():
        train(first, seed=seeds[0], start=None, out=start, data=data, cut=cut)
    told = out / "teacher.jsonl" if "told" in STAGES[second] else None
    if told and not told.exists():
        teacher.learn(out, data, seeds[0])
    measures, temperatures = [], []
    for seed in seeds:
        weights = out / f"{variant}-{seed}.pt"
        found = train(second, seed=seed, start=start, out=weights, data=data, teacher=told, cut=cut)
        if told:
            found |= train("coding", seed=seed, start=weights, out=weights, data=data, teacher=told, cut=cut)
        measures.append(found)
        temperatures.append(_temperature(weights, data))
    report = {
        "seeds": seeds,
        "runs": [
            plan(first),
            *(["the teacher (training/teacher.py)"] if told else []),
            plan(second) + "; the weights of the first seed were not shown what is measured below",
        ],
        "measures": measures,
        "temperature": temperatures[0][0],
        "calibration error before": temperatures[0][1],
        "calibration error after": temperatures[0][2],
    }
    (out / f"{variant}.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


def plan(stage: str) -> str:
    """A stage in words: how many passes over which corpus."""
    return f"stage `{stage}`, passes: " + ", ".join(f"{name} {passes:g}" for name, passes in STAGES[stage].items())


def _temperature(weights: Path, data: Path) -> tuple[float, float, float]:
    """Fitted on one half of the held-out own sentences; its calibration errors are those of the other half."""
    names = relations(data)
    model = network.Network(base.encoder(), len(names))
    export.load(model, weights)
    kept = [example for example in corpora(["own"], data)["own"] if held("own", example.group)]
    return calibrate.temperature(model, base.tokenizer(), kept[::2], kept[1::2])


if __name__ == "__main__":
    main()
