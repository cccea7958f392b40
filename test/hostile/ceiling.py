#!/usr/bin/env python3
"""ceiling.py SECONDS MEGABYTES GROW COMMAND...: runs `readout read`, checks its end and prints what it took.

The limit of processor time is the kernel's; memory is the peak of resident pages (a sanitizer reserves far more addresses
than it uses), with a limit of addresses too where there is no sanitizer (GROW 1)."""
import json
import resource
import subprocess
import sys


def main():
    seconds, megabytes, grow, command = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]

    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        if grow == 1:
            resource.setrlimit(resource.RLIMIT_AS, (4 * megabytes << 20, 4 * megabytes << 20))

    last, size = b"", 0
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=limit)
    import threading
    errors = []
    reader = threading.Thread(target=lambda: errors.append(child.stderr.read()))
    reader.start()
    for line in child.stdout:
        last, size = line, size + len(line)
    reader.join()
    status = child.wait()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    took, peak = used.ru_utime + used.ru_stime, used.ru_maxrss // 1024
    told = f"{took:.1f}s of {seconds}, {peak} MB of {megabytes}, {size >> 10} KB out"
    try:
        summary = json.loads(last).get("type") == "summary"
    except (ValueError, AttributeError):
        summary = False
    if status or not summary or peak > megabytes:
        why = f"status {status}" if status else "no summary at the end" if not summary else "too much memory"
        print(f"{why}; {told}; {errors[0][-300:].decode(errors='replace')}")
        return 1
    print(told)
    return 0


if __name__ == "__main__":
    sys.exit(main())
