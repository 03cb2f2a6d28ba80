"""A hostile world, class by class: `nox -s hostile` runs all of them on an installed wheel.

    python hostile/try_all.py                    as in CI, some minutes
    python hostile/try_all.py names --most 300000 --write

With `--write` the counts go into docs/reliability.md. It ends with 1 when anything was found.
"""

import argparse
import os
import sys

import faults
import names
import options
import privacy
import signals
import soak
import surroundings
import trees
import world

# each class, and how much of it is tried unless somebody says so: of all together, less than ten minutes of one processor
CLASSES = {
    "faults": (faults.count, 10),
    "privacy": (privacy.count, 0),
    "signals": (signals.count, 150),
    "options": (options.count, 600),
    "surroundings": (surroundings.count, 150),
    "trees": (trees.count, 2_500),
    "names": (names.count, 30_000),
    "soak": (soak.count, 30_000),
}


def _processor() -> float:
    """Seconds of processor time that this and its processes took so far."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def main() -> int:
    """Run the classes that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("classes", nargs="*", choices=[*CLASSES, []], help="all without one")
    parser.add_argument("--most", type=int, help="how much of a class is tried")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="put the counts into docs/reliability.md")
    asked = parser.parse_args()
    wrong = 0
    for name in asked.classes or CLASSES:
        count, usual = CLASSES[name]
        start = _processor()
        found = count(usual if asked.most is None else asked.most, asked.seed)
        print(f"{found.table()}\n{name}: {len(found.wrong)} wrong, {_processor() - start:.0f} s of a processor\n", flush=True)
        for line in found.wrong[:50]:
            print(f"  {line[:1000]}", flush=True)
        wrong += len(found.wrong)
        if asked.write:
            world.write_page(name, found.table())
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
