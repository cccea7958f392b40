#!/usr/bin/env python3
"""How often a statement is right, by the rule that made it and how its speaker is told: the table of confidences.

    calibrate.py PAIRS [--write data/en/confidence.tsv ...]

PAIRS: lines `document TAB key TAB right (0 or 1)`. A key is "rule speaker" as data/<lang>/confidence.tsv has it. A key's confidence is the
share of right ones, drawn toward its rule's share and that toward the share of all (five and two imagined cases), so that a rule
seen thrice is not trusted as one seen a hundred times. Printed: the table of reliability (predicted against seen, in tenths) and the
expected calibration error, both by cross-validation over five folds of documents. Python 3.11, standard library only.
"""
import argparse
import collections
import zlib

HEAD = """# How sure a statement is, by the rule that made it and by how its speaker is told.
# Columns: key = rule, then name, nominal, pronoun, carried (from the statement before) or none; percent = confidence in percent;
#   n = statements of that key that were seen; right = those with the right content and speaker.
# Made by tools/calibrate.py from the spec passages of both languages, the demo and Wikinews in GUM (CC BY 4.0; counts only).
# Licence: Apache-2.0.
#: key\tpercent\tn\tright
"""


def table(rows):
    """{key: (share, n, right)}, with "*" for what no key knows."""
    by_key, by_rule, right_all = collections.defaultdict(lambda: [0, 0]), collections.defaultdict(lambda: [0, 0]), [0, 0]
    for _, key, right in rows:
        for slot in (by_key[key], by_rule[key.split(" ")[0]], right_all):
            slot[0] += 1
            slot[1] += right
    overall = (right_all[1] + 1) / (right_all[0] + 2)
    rule = {r: (k + 2 * overall) / (n + 2) for r, (n, k) in by_rule.items()}
    out = {key: ((k + 5 * rule[key.split(" ")[0]]) / (n + 5), n, k) for key, (n, k) in by_key.items()}
    out.update({r: (rule[r], *by_rule[r]) for r in by_rule})
    out["*"] = (overall, *right_all)
    return out


def guess(t, key):
    return t.get(key, t.get(key.split(" ")[0], t["*"]))[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs")
    parser.add_argument("--write", nargs="*", default=[])
    args = parser.parse_args()
    rows = []
    with open(args.pairs, encoding="utf-8") as file:
        for line in file:
            doc, key, right = line.rstrip("\n").split("\t")
            rows.append((doc, key, int(right)))
    bins = [[0, 0.0, 0] for _ in range(10)]
    for fold in range(5):
        mine = lambda row: zlib.crc32(row[0].encode()) % 5 == fold
        t = table([r for r in rows if not mine(r)])
        for row in filter(mine, rows):
            p = guess(t, row[1])
            b = bins[min(int(p * 10), 9)]
            b[0] += 1
            b[1] += p
            b[2] += row[2]
    error = sum(abs(p - k) for _, p, k in bins) / max(1, len(rows))
    print(f"statements\t{len(rows)}\nright\t{sum(r[2] for r in rows) / max(1, len(rows)):.4f}\nexpected_calibration_error\t{error:.4f}")
    for i, (n, p, k) in enumerate(bins):
        if n:
            print(f"{i / 10:.1f}-{(i + 1) / 10:.1f}\t{n}\tpredicted {p / n:.3f}\tseen {k / n:.3f}")
    t = table(rows)
    for path in args.write:
        with open(path, "w", encoding="utf-8") as out:
            out.write(HEAD + "".join(f"{key}\t{round(100 * p)}\t{n}\t{k}\n" for key, (p, n, k) in sorted(t.items())))


if __name__ == "__main__":
    main()
