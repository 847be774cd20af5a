"""python -m assistant"""

import contextlib
import gc
import os
import sys

from assistant.cli import main

if __name__ == "__main__":
    gc.set_threshold(200_000)  # what a start makes is kept: looking through it for garbage took a tenth of a cold answer
    code = main()
    with contextlib.suppress(OSError):  # the reader of the output may be gone, as `main` has noted
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)  # the system takes the memory back at once; Python would free index and model piece by piece
