#!/usr/bin/env python3
"""spec-disputes.py FILE... --cases OUT            the pages of test/spec/disputes.* as JSON lines
spec-disputes.py FILE... --pred RECORDS --claims OUT    the claims in the records, as test/spec/camps reads them
spec-disputes.py FILE... --shown CAMPS [-v]             what was shown against what the files say: precision and recall
spec-disputes.py GOLD --real CAMPS                      found among the disputes of a gold file (JSON lines with "kind"), and others shown"""
import argparse
import datetime
import json
import re
import sys


def cases(files):
    out, case, page = [], None, None
    for name in files:
        for n, line in enumerate(open(name, encoding="utf-8"), 1):
            line = line.rstrip("\n")
            if m := re.fullmatch(r"=== (\S+) (\S+)", line):
                case, page = {"id": m[1], "type": m[2], "pages": []}, None
                out.append(case)
            elif m := re.fullmatch(r"--- (\S+) (.*?)(?: lang=(\S+))?", line):
                lang = m[3] or re.search(r"\.(\w\w)\.txt$", name)[1]
                page = {"date": m[1], "outlet": m[2], "lang": lang, "text": ""}
                case["pages"].append(page)
            elif line.startswith("# ") or line == "#":
                page = None
            elif page is not None:
                page["text"] += line + "\n"
            elif line.strip() and not line.startswith("#"):
                sys.exit(f"{name}:{n}: not in a page: {line}")
    return out


def day(date):
    try:
        return (datetime.date.fromisoformat(date) - datetime.date(1970, 1, 1)).days
    except ValueError:
        return None


def days(said, published):
    for d in (said, published):
        if d and d["value"]:
            parts = [day(p) for p in d["value"].split("/")]
            if all(p is not None for p in parts):
                return parts[0], parts[-1]
    return "", ""


def claims(pred):
    """Claims in the order in which camps wants them; the side is the speaker's, else its name."""
    rows, page = [], None
    for line in open(pred, encoding="utf-8"):
        r = json.loads(line)
        if r["type"] == "page":
            page = r
        elif r["type"] == "statement" and r["claims"]:
            speaker = r["speaker"] or {}
            side = speaker.get("side") or speaker.get("name") or ""
            first, last = days(r["said_on"], page["published"])
            case = (page["source"]["id"] or page["source"]["path"].split("#")[-1]).rsplit("/", 1)[0] if "cases" in page["source"]["path"] else "all"
            rows += [(case, c["type"], c["key"], c["value"], side, page["id"], str(first), str(last)) for c in r["claims"]]
    return sorted(rows)


def judge(files, shown, verbose):
    want = {c["id"]: c["type"] for c in cases(files)}
    got = {}
    for line in open(shown, encoding="utf-8"):
        case, kind, key, _, camps = line.rstrip("\n").split("\t")
        got.setdefault(case, []).append((kind, key, camps))
    found = right = total = 0
    for case, kind in want.items():
        hit = [g for g in got.get(case, []) if g[0] == kind]
        found += bool(hit) and kind != "none"
        for g in got.get(case, []):
            total += 1
            right += g[0] == kind and g is hit[0]
            if verbose and not (g[0] == kind and g is hit[0]):
                print("WRONG", case, kind, *g)
        if verbose and kind != "none" and not hit:
            print("MISSED", case, kind)
    disputes = sum(k != "none" for k in want.values())
    print(f"disputes {disputes} near misses {len(want) - disputes} found {found} shown {total}")
    print(f"disputes.recall\t{found / max(disputes, 1):.4f}")
    print(f"disputes.precision\t{right / max(total, 1):.4f}")


def real(gold, shown):
    """Gold tells a kind in words: "asserted vs denied" is a fact, "simultaneous vs ..." a sequence."""
    want = ["sequence" if "simultaneous" in json.loads(line)["kind"] else "fact" for line in open(gold, encoding="utf-8")]
    got = [line.split("\t")[1] for line in open(shown, encoding="utf-8")]
    found = sum(min(want.count(k), got.count(k)) for k in set(want))
    print(f"disputes.found\t{found}\ndisputes.others\t{len(got) - found}")


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("files", nargs="+")
    p.add_argument("--cases")
    p.add_argument("--pred")
    p.add_argument("--claims")
    p.add_argument("--shown")
    p.add_argument("--real")
    p.add_argument("-v", action="store_true")
    a = p.parse_args()
    if a.cases:
        with open(a.cases, "w", encoding="utf-8") as f:
            for c in cases(a.files):
                for i, page in enumerate(c["pages"], 1):
                    f.write(json.dumps({"id": f"{c['id']}/{i}", **page, "text": page["text"].strip() + "\n"}, ensure_ascii=False) + "\n")
    if a.pred:
        with open(a.claims, "w", encoding="utf-8") as f:
            f.writelines("\t".join(r) + "\n" for r in claims(a.pred))
    if a.real:
        real(a.files[0], a.real)
    if a.shown:
        judge(a.files, a.shown, a.v)


if __name__ == "__main__":
    main()
