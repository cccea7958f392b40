#!/usr/bin/env python3
"""measure.py BUILD [PAGES]: how fast each stage is, against a baseline of the same run; prints TSV.

The input is the demo pages, again and again, as JSON lines (PAGES of them, 800 unless told). Columns: what, pages/s, words/s,
peak MB, ratio. The ratio is time over the time of the baseline, `dump --stage=page` on the same input in the same run: it can
be compared between machines and days, the speeds cannot. The `plain` lines are of the plain pages alone, against their own
baseline, because the stages between take their input as body text. Lines `scaling.*` give time per unit against the smallest size:
1.0 is linear. Every number is the best of three runs, the processor time of the process and its threads."""
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TRIES = 3


def run(command):
    """Processor seconds, wall seconds and peak megabytes of a command; ends the program at one that fails."""
    begin = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = child.stderr.read()
    _, status, used = os.wait4(child.pid, 0)
    wall = time.monotonic() - begin
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{' '.join(command)}: status {child.returncode}: {errors.decode(errors='replace')[-300:]}")
    return used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024


def best(command):
    runs = [run(command) for _ in range(TRIES)]
    return tuple(min(r[i] for r in runs) for i in range(3))


def pages():
    folder = os.path.join(ROOT, "demo", "pages")
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as f:
            data = f.read()
        try:
            yield name, data.decode("utf-8")
        except UnicodeDecodeError:
            yield name, data.decode("cp1252", "replace")


def write_lines(path, demo, count):
    with open(path, "w", encoding="utf-8") as f:
        for i in range(count):
            name, text = demo[i % len(demo)]
            f.write(json.dumps({"id": str(i), "url": f"https://example.org/{i}", "html" if name.endswith(".html") else "text": text}) + "\n")


def write_warc(path, demo, count):
    """An archive of `count` responses, each a gzip member of its own."""
    with open(path, "wb") as f:
        for i in range(count):
            name, text = demo[i % len(demo)]
            block = b"HTTP/1.1 200 OK\r\nContent-Type: text/%s; charset=utf-8\r\n\r\n" % (b"html" if name.endswith(".html") else b"plain") + text.encode()
            head = ("WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/%d\r\nContent-Type: application/http; msgtype=response\r\n"
                    "Content-Length: %d\r\n\r\n" % (i, len(block))).encode()
            f.write(gzip.compress(head + block + b"\r\n\r\n", 6))


def words_of(readout, path):
    """Words of the pages' texts, counted between blanks."""
    read = subprocess.run([readout, "read", path], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout
    texts = [json.loads(line)["text"] for line in read.splitlines() if line.startswith(b'{"type":"page"')]
    return sum(len(t.split()) for t in texts)


def main():
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        print(__doc__)
        return 0 if sys.argv[1:] in (["-h"], ["--help"]) else 2
    readout, count = os.path.join(sys.argv[1], "readout"), int(sys.argv[2]) if len(sys.argv) > 2 else 800
    os.environ.setdefault("READOUT_HOME", ROOT)
    demo = list(pages())
    with tempfile.TemporaryDirectory() as work:
        path, one = os.path.join(work, "pages.jsonl"), os.path.join(work, "one.jsonl")
        write_lines(one, demo, 1)
        idle = best([readout, "read", "-j", "1", one])[0]
        print("what\tpages/s\twords/s\tpeak MB\tratio")

        def measure(what, command, words, base=None, wall=False):
            """Prints a line; gives the processor seconds."""
            took, clock, peak = best(command)
            shown = max(clock if wall else took, 1e-6)
            print(f"{what}\t{count / shown:.0f}\t{words / shown:.0f}\t{peak:.0f}\t{shown / (base or shown):.3f}", flush=True)
            return shown

        write_lines(path, demo, count)
        words = words_of(readout, path)
        page = measure("page (baseline)", [readout, "dump", "--stage=page", path], words)
        measure("cat", ["cat", path], words, page)
        measure("intake", [readout, "dump", "--stage=bytes", path], words, page)
        for stage in ("refs", "records"):
            measure(stage, [readout, "dump", f"--stage={stage}", path], words, page)
        measure("read", [readout, "read", "-j", "1", path], words, page)
        measure("read.clock", [readout, "read", "-j", "1", path], words, page, wall=True)
        cores = os.cpu_count() or 1
        measure(f"read.clock.{cores}-threads", [readout, "read", "-j", str(cores), path], words, page, wall=True)
        print(f"start\t\t\t\t{idle / page:.3f}\t# opening data and models and reading one page")

        plain = [p for p in demo if p[0].endswith(".txt")]
        write_lines(path, plain, count)
        words = words_of(readout, path)
        page = measure("plain.page (baseline)", [readout, "dump", "--stage=page", path], words)
        for stage in ("tokens", "tags", "trees", "names"):
            measure(f"plain.{stage}", [readout, "dump", f"--stage={stage}", path], words, page)

        archive = os.path.join(work, "pages.warc.gz")
        long = [(name, text * 20) for name, text in demo]  # as long as pages of the web are
        write_warc(archive, long, count)
        page = measure("warc.gunzip (baseline)", ["gzip", "-dc", archive], 0)
        measure("warc.intake", [readout, "dump", "--stage=bytes", archive], 0, page)

        base = None
        for times in (1, 4, 16):  # pages: time a page
            write_lines(path, demo, max(1, count // 16) * times)
            took = max(best([readout, "read", "-j", "1", path])[0] - idle, 1e-6) / times
            base = base or took
            print(f"scaling.pages.{times}x\t\t\t\t{took / base:.3f}")
        base = None
        paragraphs = [p for _, t in plain for p in t.split("\n") if len(p) > 80]
        for times in (1, 4, 16):  # one page of more and more paragraphs: time a paragraph
            text = "\n\n".join(["Road opens"] + paragraphs * 4 * times)
            with open(path, "w", encoding="utf-8") as f:
                f.write(json.dumps({"id": "1", "lang": "en", "text": text}) + "\n")
            took = max(best([readout, "read", "-j", "1", path])[0] - idle, 1e-6) / times
            base = base or took
            print(f"scaling.page-size.{times}x\t\t\t\t{took / base:.3f}\t# {len(text) >> 10} KB", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
