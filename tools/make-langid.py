#!/usr/bin/env python3
"""Trains the language identifier, models/langid.rdm.

    make-langid.py DATA_DIR OUT.rdm [--epochs N] [--seed N]
    make-langid.py DATA_DIR --apply MODEL.rdm

DATA_DIR holds sentences.tsv, word-pairs.tsv and single-words.tsv (`lang<TAB>text`). Every tenth line of each is kept for
measuring and never trained on. The model is multinomial logistic regression over hashed character n-grams:

    text -> lower case, every run of non-letters one blank, a blank at both ends
    n-grams of 1 to 5 code points that have blanks at their ends only
    score[language] = sum of weight[hash(n-gram)][language] / sqrt(number of n-grams);  softmax(scale * score)

Weights are int8. src/lang/langid.c computes the same. Only the standard library is used; the same seed gives the same file.
--apply prints `file:line<TAB>language<TAB>confidence` for the held-out lines, for eval and for the parity test.
"""
import argparse
import functools
import hashlib
import math
import random
import struct
import sys
import unicodedata
from array import array

BITS, ORDER, VERSION = 16, 5, 1
SETS = ("sentences", "word-pairs", "single-words")
M32 = 0xFFFFFFFF


def fold(c):
    """Simple (one to one) lower case, as u_tolower gives it."""
    return c.lower()[0]


@functools.lru_cache(None)
def letter(c):
    """Letters and the marks that combine with them, as rd_cp_alpha has it."""
    return unicodedata.category(c)[0] in "LM"


def words(text):
    out, blank = [], True
    for c in text:
        if letter(c):
            out.append(fold(c))
            blank = False
        elif not blank:
            out.append(" ")
            blank = True
    return " " + "".join(out).strip() + " "


_seen = {}


def bucket(gram):
    """FNV-1a over code points, then a multiplicative hash of the top bits."""
    b = _seen.get(gram)
    if b is None:
        h = 0x811C9DC5
        for c in gram:
            h = ((h ^ ord(c)) * 0x01000193) & M32
        h ^= h >> 15
        b = _seen[gram] = ((h * 0x9E3779B1) & M32) >> (32 - BITS)
    return b


def features(text):
    t = words(text)
    out = []
    for i in range(len(t)):
        for n in range(1, ORDER + 1):
            if i + n > len(t):
                break
            c = t[i + n - 1]
            if not (n == 1 and c == " "):
                out.append(bucket(t[i:i + n]))
            if c == " " and n > 1:
                break
    return array("H", out)


def load(folder):
    train, held = [], []
    for name in SETS:
        with open(f"{folder}/{name}.tsv", encoding="utf-8") as f:
            for number, line in enumerate(f, 1):
                lang, text = line.rstrip("\n").split("\t", 1)
                (held if number % 10 == 0 else train).append((f"{name}.tsv:{number}", lang, text))
    return train, held


def scores(weights, feats):
    n = math.sqrt(len(feats)) or 1.0
    return [sum(map(w.__getitem__, feats)) / n for w in weights]


def softmax(z, scale=1.0):
    top = max(z)
    e = [math.exp(scale * (x - top)) for x in z]
    total = sum(e)
    return [x / total for x in e]


def fit(rows, langs, epochs, seed):
    """Stochastic gradient descent with averaging over the second half; long texts are also seen in pieces."""
    rng = random.Random(seed)
    index = {lang: i for i, lang in enumerate(langs)}
    data = []
    for _, lang, text in rows:
        data.append((index[lang], features(text)))
        if len(text) > 60:
            cut = len(text) // 2
            data.append((index[lang], features(text[:cut])))
            data.append((index[lang], features(text[cut:])))
    data = [d for d in data if len(d[1])]
    weights = [array("d", bytes(8 << BITS)) for _ in langs]
    mean = [array("d", bytes(8 << BITS)) for _ in langs]
    for epoch in range(epochs):
        rate, loss = 3.0 * (1 - epoch / epochs) + 0.1, 0.0
        rng.shuffle(data)
        for gold, feats in data:
            p = softmax(scores(weights, feats))
            loss -= math.log(p[gold] + 1e-12)
            step = rate / math.sqrt(len(feats))
            for k, pk in enumerate(p):
                g = (pk - (k == gold)) * step
                if g > 1e-4 or g < -1e-4:
                    w = weights[k]
                    for f in feats:
                        w[f] -= g
        for w in weights:  # decay
            for f in range(1 << BITS):
                w[f] *= 0.995
        if epoch >= epochs // 2:
            for w, m in zip(weights, mean):
                for f in range(1 << BITS):
                    m[f] += w[f]
        print(f"epoch {epoch + 1}: loss {loss / len(data):.4f}", file=sys.stderr, flush=True)
    n = epochs - epochs // 2
    return [array("d", (x / n for x in m)) for m in mean]


def quantise(weights):
    """int8 with one step for all; the step is the 99.9th percentile of the sizes over 127, so that few are clipped."""
    sizes = sorted(abs(x) for w in weights for x in w if x)
    step = sizes[int(len(sizes) * 0.9995)] / 127.0
    return [array("b", (max(-127, min(127, round(x / step))) for x in w)) for w in weights], step


def temper(weights, held, langs, step):
    """The softmax scale that gives the smallest loss on the held-out lines."""
    rows = [(langs.index(lang), scores(weights, feats)) for _, lang, text in held if len(feats := features(text))]
    best = (1e18, 1.0)
    for i in range(1, 60):
        scale = step * 0.1 * i
        loss = -sum(math.log(softmax(z, scale)[gold] + 1e-12) for gold, z in rows)
        best = min(best, (loss, scale))
    return best[1]


def blocks(rows):
    """Bitmap of the blocks of 64 code points (of the first 65,536) that hold letters of the training texts."""
    counts = {}
    for _, _, text in rows:
        for c in text:
            if letter(c) and ord(fold(c)) < 65536:
                counts[ord(fold(c)) >> 6] = counts.get(ord(fold(c)) >> 6, 0) + 1
    out = bytearray(128)
    for b, n in counts.items():
        if n >= 20:
            out[b >> 3] |= 1 << (b & 7)
    return bytes(out)


def find(weights, feats, scale):
    p = softmax(scores(weights, feats), scale)
    best = max(range(len(p)), key=lambda k: (p[k], -k))
    return best, p[best]


# ---- the file, as src/model/file_format.h lays it out ----

M64 = 0xFFFFFFFFFFFFFFFF
I8, I32, F32, BYTES, STRINGS = 1, 3, 4, 0, 5


def mix(a, b):
    x = a ^ ((b + 0x9E3779B97F4A7C15 + (a << 6) + (a >> 2)) & M64)
    x ^= x >> 30
    x = (x * 0xBF58476D1CE4E5B9) & M64
    x ^= x >> 27
    x = (x * 0x94D049BB133111EB) & M64
    return x ^ x >> 31


def hash64(data, seed):
    h, whole = mix(seed, len(data)), len(data) // 8 * 8
    for (word,) in struct.iter_unpack("<Q", data[:whole]):
        h = mix(h, word)
    return mix(h, int.from_bytes(data[whole:], "little")) if len(data) > whole else h


def save(path, sections):
    """sections: (name, type, shape, bytes). Returns the model's SHA-256."""
    at = 128 + 96 * len(sections)
    table, body = b"", b""
    for i, (name, kind, shape, data) in enumerate(sections):
        pad = -at % 64
        body += bytes(pad)
        at += pad
        shape = tuple(shape) + (1,) * (4 - len(shape))
        table += struct.pack("<24sIIIIIIQQQ24x", name.encode(), kind, *shape, 0, at, len(data), hash64(data, i + 1))
        body += data
        at += len(data)
    sha = hashlib.sha256(table + body)
    head = struct.pack("<8sIIIIQQ32s48x", b"RDMODEL1", 1, 0x01020304, len(sections), 0, at, hash64(table, 0), sha.digest())
    with open(path, "wb") as f:
        f.write(head + struct.pack("<Q", hash64(head, 0)) + table + body)
    return sha.hexdigest()


def restore(path):
    with open(path, "rb") as f:
        data = f.read()
    count, found = struct.unpack_from("<I", data, 16)[0], {}
    for i in range(count):
        entry = struct.unpack_from("<24sIIIIIIQQQ", data, 128 + 96 * i)
        found[entry[0].rstrip(b"\0").decode()] = data[entry[7]:entry[7] + entry[8]]
    langs = found["langid.codes"].decode().rstrip("\0").split("\0")
    flat = array("b", found["langid.weights"])
    weights = [flat[k::len(langs)] for k in range(len(langs))]
    return weights, langs, struct.unpack("<f", found["langid.scale"])[0]


def report(held, weights, langs, scale):
    lines = []
    for name in SETS:
        rows = [(lang, find(weights, f, scale)) for key, lang, text in held if key.startswith(name) and len(f := features(text))]
        right = sum(langs[k] == lang for lang, (k, _) in rows)
        lines.append((f"{name}.accuracy", right / len(rows)))
        lines.append((f"{name}.confidence", sum(p for _, (_, p) in rows) / len(rows)))
        lines.append((f"{name}.lines", len(rows)))
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("out", nargs="?")
    parser.add_argument("--epochs", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--apply", metavar="MODEL")
    args = parser.parse_args()
    train, held = load(args.data)
    if args.apply:
        weights, langs, scale = restore(args.apply)
        for key, _, text in held:
            k, p = find(weights, features(text), scale)
            print(f"{key}\t{langs[k]}\t{p:.6f}")
        return 0
    if not args.out:
        parser.error("OUT.rdm is missing")
    langs = sorted({lang for _, lang, _ in train})
    weights, step = quantise(fit(train, langs, args.epochs, args.seed))
    scale = struct.unpack("<f", struct.pack("<f", temper(weights, held, langs, step)))[0]
    flat = array("b", bytes(len(langs) << BITS))
    for k, w in enumerate(weights):
        flat[k::len(langs)] = w
    sha = save(args.out, [
        ("langid.param", I32, (3,), struct.pack("<3i", VERSION, BITS, ORDER)),
        ("langid.scale", F32, (1,), struct.pack("<f", scale)),
        ("langid.codes", STRINGS, (len(langs),), "".join(x + "\0" for x in langs).encode()),
        ("langid.blocks", BYTES, (128,), blocks(train)),
        ("langid.weights", I8, (1 << BITS, len(langs)), flat.tobytes()),
    ])
    for name, value in report(held, weights, langs, scale) + [("scale", scale)]:
        print(f"{name}\t{value:.4f}" if isinstance(value, float) else f"{name}\t{value}")
    print(f"sha256\t{sha}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
