#!/usr/bin/env python3
"""Turns test/spec/events.*.tsv into the input and the gold that the scorer of events reads.

    events2gold.py SPEC.tsv [--cameo data/world/cameo.tsv] [--cases CASES] [--gold GOLD] [--part all|open|held]

CASES: JSON lines {id, text, date} for `readout read`; GOLD: JSON lines {id, text, type, code, source, target}, one an event. The
PLOVER type is that of the code in cameo.tsv. `open` are the cases that may be looked at, `held` the fifth whose id ends in 0 or 5.
An unknown code or a malformed line is refused with exit status 1. Python 3.11, standard library only.
"""
import argparse
import json
import re
import sys


def types_of(path):
    types, columns = {}, []
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith("#:"):
                columns = line[2:].strip().split("\t")
            elif not line.startswith("#"):
                row = dict(zip(columns, line.rstrip("\n").split("\t")))
                types[row["code"]] = row.get("plover") or None
    return types


def events_of(field, where):
    if field == "-":
        return
    for one in field.split("; "):
        match = re.fullmatch(r"(\d{2,4}) ([A-Z,]*)>([A-Z,]*)", one)
        if not match:
            raise ValueError(f"{where}: not an event: {one}")
        yield match[1], [a for a in match[2].split(",") if a], [a for a in match[3].split(",") if a]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("spec")
    parser.add_argument("--cameo", default="data/world/cameo.tsv")
    parser.add_argument("--cases")
    parser.add_argument("--gold")
    parser.add_argument("--part", choices=("all", "open", "held"), default="all")
    args = parser.parse_args()
    types, cases, gold = types_of(args.cameo), [], []
    with open(args.spec, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line.startswith("#"):
                continue
            where, cells = f"{args.spec}:{number}", line.rstrip("\n").split("\t")
            if len(cells) != 3:
                raise ValueError(f"{where}: {len(cells)} columns, not 3")
            name, events, text = cells
            if args.part != "all" and (name[-1] in "05") != (args.part == "held"):
                continue
            cases.append({"id": name, "text": text, "date": "2031-03-20"})
            found = 0
            for code, source, target in events_of(events, where):
                if code not in types:
                    raise ValueError(f"{where}: unknown code {code}")
                row = {"id": name, "text": text, "type": types[code], "code": code, "source": source, "target": target}
                gold.append(row)
                found += 1
            if not found:
                gold.append({"id": name, "text": text, "type": None})
    for path, rows in ((args.cases, cases), (args.gold, gold)):
        if path:
            with open(path, "w", encoding="utf-8") as out:
                out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    print(f"{len(cases)} sentences, {sum(bool(row.get('code')) for row in gold)} events")


if __name__ == "__main__":
    try:
        main()
    except ValueError as error:
        sys.exit(str(error))
