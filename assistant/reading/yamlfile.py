"""YAML that a person wrote: safe, bounded, and every complaint names file, line and cure."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError

from assistant.errors import ProfileError

MAX_BYTES = 4_000_000  # far above any hand-written file; stops a wrong path from eating memory
MAX_NODES = 400_000  # after alias expansion: stops "billion laughs"

Model = TypeVar("Model")


def load_yaml(path: Path, shape: type[Model]) -> Model:
    """Read `path` as `shape` (a pydantic model or any annotated type)."""
    text = _read(path)
    try:
        loader = yaml.SafeLoader(text)
        node = loader.get_single_node()
        _check_size(path, node)
        content = loader.construct_document(node) if node else None  # from the same nodes: reading is what takes time
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else 1
        raise ProfileError(f"{path}:{line}: not valid YAML: {error.problem}. Mend the line and try again.") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ProfileError(f"{path}:1: not valid YAML: {error}. Mend the file and try again.") from None
    try:
        return TypeAdapter(shape).validate_python(content)
    except ValidationError as error:
        lines = [f"{path}:{_line(node, e['loc'])}: {_where(e['loc'])}: {e['msg']}" for e in error.errors()[:8]]
        raise ProfileError("\n".join(lines) + "\nMend these entries and try again.") from None


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ProfileError(f"{path}: larger than {MAX_BYTES:,} bytes. Is this the right file?")
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ProfileError(f"{path} does not exist. Name a folder that holds report.txt and profile.yaml.") from None
    except UnicodeDecodeError as error:
        raise ProfileError(f"{path}: not UTF-8 at byte {error.start}. Save the file as UTF-8.") from None


def _check_size(path: Path, root: yaml.Node | None) -> None:
    count, todo = 0, [root] if root else []
    while todo:
        node = todo.pop()
        count += 1
        if count > MAX_NODES:
            raise ProfileError(f"{path}: more than {MAX_NODES:,} entries once its aliases are expanded. Remove aliases.")
        if isinstance(node, yaml.MappingNode):
            todo.extend(part for pair in node.value for part in pair)
        elif isinstance(node, yaml.SequenceNode):
            todo.extend(node.value)


def _where(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location) or "file"


def _line(node: yaml.Node | None, location: tuple[int | str, ...]) -> int:
    """The line (from 1) of the deepest entry on the way to `location` that exists."""
    line = node.start_mark.line if node else 0
    for part in location:
        following: Any = None
        if isinstance(node, yaml.MappingNode):
            following = next((v for k, v in node.value if k.value == str(part)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            following = node.value[part]
        if following is None:
            break
        node = following
        line = following.start_mark.line
    return line + 1


class Strict(BaseModel):
    """A mapping that refuses keys it does not know, so that a misspelt key is not silently ignored."""

    model_config = {"extra": "forbid", "frozen": True}
