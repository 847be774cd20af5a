"""What can be read off the code and its lists: nothing unpickles, evaluates or reaches out; dependencies are named and pinned."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.settings import ROOT, Settings
from assistant.web.start import parser
from tests.conftest import SECOND

FORBIDDEN_IMPORTS = {
    "pickle",
    "cPickle",
    "dill",
    "joblib",
    "shelve",
    "marshal",
    "cloudpickle",
    "jsonpickle",
    "requests",
    "httpx",
    "urllib3",
    "aiohttp",
    "ftplib",
    "smtplib",
    "telnetlib",
}
FORBIDDEN_CALLS = {
    "eval",
    "exec",
    "compile",
    "__import__",
    "torch.load",
    "yaml.load",
    "yaml.unsafe_load",
    "yaml.full_load",
    "os.system",
    "os.popen",
    "pickle.load",
    "pickle.loads",
}
OPENERS = {"urlopen", "urlretrieve", "create_connection", "Popen", "check_output", "check_call"}
CONSTRAINT = re.compile(r"([A-Za-z0-9_.-]+)==([A-Za-z0-9_.!+-]+?)(?:\s*;.*)?$")


def sources() -> list[Path]:
    return [ROOT / "app.py", *sorted((ROOT / "assistant").rglob("*.py")), *sorted((ROOT / "eval").rglob("*.py"))]


def dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def dangers(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (a.name for a in node.names if a.name.split(".")[0] in FORBIDDEN_IMPORTS)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in FORBIDDEN_IMPORTS:
            yield node.module or ""
        elif isinstance(node, ast.Call):
            name = dotted(node.func)
            if name in FORBIDDEN_CALLS or name.split(".")[-1] in OPENERS:
                yield name
            if name in {"np.load", "numpy.load"} and not any(
                k.arg == "allow_pickle" and isinstance(k.value, ast.Constant) and k.value.value is False for k in node.keywords
            ):
                yield f"{name} without allow_pickle=False"
            if name in {"np.save", "numpy.save"} and not any(k.arg == "allow_pickle" for k in node.keywords):
                yield f"{name} without allow_pickle=False"
            yield from (f"{name}({k.arg}=True)" for k in node.keywords if k.arg in {"allow_pickle", "shell", "trust_remote_code"} and not _is_false(k.value))


def _is_false(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is False


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_unpickles_evaluates_or_reaches_out(path: Path) -> None:
    assert list(dangers(ast.parse(path.read_text("utf-8")))) == []


@pytest.mark.parametrize(
    "code",
    ["import pickle", "from joblib import load", "np.load(x)", "np.load(x, allow_pickle=True)", "torch.load(x)", "yaml.load(x)", "eval(x)",
     "subprocess.run(x, shell=True)",
     "urllib.request.urlopen(x)", "AutoModel(x, trust_remote_code=flag)", "np.save(x, y)"],
)  # fmt: skip
def test_the_reader_of_code_sees_each_danger(code: str) -> None:
    assert list(dangers(ast.parse(code)))


def test_every_yaml_is_read_in_one_place() -> None:
    readers = [p for p in sources() if re.search(r"yaml\.(?:(?:safe_)?load|compose|\w*Loader)\b", p.read_text("utf-8"))]
    own = "assistant/indexing/forms.py"  # reads the file of forms that ships with the program, which nobody is asked to edit
    assert [p.relative_to(ROOT).as_posix() for p in readers if p != ROOT / own] == ["assistant/reading/yamlfile.py"]


def project() -> dict[str, list[str]]:
    """Direct dependencies by group, as names."""
    found = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    groups = {"": found["dependencies"], **found["optional-dependencies"]}
    return {group: [re.split(r"[<>=!~\[; ]", line)[0] for line in lines] for group, lines in groups.items()}


def test_constraints_pin_every_direct_dependency_and_name_no_host() -> None:
    content = (ROOT / "constraints.txt").read_text("utf-8")
    lines = [line for line in content.splitlines() if line and not line.startswith("#")]
    pinned = {}
    for line in lines:
        match = CONSTRAINT.fullmatch(line)
        assert match, f"{line!r} is not name==version"
        pinned[re.sub(r"[-_.]+", "-", match[1]).casefold()] = match[2]
    assert len(pinned) == len(lines), "a package is pinned twice"
    assert {re.sub(r"[-_.]+", "-", name).casefold() for names in project().values() for name in names} - {"report-assistant"} <= set(pinned)
    assert not re.search(r"https?:|//|index-url|find-links|@|\+", content)


def test_constraints_hold_what_pyproject_pins() -> None:
    content = (ROOT / "constraints.txt").read_text("utf-8")
    for pin in re.findall(r'"([\w-]+==[\w.]+)"', (ROOT / "pyproject.toml").read_text("utf-8")):
        assert f"\n{pin}" in content


def test_every_pin_has_the_digests_of_its_files() -> None:
    """The hashed list holds the same pins, each with at least one SHA-256, and names no place either."""
    content = (ROOT / "constraints-hashed.txt").read_text("utf-8")
    entries = re.sub(r"\\\n\s*", "", re.sub(r"(?m)^#.*\n", "", content)).splitlines()
    plain = [line for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
    assert [entry.split()[0] for entry in entries] == plain
    for entry in entries:
        hashes = entry.split()[1:]
        assert hashes
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", given) for given in hashes), entry
        assert len(set(hashes)) == len(hashes)
    assert not re.search(r"https?:|//|index-url|find-links|@", content)


def test_security_md_names_only_tests_that_exist() -> None:
    text = (ROOT / "SECURITY.md").read_text("utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", text)
    assert len(named) >= 25
    for path, test in named:
        assert (ROOT / path).is_file(), path
        assert not test or f"def {test}(" in (ROOT / path).read_text("utf-8"), f"{path}::{test}"


def test_nobody_else_is_let_in_by_default() -> None:
    given = parser().parse_args([])
    assert (given.host, given.allow_host, given.log_questions) == ("127.0.0.1", [], None)


def test_a_question_on_the_command_line_looks_up_no_host(second: Settings) -> None:
    """The hook is there before the first import. Reading, answering and importing the web part are watched."""
    program = (
        "import sys\n"
        "def hook(event, given):\n"
        "    if event in ('socket.connect', 'socket.getaddrinfo', 'socket.gethostbyname', 'socket.sendto',\n"
        "                 'subprocess.Popen', 'os.system', 'os.exec', 'os.posix_spawn'):\n"
        "        print('OUTSIDE', event, given[:2], file=sys.stderr)\n"
        "sys.addaudithook(hook)\n"
        "import socket\n"
        "try: socket.create_connection(('127.0.0.1', 9), 0.1)\n"
        "except OSError: pass\n"
        "sys.stderr.write('--\\n')\n"
        "from assistant.reading.corpus import read_report; from pathlib import Path; read_report(Path(sys.argv[1]))\n"
        "from assistant.web import server\n"
        "from assistant.cli import main; sys.exit(main(['ask', 'How often does the bus run?']) or 0)\n"
    )
    environment = {**os.environ, "ASSISTANT_CORPUS": str(SECOND), "ASSISTANT_INDEX": str(second.index)}
    done = subprocess.run([sys.executable, "-c", program, str(SECOND)], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=200)
    assert done.returncode == 0, done.stderr
    seen, _, after = done.stderr.partition("--\n")
    assert "OUTSIDE" in seen, "the hook sees nothing at all"
    assert "OUTSIDE" not in after
