#!/usr/bin/env python3
"""validate.py SCHEMA FILE...: checks every line against the JSON Schema and every span against its page's text.

Prints a line for each fault (the first 20) and ends with "N passed, N failed", a test being a record.
"""
import json
import sys

import jsonschema

ROOMS = ("title", "byline", "dateline", "lead", "body", "quote", "caption", "comment", "furniture")


def spans(value):
    """All dictionaries with start, end and exact below a value."""
    if isinstance(value, dict):
        if isinstance(value.get("start"), int) and isinstance(value.get("exact"), str):
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


def check_page(record):
    last = 0
    for block in record["blocks"]:
        if block["role"] not in ROOMS or block["start"] < last or block["end"] < block["start"] or block["end"] > len(record["text"]):
            return f"block {block} overlaps or lies outside"
        last = block["end"]
    return None


def check(record, pages, ids):
    kind = record["type"]
    if kind == "page":
        pages[record["id"]] = record["text"]
        return check_page(record)
    if kind in ("statement", "event", "contact", "entity"):
        if record["page"] not in pages:
            return "no page before it"
        text = pages[record["page"]]
        for span in spans(record):
            if text[span["start"]:span["end"]] != span["exact"]:
                return f"{span['exact']!r} is not at {span['start']}-{span['end']}"
        for marks in (record.get("evidence") or {}).values():
            for span in marks:
                if not 0 <= span["start"] < span["end"] <= len(text):
                    return f"evidence outside the text: {span}"
        if kind != "entity":
            if record["id"] in ids:
                return "its id is not its own"
            ids.add(record["id"])
    return None


def main():
    schema = json.load(open(sys.argv[1], encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    passed = failed = 0
    for path in sys.argv[2:]:
        pages, ids = {}, set()
        for number, line in enumerate(open(path, encoding="utf-8"), 1):
            record = json.loads(line)
            fault = next((e.message[:200] for e in validator.iter_errors(record)), None) or check(record, pages, ids)
            if fault:
                failed += 1
                if failed <= 20:
                    print(f"{path}:{number}: {record.get('type')}: {fault}")
            else:
                passed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
