"""Runs one command and prints what it took, as JSON: launch.py COMMAND …

In a process of its own, as the system counts a child's peak memory from that of its parent, and this one is small.
"""

import json
import os
import subprocess
import sys
import tempfile
import time

with tempfile.TemporaryFile() as notes:
    began = time.perf_counter()
    child = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, stderr=notes)
    assert child.stdout
    while (line := child.stdout.readline()) and not line.startswith((b"{", b'"')):
        pass  # a library's own notes; the answer is JSON
    first = time.perf_counter() - began
    rest = child.stdout.read().splitlines()
    _, status, used = os.wait4(child.pid, 0)
    end = time.perf_counter() - began
    notes.seek(0)
    told = notes.read()[-2000:].decode(errors="replace")
found = {
    "code": os.waitstatus_to_exitcode(status) or (0 if line else -1),
    "first": first,
    "end": end,
    "processor": used.ru_utime + used.ru_stime,
    "memory": used.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024),  # MB
    "warm": json.loads(rest[-1]) if rest else [],
    "told": told,
}
print(json.dumps(found))
