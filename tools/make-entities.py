#!/usr/bin/env python3
"""Writes src/page/gen/entities.inc and src/cite/gen/named.inc from the named character references of the HTML Living Standard (13.5),
as Python's html.entities has them. Two forms for two readers that share no code."""
import html.entities
import os

TOP = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "src")
ROWS = sorted((name.encode(), text) for name, text in html.entities.html5.items())


def write(path, head, row):
    lines, line = list(head), "   "
    for name, text in ROWS:
        item = row(name.decode(), text)
        if len(line) + len(item) > 125:
            lines.append(line)
            line = "   "
        line += item
    with open(os.path.join(TOP, path), "w", encoding="ascii") as file:
        file.write("\n".join(lines + [line, "};"]) + "\n")


def points(name, text):
    codes = [ord(c) for c in text] + [0]
    return ' {"%s", %d, {%s}},' % (name, len(name), ", ".join("0x%X" % c if c else "0" for c in codes[:2]))


def octal(name, text):
    return ' {"%s", "%s"},' % (name, "".join("\\%03o" % byte for byte in text.encode()))


write("page/gen/entities.inc",
      ["/* Made by tools/make-entities.py from the named character references of the HTML Living Standard (13.5); sorted by bytes.",
       " * Names without a semicolon are the ones that the standard accepts without it. */",
       "struct page_entity_row { const char *name; uint8_t n; uint32_t cp[2]; };",
       "static const struct page_entity_row ENTITIES[] = {"], points)
write("cite/gen/named.inc",
      ['/* Made by tools/make-entities.py from the named character references of the HTML Living Standard (13.5): "name", "UTF-8", sorted. */',
       "static const char *const NAMED[][2] = {"], octal)
