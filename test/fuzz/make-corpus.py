#!/usr/bin/env python3
"""Writes the corpora of the fuzz drivers: test/fuzz/corpus/<target>/<name>. The same bytes at each run.

    make-corpus.py [DIR]

Every file is hostile in one named way and under 20 KB; what must be large is made by test/hostile/make-hostile.py. The first
byte of each file is the driver's switch (see the drivers). All texts are invented.
"""
import gzip
import json
import os
import random
import struct
import sys
import zlib

MAX = 9_000
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Road opens | The Ostrand Post</title>
<meta property="article:published_time" content="2031-05-05T10:00:00Z"><script>var a="<p>";</script></head><body>
<nav><a href="/">Home</a></nav><article><h1>Road opens</h1><p class="byline">By Ada Marr</p>
<p>OSTRAND (Norpress) &mdash; The road will open, Foreign Minister Ada Marr said on Monday.</p>
<p>&ldquo;We agreed on this,&rdquo; she told reporters. &#8220;It&#x2019;s done.&#8221;</p>
<figure><img src=x alt="Marr"><figcaption>Ada Marr, May 2031. Photo: Norpress</figcaption></figure></article>
<div id="comments"><p class=comment>1. Lind: I do not believe it.</p></div><footer>All rights reserved</footer></body></html>"""
TEXT = ("OSTRAND (Norpress) — The road will open, Foreign Minister Ada Marr said on Monday. \"We don't wait,\" she told Mr. Lind of "
        "the U.S.V. ‘It's done.’ See https://example.org/a?b=c or write to a.marr@example.org. 10,000 crowns, 5-10 per cent… (Yes.) ")


def fit(piece, size):
    """The piece again and again, a third of `size` units long: enough to reach every cap of a small kind."""
    size //= 3
    return (piece * (size // max(1, len(piece)) + 1))[:size]


def text():
    out = {"plain": TEXT, "plain-nl": "\x01" + ",,Nee'', zei mevr. De Vries o.a. 's avonds op 5 okt. „Ja”, zei hij. z'n foto's 10.000,- 21-jarige land- en "}
    for name, piece in {
        "quotes": "\"", "apostrophes": "'", "curly": "“‘’”", "low-quotes": ",,", "brackets": "([{", "closed": ")]}", "dots": ".", "dots-spaced": ". ",
        "hyphens": "a-", "dashes": "—–--", "acronym": "A.", "digits": "1", "numbers": "1,234.5-", "phones": "555-", "at": "a@b", "scheme": "a://",
        "www": "www.", "nul": "\0a", "controls": "\x01\x02\x7f", "marks": "\u0301", "joiners": "\u200d", "emoji": "👩‍🚀🏽", "ideographs": "说。",
        "rtl": "\u202eשלום ", "newlines": "\n", "spaces": "\u00a0\u2003 ", "replaced": "\ufffd", "contractions": "shouldn't've ", "possessive": "s' ",
        "initials": "J. K. ", "footnotes": "It held. [5] ", "open-quote": "\"A. B? ", "capital-abbr": "Mr. Sen. St. ", "long-word": "a",
        "mixed-case": "aB", "slashes": "a/b/", "amp": "A&", "star": "a*", "dollar": "$", "faces": ":) ", "soft-hyphen": "a\u00ad", "armenian": "Ո՞։ ",
    }.items():
        out[name] = "\x00" + fit(piece, 4500)
        if name in ("quotes", "hyphens", "dots", "digits", "apostrophes"):
            out[name + "-nl"] = "\x01" + fit(piece, 3000)
    rng = random.Random(1)
    for i in range(6):
        words = TEXT.split(" ")
        out[f"shuffled-{i}"] = chr(i & 3) + " ".join(rng.choice(words) for _ in range(200))
        out[f"soup-{i}"] = chr(i & 3) + "".join(rng.choice(TEXT + "\n\0'\"“”‘’«»()-") for _ in range(2000))
    data = {k: v.encode("utf-8", "surrogatepass") for k, v in out.items()}
    data["bytes"] = bytes([0]) + rng.randbytes(4000)
    data["broken-utf8"] = b"\x00" + fit(b"\xe2\x80a\xf0\x9f\xc0\x80\xed\xa0\x80\xff", 4000)
    return data


def html():
    doc = PAGE.encode()
    out = {
        "page": b"\x02" + doc, "page-sniffed": b"\x00" + doc, "page-as-text": b"\x01" + doc, "flat": b"\x01" + TEXT.encode() * 3,
        "cut": b"\x02" + doc[:700], "cut-in-tag": b"\x02" + doc[:130], "cut-in-entity": b"\x02<p>a &am", "empty": b"\x02", "nul": b"\x02" + doc.replace(b" ", b"\0"),
        "deep-div": b"\x02" + fit(b"<div>", 18000), "deep-mixed": b"\x02" + fit(b"<b><p><table><tr><td><i><a>", 12000),
        "deep-inline": b"\x02" + fit(b"<b><i>", 12000) + b"x", "unclosed": b"\x02" + fit(b"<p><span>word ", 8000), "closers": b"\x02" + fit(b"</div></p></b>", 8000),
        "attribute": b"\x02<p class=\"" + fit(b"a", 16000) + b"\">x</p>", "attribute-open": b"\x02<p class=\"" + fit(b"a b='", 12000),
        "attributes": b"\x02<p " + b" ".join(b"a%d=1" % i for i in range(1500)) + b">x", "entities": b"\x02<p>" + fit(b"&amp;&lt;&#8220;&nbsp;&hellip;", 16000),
        "entities-bad": b"\x02<p>" + fit(b"&#0;&#x110000;&#xD800;&bogus;&amp&;&#;&#x;", 8000), "entities-long": b"\x02<p>&" + fit(b"a", 9000) + b";",
        "numbers": b"\x02<p>&#" + fit(b"9", 4000) + b";", "comment": b"\x02<!--" + fit(b"-", 8000), "comments": b"\x02" + fit(b"<!-- a --><p>b<!--", 8000),
        "cdata": b"\x02<![CDATA[" + fit(b"]]", 4000) + b"<p>x", "script": b"\x02<script>" + fit(b"<p>'</scrip", 8000), "title-open": b"\x02<title>" + fit(b"a<b>", 6000),
        "plaintext": b"\x02<plaintext>" + doc, "frameset": b"\x02<frameset><frame src=a></frameset>" + doc, "tables": b"\x02" + fit(b"<table><tr><td>", 9000) + b"x",
        "misnested": b"\x02" + fit(b"<a><p></a><table><b></table></b>", 9000), "select": b"\x02" + fit(b"<select><option>a", 6000), "svg": b"\x02<svg><foreignObject>" + doc,
        "template": b"\x02" + fit(b"<template><p>", 9000), "utf16le": b"\x02\xff\xfe" + PAGE.encode("utf-16-le"), "utf16be": b"\x02\xfe\xff" + PAGE.encode("utf-16-be"),
        "utf16-odd": b"\x02\xff\xfe" + PAGE.encode("utf-16-le")[:-1], "utf16-lone": b"\x06" + b"\xff\xfe<\0p\0>\0" + fit(b"\x00\xd8a\0", 3000),
        "utf16-told": b"\x06" + doc, "utf32": b"\x02\xff\xfe\0\0" + PAGE.encode("utf-32-le")[:9000], "utf7": b"\x02<meta charset=utf-7>+ADw-p+AD4-a",
        "charset-lie": b"\x02<meta charset=shift_jis>" + "Élan \u2014 ж".encode() * 100, "charset-bogus": b"\x02<meta charset='x-no-such'>" + doc,
        "charset-long": b"\x02<meta charset=" + fit(b"a", 4000) + b">" + doc, "latin1": b"\x02<meta charset=iso-8859-1>" + "Été \u00e9".encode("latin-1") * 200,
        "broken-utf8": b"\x02<p>" + fit(b"\xe2\x80a\xf0\x9f\xc0\x80\xed\xa0\x80\xff", 6000), "jsonld": b"\x02<script type=application/ld+json>" + fit(b'{"@graph":[', 9000),
        "jsonld-ok": b'\x02<script type="application/ld+json">{"@type":"NewsArticle","headline":"Road","datePublished":"2031-05-05","author":[{"name":"Ada"}]}</script>' + doc,
        "meta-flood": b"\x02" + fit(b"<meta property=article:tag content=a>", 9000), "time-flood": b"\x02" + fit(b"<time datetime=2031-99-99T99:99>x</time>", 6000),
        "lists": b"\x02" + fit(b"<ul><li><p>a", 9000), "brs": b"\x02<p>" + fit(b"a<br>", 9000), "blockquotes": b"\x02" + fit(b"<blockquote>", 9000) + b"x",
        "links": b"\x02" + fit(b"<a href=x>Read more</a> ", 9000), "headings": b"\x02" + fit(b"<h1>a</h1><h2>b</h2>", 9000), "nbsp": b"\x02<p>" + fit("\u00a0\u200b".encode(), 6000),
        "flat-lines": b"\x01" + fit(b"a\n", 8000), "flat-blank": b"\x01" + fit(b"\n", 8000), "flat-crlf": b"\x01" + TEXT.encode().replace(b". ", b".\r\n\r\n"),
        "flat-comments": b"\x01" + b"".join(b"%d. Name%d said:\n\nNo.\n\n" % (i, i) for i in range(300)), "flat-one-line": b"\x01" + fit(b"word ", 18000),
        "flat-datelines": b"\x01" + fit("OSTRAND (Norpress) — A. 12.09.31/\n".encode(), 6000), "flat-nul": b"\x01" + TEXT.encode().replace(b" ", b"\0"),
        "flat-captions": b"\x01" + fit(b"Photo: Ada Marr\n\n", 6000), "binary": b"\x00" + random.Random(2).randbytes(6000), "pdf": b"\x00%PDF-1.7\n" + random.Random(3).randbytes(2000),
    }
    rng = random.Random(4)
    for i in range(8):
        broken = bytearray(doc)
        for _ in range(30 * (i + 1)):
            at = rng.randrange(len(broken))
            if rng.random() < 0.5:
                broken[at] = rng.randrange(256)
            else:
                broken[at:at + rng.randrange(1, 9)] = rng.choice([b"<", b">", b"\"", b"&", b"</", b"<!--", b"\0", b"<table>"])
        out[f"mutant-{i}"] = bytes([2]) + bytes(broken)
    return out


def model():
    def entry(name, kind, shape, offset, size):
        return struct.pack("<24sIIIIIIQQQ24x", name, kind, *shape, 0, offset, size, 0)

    def pack(entries, body, n=None):
        head = struct.pack("<8sIIIIQQ32s48xQ", b"RDMODEL1", 1, 0x01020304, len(entries) if n is None else n, 0, 0, 0, bytes(32), 0)
        return head + b"".join(entries) + body

    at = 128 + 96 * 2 + (-(128 + 96 * 2) % 64)
    pad = bytes(at - 128 - 96 * 2)
    sound = [entry(b"a", 1, (4, 1, 1, 1), at, 4), entry(b"labels", 5, (2, 1, 1, 1), at + 64, 4)]
    body = pad + b"abcd" + bytes(60) + b"x\0y\0"
    out = {"sound": b"\x01" + pack(sound, body), "sound-unchecked": b"\x03" + pack(sound, body), "not-repaired": b"\x00" + pack(sound, body), "empty": b"\x00",
           "short": b"\x01RDMODEL1", "header-only": b"\x01" + pack([], b""), "many": b"\x01" + pack([entry(b"s%d" % i, 0, (0, 1, 1, 1), 128, 0) for i in range(150)], b""),
           "count-lie": b"\x01" + pack(sound, body, 0xFFFFFFFF), "magic": b"\x00XDMODEL1" + bytes(200)}
    for name, fields in {"offset": (b"a", 1, (4, 1, 1, 1), 1 << 40, 4), "offset-odd": (b"a", 1, (4, 1, 1, 1), at + 1, 4), "bytes": (b"a", 1, (4, 1, 1, 1), at, 1 << 60),
                         "overflow": (b"a", 1, (4, 1, 1, 1), 0xFFFFFFFFFFFFFFC0, 0x80), "shape": (b"a", 4, (0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 4), at, 4),
                         "shape-zero": (b"a", 4, (0, 0xFFFFFFFF, 0xFFFFFFFF, 4), at, 0), "type": (b"a", 99, (4, 1, 1, 1), at, 4), "name": (b"a" * 24, 1, (4, 1, 1, 1), at, 4),
                         "no-name": (b"", 1, (4, 1, 1, 1), at, 4), "strings": (b"labels", 5, (9, 1, 1, 1), at, 3), "in-header": (b"a", 1, (64, 1, 1, 1), 0, 64)}.items():
        out["bad-" + name] = b"\x01" + pack([entry(*fields), sound[1]], body)
    at3 = 128 + 96 * 5 + (-(128 + 96 * 5) % 64)
    for name, (bits, order, scale, langs) in {"ok": (8, 3, 0.1, 2), "bits": (40, 3, 0.1, 2), "order": (8, 99, 0.1, 2), "nan": (8, 3, float("nan"), 2), "langs": (8, 3, 0.1, 70)}.items():
        parts = [(b"langid.param", 3, (3, 1, 1, 1), struct.pack("<3i", 1, bits, order)), (b"langid.scale", 4, (1, 1, 1, 1), struct.pack("<f", scale)),
                 (b"langid.codes", 5, (langs, 1, 1, 1), b"en\0nl\0"), (b"langid.blocks", 0, (128, 1, 1, 1), b"\xff" * 128), (b"langid.weights", 1, (256, 2, 1, 1), bytes(range(256)) * 2)]
        entries, body, pos = [], bytes(at3 - 128 - 96 * 5), at3
        for n, kind, shape, data in parts:
            entries.append(entry(n, kind, shape, pos, len(data)))
            body += data + bytes(-len(data) % 64)
            pos += len(data) + -len(data) % 64
        out["langid-" + name] = b"\x01" + pack(entries, body)
    return out


def jsonl():
    line = {"id": "1", "url": "https://example.org/1", "date": "2031-05-05", "outlet": "The Ostrand Post", "text": TEXT}
    good = json.dumps(line, ensure_ascii=False)
    cases = {
        "good": good + "\n" + good.replace('"1"', '"2"'), "html": json.dumps({"id": "h", "html": PAGE}), "no-text": '{"id":"x"}\n' * 50, "both": json.dumps({"text": "a", "html": "<p>b"}),
        "types": '{"id":1,"text":2}\n{"id":[],"text":{}}\n{"text":null}\n[]\n"x"\n3\ntrue\nnull\n', "cut": good[:200], "cut-escape": '{"text":"a\\u00', "blank": "\n" * 5000,
        "commas": '{"text":"a",}\n{,}\n{"a":1,,"b":2}\n', "deep-array": '{"text":' + "[" * 15000, "deep-object": '{"a":' * 3500, "deep-ok": '{"x":' + "[" * 900 + "]" * 900 + ',"text":"a"}',
        "surrogate": '{"text":"\\ud800 \\udc00 \\ud83d\\ude00 \\ud83d"}', "nul": '{"text":"a\\u0000b"}\n{"id":"\\u0000","text":"a"}', "raw-nul": good.replace(" ", "\0"),
        "duplicate": '{"text":"a","text":"b","id":"1","id":"2"}', "numbers": '{"id":1e999,"text":"a","n":' + "9" * 9000 + "}", "long-key": '{"' + "k" * 15000 + '":1,"text":"a"}',
        "many-keys": "{" + ",".join(f'"k{i}":{i}' for i in range(1500)) + ',"text":"a"}', "escapes": '{"text":"' + "\\n\\t\\\\\\/\\u0041" * 900 + '"}', "bad-escape": '{"text":"\\x41\\q"}',
        "control": '{"text":"a\x01b\x1fc"}', "bom": "\ufeff" + good, "crlf": (good + "\r\n") * 3, "no-newline": good, "source": json.dumps({"text": "A told B.", "source": "A", "target": "B"}),
        "lang": json.dumps({"text": "a", "lang": "xx-Latn-verylong" * 50}), "date": json.dumps({"text": "a", "date": "99999-99-99T99"}), "path": json.dumps({"id": "../../etc/passwd\0#", "text": "a"}),
    }
    out = {k: b"\x00" + v.encode("utf-8", "surrogatepass")[:MAX] for k, v in cases.items()}
    out["small-limit"] = b"\x04" + good.encode()
    out["missing-file"] = b"\x08" + good.encode()
    out["bad-utf8"] = b'\x00{"text":"\xff\xfe\xc0\x80"}\n{"id":"\xed\xa0\x80","text":"a"}'
    out["utf16"] = b"\x00\xff\xfe" + good.encode("utf-16-le")
    zipped = gzip.compress((good + "\n").encode() * 20, mtime=0)
    out["gzip"] = b"\x01" + zipped
    out["gzip-cut"] = b"\x01" + zipped[:-20]
    out["gzip-broken"] = b"\x01" + zipped[:40] + b"\xff\xff\xff" + zipped[43:]
    out["gzip-two"] = b"\x01" + zipped + zipped
    out["gzip-tail"] = b"\x01" + zipped + b"trailing"
    out["gzip-bomb"] = b"\x01" + gzip.compress(bytes(8 << 20), mtime=0)
    out["gzip-as-text"] = b"\x02" + zipped
    out["not-gzip"] = b"\x01" + good.encode()
    out["binary"] = b"\x02" + random.Random(5).randbytes(3000)
    out["text"] = b"\x02" + TEXT.encode()
    out["page"] = b"\x03" + PAGE.encode()
    out["empty"] = b"\x00"
    return out


def zstd(data):
    """One zstd frame with one block that is not compressed; up to 60 KB."""
    return b"\x28\xb5\x2f\xfd\x60" + struct.pack("<H", max(256, len(data)) - 256) + struct.pack("<I", len(data) << 3 | 1)[:3] + data


def warc():
    """Byte 0: 1 gzip name, 2 small limit, 4 resumed in the middle."""
    def record(kind, block, uri="https://example.org/1", media="application/http;msgtype=response", length=None, more=""):
        return ("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nContent-Type: %s\r\n%sContent-Length: %s\r\n\r\n" %
                (kind, uri, media, more, len(block) if length is None else length)).encode() + block + b"\r\n\r\n"

    def http(body, head="Content-Type: text/html", status="200 OK"):
        return ("HTTP/1.1 %s\r\n%s\r\n\r\n" % (status, head)).encode() + body

    page = PAGE.encode()
    good = record("response", http(page))
    chunked = "Content-Type: text/html\r\nTransfer-Encoding: chunked"
    coded = "Content-Type: text/html\r\nContent-Encoding: %s"
    packed = gzip.compress(page, mtime=0)
    feed = b"<rss><channel><title>F</title><item><title>A</title><link>/a</link></item><item/></channel></rss>"
    cases = {
        "good": good, "two": good + good, "kinds": b"".join(record(k, http(page)) for k in ("warcinfo", "request", "metadata", "revisit", "continuation", "", "response")),
        "resource": record("resource", page, media="text/html; charset=utf-8"), "conversion": record("conversion", TEXT.encode(), media="text/plain"), "cut": good[:-300],
        "cut-head": good[:60], "cut-http": good[:180], "no-length": good.replace(b"Content-Length", b"X-Length", 1), "length-short": record("response", http(page), length=50) + good,
        "length-long": record("response", http(page), length=5000) + good, "length-huge": record("response", http(page), length=1 << 62), "length-bad": record("response", http(page), length="-1") + good,
        "garbage": b"nothing\r\n" + good + b"\xff" * 300 + b"\n" + good, "only-warc": b"WARC/1.0", "lf": good.replace(b"\r\n", b"\n"), "long-version": b"WARC/" + b"9" * 9000,
        "head-flood": b"WARC/1.0\r\n" + b"WARC-Target-URI: https://example.org/\r\n" * 200 + b"Content-Length: 0\r\n\r\n" + good, "long-line": b"WARC/1.0\r\nX: " + b"a" * 15000 + b"\r\n" + good[10:],
        "chunks": record("response", http(b"5\r\nhello\r\n4;a=b\r\n all\r\n0\r\n\r\n", chunked)), "chunks-undone": record("response", http(page, chunked)),
        "chunks-cut": record("response", http(b"5\r\nhello\r\nff\r\nab", chunked)), "chunks-huge": record("response", http(b"5\r\nhello\r\nfffffffffffffff\r\nab", chunked)),
        "chunks-zero": record("response", http(b"0\r\n\r\n" * 50, chunked)), "chunks-empty": record("response", http(b"", chunked)), "chunks-blank": record("response", http(b"1\r\na\r\n" * 900, chunked)),
        "coded": record("response", http(packed, coded % "gzip")), "coded-cut": record("response", http(packed[:200], coded % "gzip")), "coded-not": record("response", http(page, coded % "gzip")),
        "coded-deflate": record("response", http(zlib.compress(page), coded % "deflate")), "coded-raw": record("response", http(zlib.compress(page)[2:-4], coded % "deflate")),
        "coded-br": record("response", http(b"\x0b\x02\x80hello\x03", coded % "br")), "coded-br-bad": record("response", http(random.Random(8).randbytes(500), coded % "br")),
        "coded-zstd": record("response", http(zstd(page), coded % "zstd")), "coded-odd": record("response", http(page, coded % "rot13")), "coded-bomb": record("response", http(gzip.compress(bytes(4 << 20), mtime=0), coded % "gzip")),
        "chunked-coded": record("response", http(b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed), chunked + "\r\nContent-Encoding: gzip")), "feed": record("response", http(feed, "Content-Type: application/rss+xml")) + good,
        "status": b"".join(record("response", http(page, status=x)) for x in ("404 No", "301 Moved", "206 Part", "", "abc", "99999")), "no-http": record("response", page), "http-09": record("response", b"HTTP/"),
        "http-long": record("response", b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 2000), "http-no-end": record("response", b"HTTP/1.1 200 OK\r\nContent-Type: text/html"), "empty-body": record("response", http(b"")),
        "truncated": record("response", http(page), more="WARC-Truncated: length\r\n"), "binary": record("response", http(random.Random(9).randbytes(800))), "uri-angle": record("response", http(page), uri="<https://example.org/x>"),
        "uri-none": record("response", http(page), uri=""), "uri-file": record("resource", page, uri="file:///etc/passwd", media="text/html"), "type-long": record("response", http(page, "Content-Type: text/html; charset=" + "x" * 5000)),
        "type-params": record("response", http(page, "Content-Type: text/html;;;=;charset;charset=;charset=\"utf-8")), "nul": good.replace(b" ", b"\0"), "folded": good.replace(b"WARC-Type: ", b"WARC-Type:\r\n "),
    }
    out = {k: b"\x00" + v for k, v in cases.items()}
    out["small-limit"] = b"\x02" + good + good
    out["resumed"] = b"\x04" + good + good
    members = [gzip.compress(x, mtime=0) for x in (good, record("request", b"x"), record("response", http(b"<p>second"))) ]
    out["gz"] = b"\x01" + b"".join(members)
    out["gz-one"] = b"\x01" + gzip.compress(good + good, mtime=0)
    out["gz-cut"] = b"\x01" + b"".join(members)[:-9]
    out["gz-broken"] = b"\x01" + members[0] + members[1][:20] + b"\xff\xff" + members[1][22:] + members[2]
    out["gz-first-broken"] = b"\x01" + members[0][:60] + b"\xff\xfe\xfd\xfc" + members[0][64:] + members[2]
    out["gz-magic-flood"] = b"\x01" + members[0] + b"\x1f\x8b\x08" * 3000
    out["gz-member-short"] = b"\x01" + gzip.compress(good[:400], mtime=0) + members[2]
    out["gz-empty-members"] = b"\x01" + gzip.compress(b"", mtime=0) * 300 + members[2]
    out["gz-zeros"] = b"\x01" + members[0] + bytes(4000)
    out["zst"] = b"\x01" + zstd(good) + zstd(good)
    out["zst-dictionary"] = b"\x01\x5d\x2a\x4d\x18" + struct.pack("<I", 64) + bytes(64) + zstd(good)
    out["zst-dictionary-huge"] = b"\x01\x5d\x2a\x4d\x18\xff\xff\xff\xff" + zstd(good)
    out["zst-dictionary-frame"] = b"\x01\x5d\x2a\x4d\x18" + struct.pack("<I", len(zstd(TEXT.encode()))) + zstd(TEXT.encode()) + zstd(good)
    out["zst-skippable"] = b"\x01\x50\x2a\x4d\x18" + struct.pack("<I", 9) + b"skip me!!" + zstd(good)
    out["zst-broken"] = b"\x01" + zstd(good)[:300] + b"\x28\xb5\x2f\xfd" * 5 + zstd(good)
    out["zst-head-broken"] = b"\x01" + zstd(good) + b"\x28\xb5\x2f\xfd\xff\xff\xff\xff" * 3 + zstd(good)
    out["zst-window"] = b"\x01\x28\xb5\x2f\xfd\x00\xf8" + bytes(50)
    rng = random.Random(10)
    for i in range(8):
        broken = bytearray(rng.choice([good + good, b"".join(members)]))
        for _ in range(5 * (i + 1)):
            at = rng.randrange(len(broken))
            if rng.random() < 0.5:
                broken[at] = rng.randrange(256)
            else:
                broken[at:at + rng.randrange(1, 9)] = rng.choice([b"\r\n", b"WARC/1.0\r\n", b"HTTP/1.1 ", b"\r\n\r\n", b"\0", b"Content-Length: 9\r\n"])
        out[f"mutant-{i}"] = bytes([i & 1]) + bytes(broken)
    return out


def feed():
    rss = ('<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
           '<title>The Ostrand Post</title><link>https://example.org/</link><language>en-gb</language>%s</channel></rss>')
    item = ('<item><title>Road &amp;amp; rail &lt;b&gt;open&lt;/b&gt;</title><link>/a</link><guid isPermaLink="false">1</guid><pubDate>Mon, 05 May 2031 10:00:00 GMT</pubDate>'
            '<dc:creator>Ada Marr</dc:creator><description>The road is open.</description><content:encoded><![CDATA[<p>The road is open, Ada Marr said.</p>]]></content:encoded></item>')
    atom = ('<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.org/b/" xml:lang="en"><title type="html">&lt;i&gt;Post&lt;/i&gt;</title><entry><title>A</title><id>urn:1</id>'
            '<link href="../c/./d?e#f"/><updated>2031-05-05T10:00:00+02:00</updated><author><name>Ada</name><email>a@b.example</email></author>'
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p class="a&quot;b">x &amp; y</p></div></content></entry></feed>')
    rdf = ('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>F</title></channel>'
           '<item rdf:about="https://example.org/1"><title>A</title></item></rdf:RDF>')
    good = rss % item
    cases = {
        "rss": good, "atom": atom, "rdf": rdf, "many": rss % (item * 25), "cut": good[:500], "cut-tag": good[:210], "no-items": rss % "", "empty-items": rss % ("<item/>" * 900), "mismatch": rss % "<item><title>A</b></item>",
        "two-roots": good + good, "deep": rss % ("<item><description>" + "<p>" * 2000), "deep-channels": "<rss>" + "<channel>" * 1500, "deep-items": rss % ("<item>" * 1500), "nested-items": rss % ("<item><title>a" * 300),
        "laughs": '<!DOCTYPE rss [<!ENTITY a "ha">' + "".join(f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(12)) + "]>" + rss % "<item><title>&m;</title></item>",
        "quadratic": '<!DOCTYPE rss [<!ENTITY a "' + "x" * 1000 + '">]>' + rss % ("<item><title>" + "&a;" * 2000 + "</title></item>"), "external": '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + rss % "<item><title>&a;</title></item>",
        "parameter": '<!DOCTYPE rss [<!ENTITY % a "b"> %a;]>' + good, "external-dtd": '<!DOCTYPE rss SYSTEM "http://example.org/x.dtd">' + good, "undeclared": rss % "<item><title>&nbsp;&eacute;&bogus;&#0;</title></item>", "recursive": '<!DOCTYPE rss [<!ENTITY a "&a;">]>' + good,
        "html-entities": rss % "<item><title>&amp;nbsp;&amp;#x41;&amp;#1114112;&amp;bogus;&amp;#;</title></item>", "cdata": rss % ("<item><description><![CDATA[" + "]]]]><![CDATA[>" * 300 + "]]></description></item>"), "comments": "<!--" + "-" * 3000 + "-->" + good,
        "attributes": "<rss " + " ".join(f"a{i}='1'" for i in range(1200)) + ">", "namespaces": "<rss " + " ".join(f"xmlns:a{i}='urn:{i}'" for i in range(500)) + "><channel><a1:item/></channel></rss>", "ns-wrong": good.replace("xmlns:content", "xmlns:x"),
        "ns-none": "<feed><title>F</title><entry><title>A</title><link href='/x'/></entry></feed>", "prefix": "<a:rss xmlns:a='http://purl.org/rss/1.0/'><a:channel><a:item><a:title>x</a:title></a:item></a:channel></a:rss>", "base": atom.replace("https://example.org/b/", "../" * 2000),
        "base-chain": "<feed xml:base='http://a/b/'>" + "<entry xml:base='../x/'>" * 80, "link-long": rss % ("<item><title>a</title><link>https://example.org/" + "a/../" * 3000 + "</link></item>"), "link-odd": rss % "<item><title>a</title><link>javascript:x</link></item><item><title>b</title><link>//[</link></item>",
        "base64": atom.replace('type="xhtml"', 'type="application/octet-stream"').replace("<div", "PGI+" * 500 + "<div"), "base64-bad": "<feed><entry><content mode='base64'>//8A=====x" + "A" * 500 + "</content></entry></feed>",
        "types": "<feed>" + "".join(f"<entry><content type='{t}' mode='{m}'>&lt;b&gt;x<b>y</b></content></entry>" for t in ("", "text", "html", "xhtml", "text/plain", "text/html", "image/png", "a/xml") for m in ("", "xml", "escaped", "base64")) + "</feed>",
        "dates": rss % "".join(f"<item><title>a</title><pubDate>{d}</pubDate></item>" for d in ("2031", "2031-13-45", "0000-00-00", "99999999", "Mon, 99 Foo 31 99:99:99 XYZ", "1 2 3 4 5 6 7 8 9 10 11 12 13", ":::::", "2031-05-05T", "5 May 31 1:2:3 +9999", "-" * 90)),
        "title-script": rss % "<item><title>&lt;script&gt;x&lt;/script&gt;a&lt;style&gt;&lt;</title></item>", "author": rss % "".join(f"<item><title>a</title><author>{x}</author></item>" for x in ("@", "a@b (", "(@)", "&lt;@", "a &lt;b@c&gt;", ")@(")),
        "declared-utf16": '<?xml version="1.0" encoding="utf-16"?>' + good, "declared-bogus": '<?xml version="1.0" encoding="x-no-such"?>' + good, "declared-long": '<?xml version="1.0" encoding="' + "a" * 3000 + '"?>' + good, "declared-open": '<?xml version="1.0" encoding="',
        "rdf-other": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>', "html": PAGE, "text": TEXT, "image": rss % "<image><title>x</title></image><textInput><link>y</link></textInput>", "source": atom.replace("<entry>", "<entry><source><title>z</title><entry/></source>"),
    }
    out = {k: b"\x00" + v.encode()[:19000] for k, v in cases.items()}
    out["utf16"] = b"\x00\xff\xfe" + good.encode("utf-16-le")
    out["utf16-odd"] = b"\x00\xfe\xff" + good.encode("utf-16-be")[:-1]
    out["utf8-bom"] = b"\x00\xef\xbb\xbf" + good.encode()
    out["broken-utf8"] = b"\x00" + good.encode().replace(b"road", b"r\xff\xc0ad")
    out["koi8"] = b'\x00<?xml version="1.0" encoding="koi8-r"?>' + (rss % "<item><title>Дорога</title></item>").encode("koi8-r")
    out["nul"] = b"\x00" + good.encode().replace(b" ", b"\0")
    out["binary"] = b"\x00<rss>" + random.Random(11).randbytes(2000)
    out["told-charset"] = b"\x01" + (rss % "<item><title>\u00e9t\u00e9</title></item>").encode("latin-1")
    rng = random.Random(12)
    for i in range(8):
        broken = bytearray(rng.choice([good, atom, rdf]).encode())
        for _ in range(3 * (i + 1)):
            at = rng.randrange(len(broken))
            if rng.random() < 0.5:
                broken[at] = rng.randrange(256)
            else:
                broken[at:at + rng.randrange(1, 9)] = rng.choice([b"<item>", b"</item>", b"&amp;", b"<![CDATA[", b"\0", b"xmlns='a'", b"]]>"])
        out[f"mutant-{i}"] = bytes([i & 1]) + bytes(broken)
    return out


def lexicon():
    head = "# A table.\n#: cue\tpos\tclass\tgoverns\tcameo\tchannel\tflags\n"
    cases = {
        "sound": head + "point out\tVERB\tsay\tthat|quote\t010\t\t\nsay\tVERB\tsay\tthat\t010\t\tweak\n", "no-head": "say\tVERB\n", "head-only": head, "head-late": "say\tx\n" + head,
        "heads": head * 200, "wide": head + "\t".join("abc" for _ in range(3000)) + "\n", "narrow": head + "a\n\nb\n", "tabs": head + "\t" * 6000 + "\n", "long-field": head + "a" * 15000 + "\tVERB\n",
        "long-phrase": head + "a b " * 3000 + "\tVERB\n", "blank-keys": head + " \t\n\t\t\n\u200b\tVERB\n", "same-key": head + "say\tVERB\tsay\n" * 400, "bars": head + "say\tVERB\t" + "|" * 5000 + "\n",
        "crlf": head.replace("\n", "\r\n") + "say\tVERB\r\n", "cr": head + "a\rb\rc", "no-newline": head + "say\tVERB", "nul": head + "s\0y\tVERB\nb\0\0\n", "columns-twice": "#: a\ta\ta\nx\ty\tz\n",
        "columns-many": "#: " + "\t".join(f"c{i}" for i in range(900)) + "\nx\ty\n", "actors": "#: id\tkind\tside\tcode\tsector\tfrom\tto\tsource\nUSA\tstate\tUSA\tUSA\t\t0000-00-00\t9999-99-99\tx\nUSA\tstate\n",
        "names": "#: form\tid\ttype\nOstrand\tOST\tname\nOstrand Bay\tOST\talias\nNowhere\tMISSING\tname\n", "offices": "#: office\tstate\tholder\tfrom\tto\taliases\tsource\npresident\tOST\tAda Marr\t2030-13-45\t\tMarr|A. Marr|\tx\n" * 20,
        "places": "#: id\tname\tkind\tstate\tlat\tlon\taliases\tsource\nx\tOstrand\tcity\tOST\t1e999\tnan\tA@B|C@|@D|@\tx\ny\tVelm\tcity\tOST\t-91\t181\t\t\n", "case": head + "SAY\tVERB\nsay\tNOUN\nSaY\tADJ\n",
        "diacritics": head + "Ə́ẽñ ǅ ﬁ ß İ ı\tNOUN\n", "invisible": head + "a\u00ad\u200db\u2060\tNOUN\n", "comment-flood": "#\n" * 6000,
    }
    out = {k: v.encode()[:MAX] for k, v in cases.items()}
    out["bad-utf8"] = head.encode() + b"\xff\xfe\tVERB\n\xc0\x80\t\xed\xa0\x80\n"
    out["binary"] = random.Random(6).randbytes(4000)
    out["empty"] = b""
    rng = random.Random(7)
    for i in range(5):
        out[f"soup-{i}"] = head.encode() + "".join(rng.choice("ab \t\n|#:'’-é\0") for _ in range(3000)).encode()
    return out


def flat():
    menu = "\n".join(["Home", "News", "Politics", "Sport", "Share", "Newsletter", "Log in", "Advertisement"])
    body = "\n\n".join([TEXT.strip()] * 4)
    thread = "".join(f"{i}. Name{i} said:\n\nNo, it will not open.\n\n" for i in range(1, 30))
    out = {"page": menu + "\n\nRoad opens\n\nBy Ada Marr\n5 May 2031\n\n" + body + "\n\nRead also\n" + menu, "menu-only": (menu + "\n") * 30,
           "thread": "Road opens\n\n" + body + "\n\n3 comments\n\n" + thread, "thread-only": thread, "wrapped": body.replace(" ", "\n"),
           "dates": fit("1/2/31 13/2/31 2/13/31 12.09.31 2031年5月12日 ۱۲ تیر ۱۴۱۰ 24 نيسان / أبريل 2031 5 mei 2031\n", 6000),
           "labels": fit("Published: Updated: Author: By By By\n", 6000), "bylines": fit("By Ada Marr and Ola Lind, 3 May 2031 | 10:12\n", 6000),
           "doubled": fit("Ada Marr in Ostrand (Photo: Norpress)\n", 6000), "long-line": fit("word ", 9000), "short-lines": fit("a b\n", 12000),
           "brackets": fit("(((///", 6000), "slashes": fit("OSTRAND/12.09.31/", 6000), "quotes": fit("»›→|·©@", 6000), "capitals": fit("OSTRAND MARR ", 6000)}
    data = {}
    for i, (name, value) in enumerate(sorted(out.items())):
        data[name] = bytes([i % 16]) + value.encode()
    rng = random.Random(5)
    for i in range(8):
        pieces = (menu + "\n" + body + "\n" + thread).split("\n")
        data[f"shuffled-{i}"] = bytes([i]) + "\n".join(rng.choice(pieces)[:200] for _ in range(120)).encode()
    data["broken-utf8"] = b"\x02" + fit(b"\xe2\x80a\xf0\x9f\xc0\x80\n\xff", 6000)
    data["bytes"] = b"\x03" + rng.randbytes(6000)
    return data


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "corpus")
    total = files = 0
    for target, make in {"text": text, "html": html, "model": model, "jsonl": jsonl, "warc": warc, "feed": feed, "lexicon": lexicon,
                         "flat": flat}.items():
        os.makedirs(os.path.join(folder, target), exist_ok=True)
        for name, data in sorted(make().items()):
            assert len(data) < 20_000, (target, name, len(data))
            with open(os.path.join(folder, target, name), "wb") as f:
                f.write(data)
            total += len(data)
            files += 1
    print(f"{files} files, {total} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
