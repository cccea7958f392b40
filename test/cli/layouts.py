#!/usr/bin/env python3
"""Reads exports in the field's layouts with Python's csv and json, and says what is wrong with them.

    layouts.py FOLDER   holds gdelt-events, gdelt-mentions, gdelt-gkg, polecat, icews, petrarch, plover-jsonl and NAME.schema

Columns and their order are held against the tables in ../shared/data/events/columns where those are there; cells against the
types of the schema; mentions against events; every pair of actors against the PLOVER records."""
import csv
import json
import os
import re
import sys

folder = sys.argv[1]
columns = os.path.join(os.path.dirname(os.path.realpath(__file__)), "../../../shared/data/events/columns")
tables = {"gdelt-events": "gdelt_events_v2.tsv", "gdelt-mentions": "gdelt_mentions_v2.tsv", "gdelt-gkg": "gdelt_gkg_v21.tsv", "polecat": "polecat.tsv",
          "icews": "icews.tsv"}
faults = []
rows = {}


def fault(text):
    faults.append(text)


def typed(kind, cell):
    return cell == "" or bool(re.fullmatch(r"-?\d+", cell) if kind == "integer" else re.fullmatch(r"-?\d+(\.\d+)?", cell) if kind == "number" else True)


for name in ["gdelt-events", "gdelt-mentions", "gdelt-gkg", "polecat", "icews", "petrarch"]:
    schema = json.load(open(f"{folder}/{name}.schema", encoding="utf-8"))
    cols = schema["tableSchema"]["columns"]
    names = [c["titles"] for c in cols]
    with open(f"{folder}/{name}", encoding="utf-8", newline="") as f:
        lines = list(csv.reader(f, delimiter="\t", quoting=csv.QUOTE_NONE))
    if schema["dialect"]["header"] and lines.pop(0) != names:
        fault(f"{name}: the head line is not the schema's")
    if not lines:
        fault(f"{name}: empty")
    for number, line in enumerate(lines, 1):
        if len(line) != len(names):
            fault(f"{name}:{number}: {len(line)} cells, not {len(names)}")
            continue
        for c, cell in zip(cols, line):
            if not typed(c["datatype"], cell):
                fault(f"{name}:{number}: {c['titles']} is {cell!r}")
    rows[name] = [dict(zip(names, line)) for line in lines]
    table = os.path.join(columns, tables.get(name, "none"))
    if os.path.exists(table):
        want = [line.rstrip("\n").split("\t")[1] for line in open(table, encoding="utf-8")][1:]
        if names != want:
            fault(f"{name}: columns differ from {tables[name]}")

events = {r["GLOBALEVENTID"]: r for r in rows["gdelt-events"]}
if len(events) != len(rows["gdelt-events"]):
    fault("gdelt-events: a number stands twice")
told = {}
for r in rows["gdelt-mentions"]:
    told[r["GLOBALEVENTID"]] = told.get(r["GLOBALEVENTID"], 0) + 1
    if r["GLOBALEVENTID"] not in events:
        fault(f"gdelt-mentions: no event {r['GLOBALEVENTID']}")
for number, r in events.items():
    if told.get(number) != int(r["NumMentions"]):
        fault(f"gdelt-events: {number} has {r['NumMentions']} mentions, {told.get(number)} are listed")
    if r["EventCode"][:2] != r["EventRootCode"] or not r["EventCode"].startswith(r["EventBaseCode"]):
        fault(f"gdelt-events: codes of {number}")
    if r["QuadClass"] not in ("", "1", "2", "3", "4"):
        fault(f"gdelt-events: quad of {number}")

records = [json.loads(line) for line in open(f"{folder}/plover-jsonl", encoding="utf-8")]
facts = {r["id"] for r in records if r["text_info"]["status"] in ("asserted", "claimed")}
if {r["ID"] for r in rows["petrarch"]} - facts:
    fault("petrarch: an event that is no fact")
if facts - {r["ID"] for r in rows["petrarch"]} and any(r["actor"] or r["recipient"] for r in records if r["id"] in facts - {x["ID"] for x in rows["petrarch"]}):
    fault("petrarch: an event is missing")
for r in records:
    if r["text"] != r["event_text"][0] or not re.fullmatch(r"[0-9a-f]{16}", r["id"]):
        fault(f"plover-jsonl: {r['id']}")

for f in faults[:20]:
    print(f)
print("layouts:", "holds" if not faults else f"{len(faults)} faults")
