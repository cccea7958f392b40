#!/usr/bin/env python3
"""Checks the roles of blocks against spec files of flattened pages (test/spec/flat.*.txt).

    spec-roles.py SPEC... --cases CASES.jsonl        writes the pages as input of `readout read`
    spec-roles.py SPEC... --pred PRED.jsonl [--floor X]

With --pred: prints each line whose role is wrong and role.accuracy over the lines; exit status 1 when it is below X. Python
3.11, standard library only.
"""
import argparse
import json
import sys


def read_flat(path):
    """[(id, [(roles or None, line)])] of one spec file."""
    pages = []
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            line = line.rstrip("\n")
            if line.startswith("=== "):
                pages.append((line[4:], []))
            elif not line:
                if pages:
                    pages[-1][1].append((None, ""))
            elif not line.startswith("#"):
                roles, tab, words = line.partition("\t")
                if not tab or not pages:
                    raise ValueError(f"{path}:{number}: not ROLE<TAB>LINE")
                pages[-1][1].append((roles.split("|"), words))
    return pages


def page_text(lines):
    return "\n".join(words for _, words in lines).strip("\n") + "\n"


def role_at(page, start, end):
    """The role of most of the characters from start to end that are no dateline."""
    shares = {}
    for block in page.get("blocks") or []:
        shared = min(end, block["end"]) - max(start, block["start"])
        if shared > 0:
            shares[block["role"]] = shares.get(block["role"], 0) + shared
    if len(shares) > 1:
        shares.pop("dateline", None)
    return max(shares, key=shares.get) if shares else None


def compare(lines, page):
    """(right, all) over the lines that have a role; prints the wrong ones."""
    right, everything, at = 0, 0, 0
    text = page.get("text") or ""
    for roles, words in lines:
        words = words.strip()
        if roles is None or not words:
            continue
        everything += 1
        start = text.find(words, at)
        told = role_at(page, start, start + len(words)) if start >= 0 else None
        at = start + len(words) if start >= 0 else at
        if told in roles:
            right += 1
        else:
            print(f"# {'|'.join(roles)}\t{told}\t{words[:70]}")
    return right, everything


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("specs", nargs="+", metavar="SPEC")
    parser.add_argument("--cases", metavar="FILE")
    parser.add_argument("--pred", metavar="FILE")
    parser.add_argument("--floor", type=float, default=0.0, metavar="X")
    args = parser.parse_args()
    pages = [page for path in args.specs for page in read_flat(path)]
    if args.cases:
        with open(args.cases, "w", encoding="utf-8") as out:
            for doc, lines in pages:
                out.write(json.dumps({"id": doc, "text": page_text(lines)}, ensure_ascii=False) + "\n")
    if not args.pred:
        return 0
    found = {}
    with open(args.pred, encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            if row.get("type") == "page":
                source = row.get("source") or {}
                found[str(source.get("id") or str(source.get("path")).rpartition("#")[2])] = row
    right = everything = 0
    for doc, lines in pages:
        some, of = compare(lines, found.get(doc, {}))
        right, everything = right + some, everything + of
    print(f"role.accuracy\t{right / everything:.4f}\nlines\t{everything}")
    return 1 if right / everything < args.floor else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (OSError, ValueError, KeyError) as why:
        print(f"spec-roles.py: {why}", file=sys.stderr)
        sys.exit(2)
