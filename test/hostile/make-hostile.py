#!/usr/bin/env python3
"""Writes the large hostile inputs: make-hostile.py DIR [NAME...]. `--list` prints name, seconds and megabytes, one a line.

Each is one attack in one file (or folder), the same bytes at each run. The ceilings are for a release build on one slow core;
test/hostile/run raises them for sanitizer builds. All texts are invented.
"""
import gzip
import os
import random
import sys

MB = 1 << 20
CASES = {}


def case(name, seconds, megabytes):
    """A maker gets a path without an ending and gives the path it wrote."""
    def keep(make):
        CASES[name] = (seconds, megabytes, make)
        return make
    return keep


def put(path, parts):
    with open(path, "wb") as f:
        for p in parts:
            f.write(p)
    return path


def fill(piece, size):
    block = piece * max(1, 65536 // len(piece))
    return [block] * (size // len(block) + 1)


def flood(name, seconds, megabytes, ending, head, piece, size, tail=b""):
    CASES[name] = (seconds, megabytes, lambda path: put(path + ending, [head, *fill(piece, size), tail]))


HTML = b"<!doctype html><title>Road</title><body><article><h1>Road opens</h1><p>The road is open, Ada Marr said.</p>"
flood("nested-tags", 20, 600, ".html", HTML, b"<div>", 5 * MB, b"end")
flood("nested-inline", 20, 600, ".html", HTML, b"<b><i><a>", 9 * MB, b"end")
flood("nested-tables", 20, 600, ".html", HTML, b"<table><tr><td>", 8 * MB, b"end")
flood("closing-tags", 20, 600, ".html", HTML, b"</div></b></p>", 8 * MB, b"end")
flood("attribute", 20, 600, ".html", HTML + b'<p class="', b"a", 30 * MB, b'">end')
flood("attribute-open", 20, 600, ".html", HTML + b"<p class='", b'b="c" ', 30 * MB)
flood("attributes", 20, 600, ".html", HTML + b"<p ", b"a=1 ", 30 * MB, b">end")
flood("entities", 60, 1500, ".html", HTML + b"<p>", b"&amp;&#8220;&hellip;", 30 * MB)
flood("entity-open", 20, 600, ".html", HTML + b"<p>&", b"a", 30 * MB)
flood("comment-open", 20, 600, ".html", HTML + b"<!--", b"- ", 30 * MB)
flood("comment-flood", 20, 600, ".html", HTML, b"<!--a--><!--b", 8 * MB)
flood("script-flood", 20, 600, ".html", HTML, b"<script>a</script>", 8 * MB)
flood("angle-flood", 30, 1500, ".html", HTML, b"<", 30 * MB)
flood("paragraphs", 60, 1500, ".html", HTML, b"<p>It rained.", 8 * MB)
flood("links", 60, 1500, ".html", HTML, b"<p><a href=x>More</a>", 8 * MB)
flood("meta-flood", 20, 600, ".html", b"<!doctype html>", b"<meta name=author content=Ada>", 8 * MB, HTML)
flood("json-ld", 20, 600, ".html", b"<script type=application/ld+json>", b'{"a":[', 8 * MB, HTML)
flood("no-blank", 60, 1500, ".txt", b"", b"a", 30 * MB)
flood("no-blank-marks", 60, 1500, ".txt", b"", "e\u0301".encode(), 30 * MB)
flood("hyphens", 120, 1500, ".txt", b"", b"a-", 4 * MB)
flood("dots", 120, 1500, ".txt", b"", b"a.", 4 * MB)
flood("quotation-marks", 120, 1500, ".txt", b"", b'"', 4 * MB)
flood("quotation-words", 120, 1500, ".txt", b"", b'"a ', 2 * MB)
flood("apostrophes", 120, 1500, ".txt", b"", b"'a ", 2 * MB)
flood("brackets", 120, 1500, ".txt", b"", b"(a ", 2 * MB)
flood("blank-lines", 60, 1500, ".txt", b"", b"\n", 30 * MB)
flood("short-lines", 120, 1500, ".txt", b"", b"a\n", 4 * MB)
flood("digits", 60, 1500, ".txt", b"", b"1", 30 * MB)
flood("no-end", 120, 1500, ".txt", b"The road opens and", b" then the road opens and", MB)
flood("sayings", 120, 1500, ".txt", b"Road\n\n", b'"The road," Marr said, "is open." She said that he said that it rained. ', MB)
flood("pronouns", 120, 1500, ".txt", b"Ada Marr met Bo Lind.\n\n", b"She told him that she knew what he told her. ", MB)
flood("sayings-lines", 120, 1500, ".txt", b"Road\n\n", b'"The road," Marr said, "is open." She said that he said that it rained.\n\n', MB // 2)
flood("pronouns-lines", 120, 1500, ".txt", b"Ada Marr met Bo Lind.\n\n", b"She told him that she knew what he told her.\n\n", MB // 2)
flood("open-quotes", 120, 1500, ".txt", b"Road\n\n", b'"The road is open, the minister Ada Marr said on Monday. It rained.\n\n', MB // 2)
flood("comments", 120, 1500, ".txt", b"Road\n\nThe road is open, Ada Marr said.\n\n", b"1. Reader said:\n\nNo.\n\n", MB)
flood("captions", 120, 1500, ".txt", b"Road\n\n", b"Ada Marr in Ostrand (Photo: Norpress)\n\n", MB)
flood("json-deep", 20, 600, ".jsonl", b'{"text":', b"[", 10 * MB)
flood("json-objects", 20, 600, ".jsonl", b"", b'{"a":', 10 * MB)
flood("json-string", 60, 1500, ".jsonl", b'{"id":"1","text":"', b"word ", 30 * MB, b'"}\n')
flood("json-escapes", 60, 1500, ".jsonl", b'{"id":"1","text":"', b"\\u0041\\n", 30 * MB, b'"}\n')
flood("json-keys", 30, 1500, ".jsonl", b"{", b'"k":1,', 10 * MB, b'"text":"a"}\n')
flood("json-line-too-long", 30, 600, ".jsonl", b'{"text":"', b"a", 70 * MB, b'"}\n{"id":"2","text":"It rained."}\n')
flood("json-bad-lines", 60, 600, ".jsonl", b"", b'{"text":}\n', MB)
flood("nul", 20, 600, ".txt", b"", b"\0", 30 * MB)
flood("broken-utf16", 60, 1500, ".html", b"\xff\xfe", b"\x00\xd8a\x00", 30 * MB, b"\x00")
flood("broken-utf8", 60, 1500, ".html", HTML, b"\xe2\x80a\xf0\x9f\xc0\x80\xed\xa0\x80\xff", 16 * MB)
flood("charset-lie", 60, 1500, ".html", b"<meta charset=shift_jis>" + HTML, b"\x81\xff\x9f", 16 * MB)


@case("binary", 20, 600)
def binary(path):
    rng = random.Random(1)
    return put(path + ".html", [rng.randbytes(MB) for _ in range(30)])


@case("gzip-bomb", 60, 600)
def gzip_bomb(path):
    with gzip.GzipFile(path + ".jsonl.gz", "wb", mtime=0) as f:
        for part in fill(b"a", 1024 * MB):
            f.write(part)
    return path + ".jsonl.gz"


@case("gzip-bomb-text", 60, 1500)
def gzip_bomb_text(path):
    with gzip.GzipFile(path + ".html.gz", "wb", mtime=0) as f:
        f.write(HTML)
        for part in fill(b"<p>It rained.", 512 * MB):
            f.write(part)
    return path + ".html.gz"


flood("feed-items", 60, 1500, ".xml", b"<rss><channel><title>F</title>", b"<item><title>Road</title></item>", MB)
flood("feed-deep", 20, 600, ".xml", b"<rss><channel><item><description>", b"<p>", 8 * MB)
flood("feed-attributes", 20, 600, ".xml", b"<rss ", b"a='1' ", 30 * MB)
flood("feed-cdata", 60, 1500, ".xml", b"<rss><channel><item><description><![CDATA[", b"<p>It rained. ", 8 * MB, b"]]></description></item></channel></rss>")
flood("feed-comment", 20, 600, ".xml", b"<?xml version='1.0'?><rss><!--", b"a ", 30 * MB)
flood("warc-garbage", 30, 600, ".warc", b"WARC/1.0\r\n\r\n", b"WARC/1.1 \x00\xff", 30 * MB)
flood("warc-empty-records", 60, 600, ".warc", b"", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\r\n", 2 * MB)
flood("warc-header", 20, 600, ".warc", b"WARC/1.0\r\nWARC-Type: response\r\n", b"WARC-Target-URI: http://example.org/\r\n", 60 * MB)
flood("warc-header-line", 20, 600, ".warc", b"WARC/1.0\r\nWARC-Type: ", b"a", 60 * MB)


def warc_record(path, head, block, size):
    """One response of `size` bytes: `head` behind the status line, then `block` again and again."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + head + b"\r\n"
    n = size // len(block)
    first = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/\r\nContent-Length: %d\r\n\r\n" % (len(head) + n * len(block))
    return put(path + ".warc", [first, head, *[block] * n, b"\r\n\r\n"])


@case("warc-huge-record", 30, 600)
def warc_huge_record(path):
    return warc_record(path, b"", b"<p>It rained. " * 8192, 300 * MB)


@case("warc-http-header", 30, 600)
def warc_http_header(path):
    return warc_record(path, b"X: y", b"z" * 65536, 100 * MB)


@case("warc-endless-chunks", 30, 600)
def warc_endless_chunks(path):
    return warc_record(path, b"Transfer-Encoding: chunked\r\n", b"1\r\na\r\n" * 8192, 100 * MB)


@case("warc-coded-bomb", 30, 600)
def warc_coded_bomb(path):
    return warc_record(path, b"Content-Encoding: gzip\r\n", gzip.compress(HTML + b"a" * (200 * MB), mtime=0), 200 << 10)


@case("warc-gzip-bomb", 30, 600)
def warc_gzip_bomb(path):
    """A hundred members of 100 MB of zeros behind a record."""
    good = gzip.compress(b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (len(HTML), HTML), mtime=0)
    return put(path + ".warc.gz", [good, *[gzip.compress(b"0" * (100 * MB), mtime=0)] * 100])


@case("warc-broken-members", 30, 600)
def warc_broken_members(path):
    """Magic numbers of members and nothing behind them."""
    return put(path + ".warc.gz", [gzip.compress(b"WARC/1.0\r\n", mtime=0), *fill(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xff\xff", 16 * MB)])


@case("feed-entities", 20, 600)
def feed_entities(path):
    names = "".join('<!ENTITY e%d "%s">' % (i, "&e%d;" % (i - 1) * 10 if i else "ha") for i in range(30))
    return put(path + ".xml", [b"<!DOCTYPE rss [", names.encode(), b"]><rss><channel><item><title>&e29;</title></item></channel></rss>"])


@case("feed-entity-references", 20, 600)
def feed_entity_references(path):
    return put(path + ".xml", [b'<!DOCTYPE rss [<!ENTITY a "', b"x" * 1000, b'">]><rss><channel><item><description>', b"&a;" * (4 * MB), b"</description></item></channel></rss>"])


@case("many-names", 120, 1500)
def many_names(path):
    rng = random.Random(2)
    syllables = "ba de fi go hu ka le mi no pu ra se ti vo zu".split()
    name = lambda: "".join(rng.choice(syllables) for _ in range(3)).title()
    return put(path + ".txt", [f"{name()} {name()} told {name()} {name()} that {name()} was in {name()}.\n".encode() for _ in range(5000)])


@case("deep-folders", 20, 600)
def deep_folders(path):
    at = path
    for _ in range(200):
        at = os.path.join(at, "d")
    os.makedirs(at, exist_ok=True)
    put(os.path.join(path, "d", "a.txt"), [b"The road is open, Ada Marr said.\n"])
    put(os.path.join(at, "b.txt"), [b"The road is closed, Ada Marr said.\n"])
    if not os.path.islink(os.path.join(path, "loop")):
        os.symlink(".", os.path.join(path, "loop"))
    return path


def main():
    if sys.argv[1:] == ["--list"]:
        for name, (seconds, megabytes, _) in sorted(CASES.items()):
            print(f"{name}\t{seconds}\t{megabytes}")
        return 0
    folder, names = sys.argv[1], sys.argv[2:] or sorted(CASES)
    os.makedirs(folder, exist_ok=True)
    for name in names:
        print(CASES[name][2](os.path.join(folder, name)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
