#!/usr/bin/env python3
"""measure.py PROBE DIR [-v]: how much of feedparser's test feeds (*.xml, each with its expectation in a comment) the feed reader
reads as feedparser does. Checked are expectations about what a page is made of: titles, links, ids, dates, authors, language,
content and summary. HTML is compared as feedparser's sanitizer leaves it only where the expectation has no markup in it; with markup
its words are compared. Prints field, share that is right, right of checked."""
import ast, collections, html, json, os, re, subprocess, sys

KEYS = {'title': 'title', 'link': 'link', 'id': 'id', 'guid': 'id', 'published': 'published', 'updated': 'updated', 'date': 'published', 'created': 'published',
        'issued': 'published', 'published_parsed': 'published', 'updated_parsed': 'updated', 'date_parsed': 'published', 'author': 'author',
        'summary': 'summary', 'description': 'summary', 'content': 'content', 'language': 'lang'}
EXPECT = re.compile(r"^(?:not bozo and )?(entries\[0\]|feed)\['?(\w+)'?\](?:\[0\])?(?:\['(\w+)'\])?\s*==\s*(.+)$")


def words(s):
    s = re.sub(r'(?is)<(script|style)\b.*?</\1[^>]*>', ' ', s or '')  # those the page stage leaves out
    return re.sub(r'\W+', ' ', html.unescape(re.sub(r'<[^>]*>', ' ', s))).strip()


def expectation(path):
    with open(path, 'rb') as f:
        raw = f.read(8000)
    if raw[:2] in (b'\xff\xfe', b'\xfe\xff') or b'\0' in raw[:40]:
        return None
    m = re.search(r'Expect:\s*(.+?)\s*(?:-->|\n)', raw.decode('utf-8', 'replace'))
    m = m and EXPECT.match(m.group(1))
    if not m:
        return None
    where, key, sub, value = m.groups()
    if sub not in (None, 'value') or key.replace('_detail', '') not in KEYS and key not in KEYS:
        return None
    try:
        value = ast.literal_eval(value)
    except (ValueError, SyntaxError):
        return None
    key = key if key in KEYS else key.replace('_detail', '')
    return where, KEYS[key], value


def right(field, want, got, e):
    if field in ('published', 'updated'):
        if isinstance(want, str):
            return bool(got) and got[:4] in want or want == got
        got = got or e.get('updated' if field == 'published' else 'published')
        import datetime
        try:
            t = datetime.datetime.fromisoformat(got or '')
        except ValueError:
            return bool(got) and got == '%04d-%02d' % tuple(want[:2])[:2] or got == '%04d' % want[0]
        if t.tzinfo:
            t = t.astimezone(datetime.timezone.utc)
        return tuple(t.timetuple()[:len(want)])[:5] == tuple(want)[:5]
    if field == 'lang':
        return (want or '').lower() == (got or '').lower()
    if field == 'summary' and not got:
        got = e.get('content')
    if field == 'content' and not got:
        got = e.get('summary')
    if field == 'title':
        return words(want) == words(e.get('title_html')) or words(want) == words(got)
    return words(want) == words(got) or (want or '') == (got or '')


def main():
    probe, folder, verbose = sys.argv[1], sys.argv[2], '-v' in sys.argv
    tests = {}
    for root, _, files in os.walk(folder):
        for name in files:
            if name.endswith('.xml') and not any(x in root for x in ('illformed', 'encoding')):
                e = expectation(os.path.join(root, name))
                if e:
                    tests[os.path.join(root, name)] = e
    score = collections.defaultdict(lambda: [0, 0])
    names = sorted(tests)
    for at in range(0, len(names), 200):
        out = subprocess.run([probe] + names[at:at + 200], stdout=subprocess.PIPE, check=True).stdout
        for line in out.decode().splitlines():
            r = json.loads(line)
            where, field, want = tests[r['file']]
            e = r['feed'] if where == 'feed' else (r['entries'] or [{}])[0]
            ok = right(field, want, e.get(field), e)
            for k in (field, 'all'):
                score[k][0] += ok
                score[k][1] += 1
            if verbose and not ok:
                print(os.path.relpath(r['file'], folder), where, field, 'want', repr(want)[:90], 'got', repr(e.get(field))[:90], r['odd'])
    for k in sorted(score):
        print('%s\t%.3f\t%d of %d' % (k, score[k][0] / score[k][1], *score[k]))


main()
