#!/usr/bin/env python3
"""Checks the starred negatives of spec files: words inside which no content of a statement may start.

    spec-negatives.py SPEC... --pred PRED.jsonl [--ceiling N]

PRED is the output of `readout read` on the cases that spec2gold.py wrote, or on the pages that the spec files name. Prints each violation and the counts; exit status 1
when there are more than N (default 0). Python 3.11, standard library only.
"""
import argparse
import json
import os
import sys

from spec2gold import read_spec


def readings(path):
    """{example id: (text, statements)} of the output of `readout read`."""
    pages, by_doc = {}, {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row.get("type") == "page":
                source = row.get("source") or {}
                doc = str(source.get("id") or os.path.basename(str(source.get("path")).rpartition("#")[2]))
                by_doc[doc] = pages[row["id"]] = (row.get("text") or "", [])
            elif row.get("type") == "statement" and row.get("page") in pages:
                pages[row["page"]][1].append(row)
    return by_doc


def squeeze(text):
    """The text with its white space folded, and for each of its characters the place in `text`."""
    out, at = [], []
    for place, char in enumerate(text):
        char = " " if char.isspace() else char
        if char != " " or not out or out[-1] != " ":
            out.append(char)
            at.append(place)
    return "".join(out), at


def violations(text, statements, words):
    flat, at = squeeze(text)
    wanted = squeeze(words)[0].strip()
    begin = flat.find(wanted)
    if begin < 0:
        return
    low, high = at[begin], at[begin + len(wanted) - 1]
    for row in statements:
        for span in row.get("content") or []:
            if low <= span["start"] <= high:
                yield row, span


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("specs", nargs="+", metavar="SPEC")
    parser.add_argument("--pred", required=True, metavar="FILE")
    parser.add_argument("--ceiling", type=int, default=0, metavar="N")
    args = parser.parse_args()
    found, stars, missing = 0, 0, 0
    read = readings(args.pred)
    for path in args.specs:
        for example in read_spec(path)[0]:
            missing += example.id not in read
            text, statements = read.get(example.id, ("", []))
            for words, where in example.negatives:
                stars += 1
                for row, span in violations(text, statements, words):
                    found += 1
                    print(f"# {where}\t{example.id}\t{row.get('rule')}\t{(span.get('exact') or '')[:80]}")
    print(f"negatives\t{stars}\nviolations\t{found}\ndocuments.missing\t{missing}")
    return 1 if found > args.ceiling else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (OSError, ValueError, KeyError) as why:
        print(f"spec-negatives.py: {why}", file=sys.stderr)
        sys.exit(2)
