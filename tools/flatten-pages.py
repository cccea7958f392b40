#!/usr/bin/env python3
"""Flattens HTML pages to lines of text as a reader without any extractor would, and labels lines by gold segments.

    flatten-pages.py PAGES GOLD.jsonl --out DIR [--style paragraphs|lines|spaced]

PAGES: a folder of HTML files or a .tar.gz of them. GOLD: JSON lines {doc, with[], without[], comments[]}.
Writes DIR/pages.jsonl ({"id": doc, "text": ...}, what `readout read` takes) and DIR/labels.tsv (doc, site, byte where the line begins, 1 body
or 0 not, the first characters of the line). The site is the host of the gold url, so that no site is in two groups of a cross-validation.

The text: every element that ends a line in a browser ends one here, scripts, styles, forms' values and attributes are dropped, entities are
decoded, white space is folded; nothing is judged. Styles: paragraphs (an empty line behind p, headings, quotes and tables, none between
other blocks), lines (no empty lines), spaced (an empty line between all).

The labels come from the gold segments alone, never from an extractor: a line that holds a `with` segment is body; a line that holds a
`without` or `comments` segment is not, if the segment is at least half of it or stands in no other line. A line for which both hold, and
a segment that several lines hold, the longest of which is no prose, give no label. All other lines have none.
"""
import argparse
import codecs
import json
import os
import re
import sys
import tarfile
from html.parser import HTMLParser

SKIP = {"script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select", "textarea", "title", "audio", "video",
        "canvas", "datalist", "head"}
GAP = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol", "dl", "figure", "article", "section", "pre", "hr"}
BLOCK = GAP | {"address", "aside", "body", "button", "caption", "center", "dd", "details", "dialog", "dir", "div", "dt", "fieldset", "figcaption",
               "footer", "form", "header", "hgroup", "html", "legend", "li", "main", "menu", "nav", "option", "summary", "tbody", "td", "tfoot",
               "th", "thead", "tr", "br"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}


class Lines(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.lines, self.parts, self.skip, self.gap = [], [], [], False

    def flush(self, gap):
        text = " ".join("".join(self.parts).split())
        self.parts = []
        if text:
            self.lines.append((text, self.gap))
            self.gap = False
        self.gap = self.gap or gap

    def handle_starttag(self, tag, attrs):
        if tag == "body":
            self.skip = []
        if tag in SKIP and tag not in VOID:
            self.skip.append(tag)
        elif tag in BLOCK:
            self.flush(tag in GAP)
        elif tag in ("img", "input"):
            self.parts.append(" ")

    def handle_startendtag(self, tag, attrs):
        if tag in BLOCK:
            self.flush(tag in GAP)

    def handle_endtag(self, tag):
        if tag in self.skip:
            while self.skip and self.skip.pop() != tag:
                pass
        elif tag in BLOCK:
            self.flush(tag in GAP)

    def handle_data(self, data):
        if not self.skip:
            self.parts.append(data)

    def close(self):
        super().close()
        self.flush(False)


def decode(raw):
    for mark, name in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if raw.startswith(mark):
            return raw.decode(name, "replace")
    told = re.search(rb"charset\s*=\s*[\"']?\s*([\w-]+)", raw[:4096], re.I)
    for name in ("utf-8", told and told[1].decode(), "windows-1252"):
        try:
            return raw.decode(name) if name else ""
        except (LookupError, UnicodeDecodeError):
            continue
    return raw.decode("utf-8", "replace")


def flatten(raw):
    parser = Lines()
    parser.feed(decode(raw))
    parser.close()
    return parser.lines


def layout(lines, style):
    """The text, and where each line begins in its UTF-8 bytes."""
    out, begins, at = [], [], 0
    for i, (text, gap) in enumerate(lines):
        if i:
            mark = "\n\n" if style == "spaced" or (style == "paragraphs" and gap) else "\n"
            out.append(mark)
            at += len(mark)
        begins.append(at)
        out.append(text)
        at += len(text.encode())
    return "".join(out) + "\n", begins


def fold(text):
    return " ".join(text.split())


def is_prose(text):
    return len(text.split()) >= 12 or (len(text.split()) >= 5 and text.rstrip("\"'»”)]")[-1:] in ".!?…。")


def labels(lines, row):
    texts, body, other = [t for t, _ in lines], set(), set()
    for segment in row.get("with") or []:
        segment = fold(segment)
        hits = [i for i, t in enumerate(texts) if segment and segment in t]
        if hits:
            best = max(hits, key=lambda i: len(texts[i]))
            if len(hits) == 1 or is_prose(texts[best]):
                body.add(best)
    for key in ("without", "comments"):
        for segment in row.get(key) or []:
            segment = fold(segment)
            hits = [i for i, t in enumerate(texts) if segment and segment in t]
            other.update(i for i in hits if len(segment) * 2 >= len(texts[i]) or len(hits) == 1)
    return {i: 1 for i in body - other} | {i: 0 for i in other - body}


def site(url):
    """The last two parts of the host, of what was archived where an archive shows it."""
    host = re.findall(r"https?://([^/:]+)", url)
    return ".".join(host[-1].lower().split(".")[-2:]) if host else url


def pages(path):
    if os.path.isdir(path):
        for name in sorted(os.listdir(path)):
            with open(os.path.join(path, name), "rb") as file:
                yield name, file.read()
        return
    with tarfile.open(path) as tar:
        for member in sorted((m for m in tar if m.isfile()), key=lambda m: m.name):
            yield os.path.basename(member.name), tar.extractfile(member).read()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages")
    parser.add_argument("gold")
    parser.add_argument("--out", required=True)
    parser.add_argument("--style", choices=("paragraphs", "lines", "spaced"), default="paragraphs")
    args = parser.parse_args()
    with open(args.gold, encoding="utf-8") as file:
        gold = {row["doc"]: row for row in map(json.loads, file)}
    os.makedirs(args.out, exist_ok=True)
    count = [0, 0]
    with open(os.path.join(args.out, "pages.jsonl"), "w", encoding="utf-8") as out, \
            open(os.path.join(args.out, "labels.tsv"), "w", encoding="utf-8") as tsv:
        for name, raw in pages(args.pages):
            if name not in gold:
                continue
            lines = flatten(raw)
            text, begins = layout(lines, args.style)
            out.write(json.dumps({"id": name, "text": text}, ensure_ascii=False) + "\n")
            for i, body in sorted(labels(lines, gold[name]).items()):
                count[body] += 1
                tsv.write(f"{name}\t{site(gold[name].get('url') or name)}\t{begins[i]}\t{body}\t{lines[i][0][:60]}\n")
    print(f"{count[1]} lines of the body, {count[0]} others", file=sys.stderr)


if __name__ == "__main__":
    main()
