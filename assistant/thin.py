"""Takes from a server's environment what no server reads: python -m assistant.thin, once its requirements are installed.

What is named here was found by serving every page, answer and export and looking at which files were opened;
tests/bench/test_thin.py looks again. Nothing of it is missed until a package is used for something else.
"""

from __future__ import annotations

import shutil
import sys
import sysconfig
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

UNUSED = (
    "pandas/tests", "numpy/tests", "numpy/*/tests",  # packages' own tests
    "onnxruntime/capi/libonnxruntime.so.*",  # for programs in C; Python's module has it built in
    "onnxruntime/transformers", "onnxruntime/tools", "onnxruntime/quantization", "onnxruntime/datasets",  # for those who make models
    "gradio/templates/node",  # for pages drawn by Node.js, which is off
    "gradio/templates/frontend/static/ffmpeg", "gradio/templates/frontend/static/bokeh",  # for videos and plots
    "gradio/media_assets",  # pictures and sounds for demonstrations
    "hf_xet", "hf_xet-*.dist-info",  # for large downloads from a place that nobody here asks
)  # fmt: skip
BUILDERS = ("torch", "sentence_transformers", "pytest")  # who has these builds indexes or runs tests, and needs more than a server


def unused(packages: Path) -> list[Path]:
    return sorted(path for pattern in UNUSED for path in packages.glob(pattern))


def thin(packages: Path) -> int:
    """Remove what is unused; the number of bytes that it took."""
    freed = 0
    for path in unused(packages):
        freed += size([path])
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    return freed


def size(places: Iterable[Path]) -> int:
    files = (file for place in places for file in (place.rglob("*") if place.is_dir() else [place]))
    return sum(file.stat().st_size for file in files if file.is_file() and not file.is_symlink())


def main() -> int:
    present = [name for name in BUILDERS if find_spec(name)]
    if sys.prefix == sys.base_prefix or present:
        why = f"it has {', '.join(present)}, which a server needs none of" if present else "it is not a virtual environment"
        print(f"The environment {sys.prefix} is left as it is: {why}. Make one for the server alone.", file=sys.stderr)
        return 2
    freed = thin(Path(sysconfig.get_path("purelib")))
    print(f"{freed / 1e6:.0f} MB removed; {sys.prefix} now has {size([Path(sys.prefix)]) / 1e6:.0f} MB.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
