"""Derive src/westphalia/briefing/world.json, the outlines of the world map, from the npm package world-atlas.

    npm pack world-atlas@2        # writes world-atlas-2.0.2.tgz here
    python scripts/derive_world.py world-atlas-2.0.2.tgz

world-atlas (ISC) redistributes Natural Earth 1:110m, version 4.1.0 (public domain), as TopoJSON. Kept are the outlines
of `countries`; ISO 3166-1 numeric ids become the codes of a record, names stay as Natural Earth has them. The same
package gives the same bytes.
"""

import argparse
import json
import tarfile
from pathlib import Path

import pycountry

MEMBER = "package/countries-110m.json"
TARGET = Path(__file__).resolve().parents[1] / "src" / "westphalia" / "briefing" / "world.json"
# Outlines without an ISO number. Kosovo has a code of its own in records; the other two are drawn without one.
WITHOUT_NUMBER = {"Kosovo": "XKX", "N. Cyprus": None, "Somaliland": None}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, help="world-atlas-2.x.y.tgz")
    arguments = parser.parse_args()
    with tarfile.open(arguments.package) as archive:
        member = archive.extractfile(MEMBER)
        if member is None:
            parser.error(f"{arguments.package} holds no {MEMBER}")
        source = json.load(member)
    geometries = [coded(geometry) for geometry in source["objects"]["countries"]["geometries"]]
    world = {
        "type": "Topology",
        "transform": source["transform"],
        "objects": {"countries": {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": source["arcs"],
    }
    text = json.dumps(world, ensure_ascii=False, separators=(",", ":")) + "\n"
    TARGET.write_text(text, encoding="utf-8", newline="\n")
    codes = {geometry["id"] for geometry in geometries} - {None}
    print(f"{TARGET.name}: {len(geometries)} outlines, {len(codes)} codes, {len(text.encode()) / 1000:.0f} kB")


def coded(geometry: dict) -> dict:
    name = geometry["properties"]["name"]
    if "id" in geometry:
        code = pycountry.countries.get(numeric=geometry["id"]).alpha_3
    else:
        code = WITHOUT_NUMBER[name]
    return {"type": geometry["type"], "id": code, "properties": {"name": name}, "arcs": geometry["arcs"]}


if __name__ == "__main__":
    main()
