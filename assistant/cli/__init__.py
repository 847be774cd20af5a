"""The command line. `main` turns every end into an exit code: 0 answered or declined, 2 bad usage or input.

What a command does not need is not imported: an `ask` must not wait for YAML, pydantic or tables.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from assistant.cli.options import parse
from assistant.errors import AssistantError
from assistant.settings import DEFAULT_MODEL

BAD_INPUT = 2
INTERRUPTED = 130  # what a shell expects of a program that Ctrl-C ended


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    _speak_utf8()
    try:
        options = parse(arguments)
        _stay_offline(options.settings.model)
        if not options.builds:
            one_thread()
        if options.opens:
            from assistant.indexing.opening import begin

            begin(options.settings)  # beside the command's own imports
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except AssistantError as error:
        print(f"assistant: {error}", file=sys.stderr)
        return BAD_INPUT
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("assistant"):
            raise
        print(f"assistant: the package {error.name!r} is not installed. Run `make run` or `pip install -e .` first.", file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:
        # The reader (head, less) has left, which is its good right. Python would complain at exit, so stdout goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return INTERRUPTED


def _stay_offline(model: str) -> None:
    """Before any model library is imported: look nothing up, unless another model was named and may need fetching."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    if model == DEFAULT_MODEL:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")


def one_thread() -> None:
    """Before numpy is imported: a question is too little work to share out, and every library's idle threads cost start and memory."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def _speak_utf8() -> None:
    """The report's dashes and quotation marks must not fail on a terminal or pipe that is set to something narrower."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
