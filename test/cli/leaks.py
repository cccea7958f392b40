"""leaks.py FILE: counts statements, and those of which a span of the content begins in a comment or in furniture."""
import json
import sys

off, n, bad = [], 0, 0
for line in open(sys.argv[1], encoding="utf-8"):
    r = json.loads(line)
    if r["type"] == "page":
        off = [(b["start"], b["end"]) for b in r["blocks"] if b["role"] in ("comment", "furniture")]
    elif r["type"] == "statement":
        n += 1
        bad += any(a <= s["start"] < b for s in r["content"] for a, b in off)
print(f"{n} statements, {bad} of them in comments or furniture")
sys.exit(1 if bad or not n else 0)
