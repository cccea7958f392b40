#!/usr/bin/env python3
"""floors.py FLOORS.tsv DIR: compares the numbers in DIR/TASK-LANG-SET.txt with the floors; a floor is a test."""
import sys


def numbers(path):
    try:
        with open(path, encoding="utf-8") as lines:
            return dict(line.rstrip("\n").split("\t")[:2] for line in lines if "\t" in line and not line.startswith("#"))
    except OSError:
        return {}


def main():
    passed = failed = 0
    with open(sys.argv[1], encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#") or not line.strip():
                continue
            task, lang, name, metric, floor = line.rstrip("\n").split("\t")
            value = numbers(f"{sys.argv[2]}/{task}-{lang}-{name}.txt").get(metric)
            bound = float(floor.lstrip("<="))
            good = value is not None and value != "nan" and (float(value) <= bound if floor.startswith("<=") else float(value) >= bound)
            passed, failed = passed + good, failed + (not good)
            if not good:
                print(f"FAIL {task} {lang} {name}: {metric} is {value}, the floor is {floor}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
