#!/usr/bin/env python3
"""Turns spec files of statements into the input and the gold that the scorers read.

    spec2gold.py SPEC... [--cases CASES] [--gold GOLD] [--names NAMES] [--contacts CONTACTS]

A spec file is prose ("# " lines) and examples; test/spec/statements.en.txt says the format at its head. CASES is an input of
`readout read` (JSON lines id, date, outlet, text); GOLD, NAMES and CONTACTS have the shape of the scorers' gold, with the
example's id as `doc`. An example with file=PATH (from the root of the repository) has its passage in that page: it is not
among the cases, and its id is the file's name. Every content, condition, cue and starred negative must stand word for word in its passage; a
spec file that says otherwise is refused with exit status 1. Python 3.11, standard library only.
"""
import argparse
import html
import json
import os
import re
import shlex
import sys

FORMS = ("direct", "indirect", "mixed", "paraphrase")
CHANNELS = ("briefing", "statement", "release", "phone_call", "meeting", "letter", "interview", "speech", "social_media",
            "broadcast", "testimony", "document", "unspecified")
FIELDS = ("id", "speaker", "co_speaker", "side", "channel", "cue", "said_on", "addressee", "cameo", "nested_in", "modality",
          "condition", "about", "note")
FLAGS = ("negated", "denied")
DATE = re.compile(r"(--)?\d\d(-\d\d)?|\d{4}(-\d\d(-\d\d)?)?(/\d{4}-\d\d-\d\d)?")


class Example:
    """One passage with what it must and must not yield."""

    def __init__(self, where, head):
        self.where, self.text = where, ""
        words = shlex.split(head)
        self.id, self.meta = words[0], dict(w.split("=", 1) for w in words[1:])
        self.statements, self.negatives, self.contacts = [], [], []


def fail(where, message):
    raise ValueError(f"{where}: {message}")


def statement(example, line, where):
    """The record of one annotation line; its contents follow on lines of their own."""
    words = shlex.split(line)
    row = {"doc": example.id, "id": None, "form": words[0], "content": [], "where": where}
    for word in words[1:]:
        if word in FLAGS:
            row[word] = True
            continue
        key, equals, value = word.partition("=")
        if not equals or key not in FIELDS:
            fail(where, f"unknown field: {word}")
        row[key] = value
    row["id"] = row.get("id") or chr(ord("a") + len(example.statements))
    return row


def contact(example, line, where):
    row = dict(w.split("=", 1) for w in shlex.split(line)[1:])
    if row.get("kind") not in CHANNELS or not row.get("participants"):
        fail(where, "a contact needs kind and participants")
    example.contacts.append({"id": f"{example.id}-C{len(example.contacts) + 1}", "kind": row["kind"],
                             "participants": row["participants"].split(";"), "when": row.get("when"),
                             "docs": [example.id]})


def names_line(line):
    entity, _, rest = line.removeprefix("names:").partition("=")
    return {"entity": entity.strip(), "names": [n.strip() for n in rest.split(";") if n.strip()]}


def annotation(example, line, where, names):
    """One line below the rule of an example."""
    if line.startswith("> "):
        if not example.statements:
            fail(where, "a content without a statement")
        example.statements[-1]["content"].append(line[2:])
    elif line.startswith("* "):
        example.negatives.append((line[2:], where))
    elif line.startswith("contact "):
        contact(example, line, where)
    elif line.startswith("names:"):
        names.append(names_line(line))
    elif line.split(" ")[0] in FORMS:
        example.statements.append(statement(example, line, where))
    elif line and not line.startswith("# "):
        fail(where, f"not an annotation: {line[:60]}")


def read_spec(path):
    """(examples, names) of one spec file."""
    examples, names, lines, below = [], [], [], True
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            line, where = line.rstrip("\n"), f"{path}:{number}"
            if line.startswith("=== "):
                examples.append(Example(where, line[4:]))
                lines, below = [], False
            elif line == "----" and not below:
                examples[-1].text, below = "\n".join(lines).strip("\n"), True
            elif not below:
                lines.append(line)
            elif examples:
                annotation(examples[-1], line, where, names)
            elif line.startswith("names:"):
                names.append(names_line(line))
            elif line and not line.startswith("#"):
                fail(where, "before the first example stand prose and names only")
    if not below:
        fail(path, f"{examples[-1].id} has no ---- line")
    return examples, names


def page_words(path):
    """The words of a page: a flattened one as it stands, of HTML what is between the tags, entities resolved."""
    with open(path, "rb") as file:
        raw = file.read()
    text = raw.decode("cp1252" if b"windows-1252" in raw[:1024] else "utf-8")
    if path.endswith(".html"):
        text = re.sub(r"(?s)<(script|style|title)\b.*?</\1>", " ", text)
        text = re.sub(r"</?(p|div|li|h\d|figcaption|td|br|blockquote|section|cite)\b[^>]*>", "\n", text)
        text = html.unescape(re.sub(r"<[^>]+>", "", text))
    return text


def check(example):
    """Everything quoted from the passage stands in it, word for word."""
    if "file" in example.meta:
        root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
        example.text = page_words(os.path.join(root, example.meta["file"]))
        if os.path.basename(example.meta["file"]) != example.id:
            fail(example.where, "the id is not the file's name")
    ids = [s["id"] for s in example.statements]
    if len(set(ids)) < len(ids):
        fail(example.where, f"{example.id}: two statements with one id")
    for s in example.statements:
        for need in ("speaker", "channel"):
            if need not in s:
                fail(s["where"], f"no {need}")
        if s["channel"] not in CHANNELS:
            fail(s["where"], f"unknown channel {s['channel']}")
        if s.get("nested_in", ids[0]) not in ids or s.get("nested_in") == s["id"]:
            fail(s["where"], f"nested in unknown {s['nested_in']}")
        if not s["content"]:
            fail(s["where"], "no content")
        if "said_on" in s and not DATE.fullmatch(s["said_on"]):
            fail(s["where"], f"not a date: {s['said_on']}")
        for piece in s["content"] + [s[f] for f in ("cue", "condition") if s.get(f)]:
            if piece not in example.text:
                fail(s["where"], f"{example.id}: not in the passage: {piece}")
    for words, where in example.negatives:
        if example.text.count(words) != 1:
            fail(where, f"{example.id}: stands {example.text.count(words)} times in the passage: {words}")


def gold_row(example, s):
    speakers = s["speaker"].split("|") + (s["co_speaker"].split(";") if "co_speaker" in s else [])
    row = {"doc": s["doc"], "id": f"{s['doc']}-{s['id']}", "speaker": speakers if len(speakers) > 1 else speakers[0],
           "side": s.get("side"), "form": s["form"], "channel": s["channel"], "cue": s.get("cue"), "content": s["content"]}
    for key in ("cameo", "addressee", "about"):
        if s.get(key):
            row[key] = s[key].split("," if key == "cameo" else ";")
    for key in ("said_on", "condition", "modality", "note", *FLAGS):
        if key in s:
            row[key] = s[key]
    if "co_speaker" in s:
        row["co_speakers"] = s["co_speaker"].split(";")
    if "nested_in" in s:
        row["nested_in"] = f"{s['doc']}-{s['nested_in']}"
    return row


def merged(names):
    """One row an entity, whichever spec files name it."""
    rows = {}
    for row in names:
        known = rows.setdefault(row["entity"], [])
        known += [n for n in row["names"] if n not in known]
    return [{"entity": entity, "names": known} for entity, known in sorted(rows.items())]


def write(path, rows):
    if path:
        with open(path, "w", encoding="utf-8") as out:
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("specs", nargs="+", metavar="SPEC")
    for name in ("cases", "gold", "names", "contacts"):
        parser.add_argument("--" + name, metavar="FILE")
    args = parser.parse_args()
    examples, names = [], []
    for path in args.specs:
        some, named = read_spec(path)
        examples, names = examples + some, names + named
    seen = set()
    for example in examples:
        if example.id in seen:
            fail(example.where, f"a second {example.id}")
        seen.add(example.id)
        check(example)
    write(args.cases, ({"id": e.id, **e.meta, "text": e.text} for e in examples if "file" not in e.meta))
    write(args.gold, (gold_row(e, s) for e in examples for s in e.statements))
    write(args.names, merged(names))
    write(args.contacts, (c for e in examples for c in e.contacts))
    print(f"examples\t{len(examples)}\nstatements\t{sum(len(e.statements) for e in examples)}\n"
          f"negatives\t{sum(len(e.negatives) for e in examples)}\ncontacts\t{sum(len(e.contacts) for e in examples)}")


if __name__ == "__main__":
    try:
        main()
    except (OSError, ValueError, KeyError) as why:
        print(f"spec2gold.py: {why}", file=sys.stderr)
        sys.exit(1)
