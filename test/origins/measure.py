#!/usr/bin/env python3
"""measure.py PROBE DUMP [DUMP...]: how often an edited copy of a page is found, by kind and amount of edit, and which different pages
are taken for copies. DUMP: the output of `readout dump --stage=page FOLDER`; the bodies of at least 80 words are the pages. Prints
edit, found, of, how; then the groups of pages that were not edited at all. The edits are drawn with a fixed seed."""
import collections
import random
import re
import subprocess
import sys


def bodies(paths):
    text = []
    for path in paths:
        for line in open(path, encoding='utf-8', errors='replace'):
            f = line.rstrip('\n').split('\t')
            if f[0] in ('lead', 'body') and len(f) > 2:
                text.append(f[2])
            elif f[0] == '@verdict':
                if f[1] in ('article', 'live', 'stub') and len(' '.join(text).split()) >= 80:
                    yield ' '.join(text).replace('\t', ' ')
                text = []


def sentences(text):
    return re.split(r'(?<=[.!?])\s+', text)


def words(rate):
    def edit(text, other, rnd):
        w, o = text.split(), other.split()
        return ' '.join(rnd.choice(o) if rnd.random() < rate else x for x in w)
    return edit


def first(share):
    def edit(text, other, rnd):
        s = sentences(text)
        n, goal, out = 0, share * len(text), []
        for x in s:
            if n and n + len(x) > goal:
                break
            out.append(x)
            n += len(x)
        return ' '.join(out)
    return edit


def more(share):
    def edit(text, other, rnd):
        return text + ' ' + other[:int(share * len(text))]
    return edit


def mixed(share):
    """The first `share` of it, the rest of the length other words."""
    def edit(text, other, rnd):
        kept = first(share)(text, other, rnd)
        return kept + ' ' + (other * (1 + len(text) // max(1, len(other))))[:max(0, len(text) - len(kept))]
    return edit


def shuffled(text, other, rnd):
    s = sentences(text)
    rnd.shuffle(s)
    return ' '.join(s)


def house_style(text, other, rnd):
    return text.upper().replace(',', ' ,').replace('"', '«').replace('-', ' - ')


def both(a, b):
    return lambda text, other, rnd: b(a(text, other, rnd), other, rnd)


EDITS = [('other typography', house_style, 0)]
EDITS += [('%g%% of the words' % (r * 100), words(r), 0) for r in (.01, .02, .05, .1, .15, .2, .3)]
EDITS += [('sentences shuffled', shuffled, 0)]
EDITS += [('first %g%%' % (s * 100), first(s), 0) for s in (.75, .5, .33, .25, .15)]
EDITS += [('%g%% more' % (s * 100), more(s), 0) for s in (.25, .5, 1, 2)]
EDITS += [('first 50% and 5% of the words', both(first(.5), words(.05)), 0), ('first 33% and 10% of the words', both(first(.33), words(.1)), 0)]
EDITS += [('first %g%%, the rest other' % (s * 100), mixed(s), 0) for s in (.75, .5, .33)]
EDITS += [('first %g%%, the rest other, credited' % (s * 100), mixed(s), 1) for s in (.75, .5, .33)]


def main():
    probe, pages = sys.argv[1], list(bodies(sys.argv[2:]))
    rnd = random.Random(1)
    print('pages\t%d' % len(pages))
    for name, edit, credited in EDITS:
        lines = []
        for i, text in enumerate(pages):
            other = pages[(i * 7 + 13) % len(pages)]
            lines.append('%d\t20000\ten\t%s\t\t%s' % (i, 'Kelmwire' if credited else '', text))
            lines.append('%dc\t20000\ten\t\t%s\t%s' % (i, 'Kelmwire' if credited else '', edit(text, other, rnd)))
        out = subprocess.run([probe, 'pairs'], input='\n'.join(lines).encode(), stdout=subprocess.PIPE, check=True).stdout.decode().split('\n')
        rows = [line.split('\t') for line in out if line]
        how = collections.Counter(r[1] for r in rows)
        met = sum(int(r[2]) > 0 for r in rows)
        found = len(rows) - how['-']
        print('%s\t%.3f\t%d\tkeys meet %.3f\t%s' % (name, found / len(rows), len(rows), met / len(rows),
                                                   ' '.join('%s %d' % (k, n) for k, n in sorted(how.items()) if k != '-')))
    lines = ['%d\t20000\ten\t\t\t%s' % (i, t) for i, t in enumerate(pages)]
    out = subprocess.run([probe], input='\n'.join(lines).encode(), stdout=subprocess.PIPE, check=True).stdout.decode().split('\n')
    groups = collections.defaultdict(list)
    for line in out:
        if line:
            a, b = line.split('\t')
            groups[b].append(int(a))
    many = [g for g in groups.values() if len(g) > 1]
    print('groups of pages that were not edited\t%d\tpages in them\t%d' % (len(many), sum(map(len, many))))
    for g in many:
        for i in g:
            print('  %d\t%s' % (i, pages[i][:100]))
        print()


main()
