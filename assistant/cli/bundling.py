"""`bundle`: what a server needs, in one folder."""

from __future__ import annotations

import argparse

from assistant.bundle import write_bundle
from assistant.cli.building import announced
from assistant.pipeline import Assistant


def bundle(options: argparse.Namespace) -> int:
    Assistant.open(options.settings, announced())  # builds what is missing, and proves that what is copied can be opened
    size = write_bundle(options.settings, options.folder)
    print(f"{options.folder}: {size / 1e6:.1f} MB. Its README.md says how to start it.")
    return 0
