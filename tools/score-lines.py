#!/usr/bin/env python3
"""Scores which lines of flattened pages are read as the body.

    score-lines.py DIR PRED.jsonl [--show] [--folds N FOLD]

DIR: what flatten-pages.py wrote. PRED: `readout read DIR/pages.jsonl`. A line is predicted body when the block that holds its first
character has the role lead, body or quote. Lines without a label do not count.

    lines.precision   predicted body and labelled body / predicted body and labelled
    lines.recall      predicted body and labelled body / labelled body
    lines.f1, lines.accuracy
    comments.share    of the labelled lines that are no body and were read as comment (a count of its own; nothing is scored by it)
With --folds only the pages of one of N groups of sites count (the groups that readout-train lines makes).
"""
import argparse
import json
import sys

BODY = {"lead", "body", "quote"}


def roles_at(page, text):
    """A function from a byte of the input text to the role of the block that its character is in: both hold the same characters but blanks."""
    marks, n = [], 0
    blocks = sorted(page["blocks"], key=lambda b: b["start"])
    for block in blocks:
        size = sum(not c.isspace() for c in page["text"][block["start"]:block["end"]])
        marks.append((n, n + size, block["role"]))
        n += size
    places, byte, seen = {}, 0, 0
    for c in text:
        places[byte] = seen
        byte += len(c.encode())
        seen += not c.isspace() and c.isprintable()

    def role(at):
        want = places.get(at)
        for beg, end, name in marks:
            if want is not None and beg <= want < end:
                return name
        return None
    return role


def group(site, n):
    h = 2166136261
    for b in site.encode():
        h = (h ^ b) * 16777619 & 0xffffffff
    return h % n


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dir")
    parser.add_argument("pred")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--folds", nargs=2, type=int)
    args = parser.parse_args()
    texts = {}
    with open(f"{args.dir}/pages.jsonl", encoding="utf-8") as file:
        for row in map(json.loads, file):
            texts[row["id"]] = row["text"]
    roles = {}
    with open(args.pred, encoding="utf-8") as file:
        for row in map(json.loads, file):
            if row.get("type") == "page":
                doc = row["source"]["path"].split("#", 1)[-1]
                if doc in texts:
                    roles[doc] = roles_at(row, texts[doc])
    tp = fp = fn = tn = comment = lost = 0
    with open(f"{args.dir}/labels.tsv", encoding="utf-8") as file:
        for line in file:
            doc, site, at, body, head = line.rstrip("\n").split("\t", 4)
            if args.folds and group(site, args.folds[0]) != args.folds[1]:
                continue
            role = roles[doc](int(at)) if doc in roles else None
            lost += role is None
            said, body = role in BODY, body == "1"
            tp, fp, fn, tn = tp + (said and body), fp + (said and not body), fn + (body and not said), tn + (not said and not body)
            comment += not body and role == "comment"
            if args.show and said != body:
                print(f"# {'miss' if body else 'extra'}\t{doc[:30]}\t{role}\t{head}")
    p, r = tp / max(1, tp + fp), tp / max(1, tp + fn)
    for name, value in (("lines.precision", p), ("lines.recall", r), ("lines.f1", 2 * p * r / max(1e-9, p + r)),
                        ("lines.accuracy", (tp + tn) / max(1, tp + fp + fn + tn)), ("comments.share", comment / max(1, fp + tn))):
        print(f"{name}\t{value:.4f}")
    for name, value in (("body", tp + fn), ("others", fp + tn), ("lost", lost)):
        print(f"{name}\t{value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
