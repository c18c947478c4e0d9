"""Who does what to whom next: ranks on three benchmark sets, with the recency-frequency floor measured beside them.

    python benchmarks/dynamics_rank.py                           # ICEWS14, fast and full
    python benchmarks/dynamics_rank.py --only icews18 icews0515 --fast
    python benchmarks/dynamics_rank.py --on valid --fast         # for choosing; test is for the end

Each row is a process of its own, one thread: CPU seconds and peak memory are of everything, from reading the files to
the last rank. Published numbers of others are under the same protocol, as their authors give them, unless marked.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "events"
SETS = {"icews14": "txt", "icews18": "tsv.gz", "icews0515": "tsv.gz"}
PEERS = {  # MRR, Hits@10; «run»: on a machine like this, with CPU seconds
    "icews14": (
        ("TLogic, run: 6,460 CPU s", 42.9, 60.7),
        ("CountTRuCoLa, run: 570 CPU s, 3.1 GiB", 45.0, 62.1),
        ("TiRGN", 44.0, None),
        ("L2TKG", 47.4, None),
        ("LogCL (sees the day's queries)", 48.9, 70.3),
        ("HisRES (no code)", 50.5, None),
    ),
    "icews18": (
        ("TLogic", 29.6, 48.1),
        ("CountTRuCoLa", 32.8, 51.0),
        ("TiRGN", 33.7, None),
        ("L2TKG", 33.4, None),
        ("LogCL (sees the day's queries)", 35.7, 57.7),
        ("HisRES (no code)", 37.7, None),
    ),
    "icews0515": (("LogCL (sees the day's queries)", 57.0, None),),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--only", nargs="+", choices=list(SETS), default=["icews14"])
    parser.add_argument("--on", choices=("test", "valid"), default="test")
    parser.add_argument("--seed", type=int, default=0)
    speed = parser.add_mutually_exclusive_group()
    speed.add_argument("--fast", action="store_true", help="the fast setting alone")
    speed.add_argument("--full", action="store_true", help="the full model alone")
    asked = parser.parse_args()
    for name in asked.only:
        for fast in (True, False):
            if not (asked.fast and not fast) and not (asked.full and fast):
                measured(name, fast, asked.data, asked.on, asked.seed)


def measured(name: str, fast: bool, data: Path = DATA, on: str = "test", seed: int = 0) -> dict[str, Any]:
    """What `westphalia rank --json` says of a set, printed beside others' figures."""
    found = ranked(data / name, SETS[name], fast, on, seed)
    show(name, fast, found)
    if on == "test":
        for peer, mrr, hits in PEERS[name]:
            print(f"  {peer:44} {mrr:5.1f} {'' if hits is None else format(hits, '29.1f')}")
    return found


def ranked(folder: Path, suffix: str, fast: bool, on: str, seed: int) -> dict[str, Any]:
    files = [word for part in ("train", "valid", "test") for word in (f"--{part}", folder / f"{part}.{suffix}")]
    more = ["--on", on, "--seed", seed, "--json", *(["--fast"] if fast else [])]
    one = {"OMP_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "westphalia", "rank", *files, *more]
    done = subprocess.run([str(word) for word in command], env=os.environ | one, capture_output=True, check=True)
    return dict(json.loads(done.stdout))


def show(name: str, fast: bool, found: dict[str, Any]) -> None:
    low_high = " to ".join(f"{100 * x:.1f}" for x in found["mrr_interval"])
    days = found["days"]["n"]
    print(
        f"\n{name}, {'fast' if fast else 'full'}, {found['part']}: {found['n']:,} queries, "
        f"{days} days, {found['entities']:,} entities; 95 % interval of MRR by days {low_high}; seed {found['seed']}"
    )
    print(f"  {found['cpu_seconds']:.0f} CPU s ({found['fit_cpu_seconds']:.0f} to learn), {found['peak_mib']:,} MiB")
    print(f"  {'percent':44} {'MRR':>5} {'H@1':>9} {'H@3':>9} {'H@10':>9} {'n':>9}")
    rows = [("all", found), *((f"{way} asked for", one) for way, one in found["by_direction"].items())]
    rows += [*found["by_stratum"].items(), ("floor: recency and frequency", found["floor"])]
    rows += [(f"floor, {stratum}", one) for stratum, one in found["floor"]["by_stratum"].items()]
    for label, one in rows:
        shares = " ".join(f"{100 * one[key]:9.1f}" for key in ("hits1", "hits3", "hits10"))
        print(f"  {label:44} {100 * one['mrr']:5.1f} {shares} {one['n']:9,}")


if __name__ == "__main__":
    main()
