"""Compare scores with their floors.

usage: floors.py FLOORS SCORES.json

FLOORS has a line `name number` for each score; # begins a comment. Every score below its floor is
named, and the exit status is then 1.
"""

import json
import sys


def read_floors(path):
    with open(path, encoding="utf-8") as lines:
        words = [line.split("#")[0].split() for line in lines]
    return {name: float(floor) for name, floor in filter(None, words)}


def main():
    floors = read_floors(sys.argv[1])
    with open(sys.argv[2], encoding="utf-8") as file:
        scores = json.load(file)
    low = 0
    for name, floor in floors.items():
        score = scores.get(name)
        held = score is not None and score >= floor
        low += not held
        shown = "missing" if score is None else f"{score:.4f}"
        print(f"{name:10} {shown:>8}  floor {floor:.4f}  {'ok' if held else 'TOO LOW'}")
    sys.exit(1 if low else 0)


main()
