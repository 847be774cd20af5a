"""The options of `python app.py`, and the server that they start."""

from __future__ import annotations

import argparse
import gc
import os
import socket
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.settings import DEFAULT_MODEL, ROOT, Settings

if TYPE_CHECKING:
    from assistant.web.pages.evaluate import Bench

NO_GARBAGE = 200_000  # objects: what a start makes is kept, and looking through it again and again took a sixth of the time to the page
DESCRIPTION = "Serve the report assistant as a web page. Everything runs on this machine; no outside host is contacted."
EXAMPLES = """examples:
  python app.py                                      on this machine only: http://127.0.0.1:7860
  python app.py --host 0.0.0.0 --allow-host intranet on the network, under the name that people type
  python app.py --root-path /report                  behind a proxy that serves it under /report
  python app.py --auth anna:secret --auth ben:hidden ask for a name and password
  python app.py --user-header X-Remote-User          behind a proxy that signs people in and names them in a header
  python app.py --corpus corpus/other-report         another report; build its index first (python -m assistant index)

Questions and answers are kept in memory for the open page only. Feedback that a reader sends is kept
in --feedback; print it with: python -m assistant.web.feedback
"""


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser("app.py", description=DESCRIPTION, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = Settings()
    serving = made.add_argument_group("where it is served")
    serving.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s, this machine only)")
    serving.add_argument("--port", type=int, default=7860, help="port to listen on; 0 takes a free one (default: %(default)s)")
    serving.add_argument("--root-path", default="", metavar="PATH", help="path under which a proxy serves it, such as /report")
    serving.add_argument("--allow-host", action="append", default=[], metavar="NAME", help="a host name that the page may be opened under; repeatable")
    access = made.add_argument_group("who may use it")
    access.add_argument("--auth", action="append", default=[], metavar="NAME:PASSWORD", help="sign-in with this name and password; repeatable")
    access.add_argument("--user-header", metavar="HEADER", help="refuse requests without this header, in which a proxy names the user")
    content = made.add_argument_group("what it answers from")
    content.add_argument("--corpus", type=Path, default=default.corpus, metavar="FOLDER", help="folder of the report (default: %(default)s)")
    content.add_argument("--index", type=Path, default=default.index, metavar="FOLDER", help="folder of the index (default: %(default)s)")
    content.add_argument("--model", default=default.model, metavar="NAME", help="embedding model: folder or sentence-transformers name (default: %(default)s)")
    content.add_argument("--no-evaluate", action="store_true", help="leave out the page for evaluators, which lets readers run the gold questions")
    kept = made.add_argument_group("what is kept")
    kept.add_argument("--feedback", type=Path, default=ROOT / "feedback", metavar="FOLDER", help="where feedback is kept (default: %(default)s)")
    kept.add_argument("--keep-days", type=int, default=90, metavar="N", help="days after which feedback is deleted (default: %(default)s)")
    kept.add_argument("--log-questions", type=Path, metavar="FILE", help="write every question to this file (default: questions are not logged)")
    return made


def main(arguments: Sequence[str] | None = None, bench: Callable[[], Bench] | None = None) -> int:
    """Serve until stopped. `bench` makes the workbench of the Evaluate page, which is left out without it."""
    made = parser()
    given = made.parse_args(arguments)
    pairs = tuple((name, word) for name, _, word in (pair.partition(":") for pair in given.auth))
    if any(not name or not word for name, word in pairs):
        made.error("--auth needs NAME:PASSWORD")
    if not 0 <= given.port <= 65535:
        made.error("--port needs a number from 0 to 65535")
    if given.keep_days < 1:
        made.error("--keep-days needs a number of at least 1")
    if given.root_path and not given.root_path.startswith("/"):
        made.error("--root-path begins with a slash, such as /report")
    if given.model != DEFAULT_MODEL and not Path(given.model).exists():
        os.environ["HF_HUB_OFFLINE"] = "0"  # the user named a model that may have to be downloaded
    listening = _listen(given.host, given.port)
    if listening is None:
        print(f"Port {given.port} on {given.host} is taken or not allowed. Choose another with --port.", file=sys.stderr)
        return 2
    return _serve(given, pairs, listening, None if given.no_evaluate else bench)


def _listen(host: str, port: int) -> socket.socket | None:
    """A bound socket, so that a taken port is said at once and not after the seconds that the imports take."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError:
        return None
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
    except OSError:
        bound.close()
        return None
    return bound


def _serve(given: argparse.Namespace, pairs: tuple[tuple[str, str], ...], listening: socket.socket, bench: Callable[[], Bench] | None) -> int:
    usual = gc.get_threshold()
    gc.set_threshold(NO_GARBAGE)

    from assistant.web.feedback import Feedback
    from assistant.web.service import Service

    settings = Settings(corpus=given.corpus, index=given.index, model=given.model)
    feedback = Feedback(given.feedback, given.keep_days)
    service = Service(settings, _say_progress, feedback=feedback, question_log=given.log_questions)

    import uvicorn

    from assistant.web.server import Options, build_app

    host, port = listening.getsockname()[:2]
    wildcard = host in {"0.0.0.0", "::"}
    names = frozenset({*given.allow_host, *([] if wildcard else [given.host.casefold()])})
    options = Options(service.settings, names, given.root_path, pairs, given.user_header, bench() if bench else None)
    app = build_app(options, service)
    service.start(lambda: _settle(usual))  # not before: opening the index beside the imports would hold the page up
    listening.listen()  # whoever comes before the server is up waits for it
    shown = "127.0.0.1" if wildcard else given.host
    print(f"Report assistant: http://{f'[{shown}]' if ':' in shown else shown}:{port}{given.root_path}  (Ctrl+C stops it)", flush=True)
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=2, proxy_headers=False)
    uvicorn.Server(config).run(sockets=[listening])
    return 0


def _settle(thresholds: tuple[int, int, int]) -> None:
    """Once all is loaded: what is there now stays, so the search for garbage need not look at it while answers are made."""
    gc.freeze()
    gc.set_threshold(*thresholds)


def _say_progress(stage: str, done: int, of: int) -> None:
    if done == of:
        print(f"Building the index: {stage} done", file=sys.stderr, flush=True)
