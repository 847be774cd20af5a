"""Start app.py's server and write down every host that it looks up or connects to."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

LOOKUPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyname_ex", "socket.gethostbyaddr", "socket.connect", "socket.sendto"}


def watch(record: Path) -> None:
    """Before anything else is imported, so that imports are watched too."""
    written = record.open("a", buffering=1, encoding="utf-8")

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in LOOKUPS:
            named = arguments[1] if event in {"socket.connect", "socket.sendto"} else arguments[0]
            written.write(f"{event}\t{named!r}\n")

    sys.addaudithook(hook)


if __name__ == "__main__":
    watch(Path(sys.argv[1]))
    from assistant.web.start import main
    from eval.plug import Workbench

    raise SystemExit(main(sys.argv[2:], lambda: Workbench(Path(sys.argv[1]).parent / "runs")))
