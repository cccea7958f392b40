#!/usr/bin/env python3
"""How many gold pieces of comments can be found at all: counts those whose text stands in the page outside scripts and styles.

    comment-ceiling.py PAGES GOLD.jsonl

PAGES and GOLD as for flatten-pages.py. A piece is in the page when it is a part of the page's lines joined by blanks, after white space is
folded on both sides, as score_segments.py compares; in one line when a single line holds it; loosely when letters and digits alone agree.
Prints name<TAB>value lines.
"""
import importlib.util
import json
import os
import re
import sys

spec = importlib.util.spec_from_file_location("flatten", os.path.join(os.path.dirname(os.path.abspath(__file__)), "flatten-pages.py"))
flatten = importlib.util.module_from_spec(spec)
spec.loader.exec_module(flatten)


def bare(text):
    return re.sub(r"\W+", "", text)


def main():
    with open(sys.argv[2], encoding="utf-8") as file:
        gold = {row["doc"]: [s for s in row.get("comments") or [] if s.strip()] for row in map(json.loads, file)}
    total = here = line = loose = raw_only = 0
    for name, raw in flatten.pages(sys.argv[1]):
        if not gold.get(name):
            continue
        lines = [t for t, _ in flatten.flatten(raw)]
        whole, letters, source = " ".join(lines), bare(" ".join(lines)), bare(flatten.decode(raw))
        for segment in gold[name]:
            segment = flatten.fold(segment)
            total += 1
            here += segment in whole
            line += any(segment in t for t in lines)
            loose += bare(segment) in letters
            raw_only += bare(segment) not in letters and bare(segment) in source
    for name, value in (("pieces", total), ("in.page", here), ("in.one.line", line), ("in.page.loosely", loose), ("in.scripts.only", raw_only)):
        print(f"{name}\t{value}")
    print(f"ceiling\t{here / max(1, total):.4f}")


if __name__ == "__main__":
    main()
