"""Files and functions stay small enough to be read in one sitting; every module says what it is."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIMITS = {"ponte/**/*.py": 300, "tests/**/*.py": 400, "bench/**/*.py": 300}
LIMITS |= {"ponte/**/*.html": 150, "ponte/**/*.css": 250, "ponte/**/*.js": 200}
FUNCTION_LIMITS = {"ponte/**/*.py": 40, "tests/**/*.py": 30, "bench/**/*.py": 40}
FOREIGN = ("/migrations/", "/vendor/")
BANNED = {"services", "utils", "helpers", "managers", "common"}
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\son[a-z]+\s*=\s*[\"']|\sstyle\s*=", re.IGNORECASE
)


def files(*patterns: str) -> Iterator[Path]:
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            if not any(part in path.as_posix() for part in FOREIGN):
                yield path


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_file_is_longer_than_its_kind_may_be() -> None:
    too_long = [
        f"{name_of(path)}: {lines} lines, at most {limit}"
        for pattern, limit in LIMITS.items()
        for path in files(pattern)
        if (lines := len(path.read_text().splitlines())) > limit
    ]
    assert not too_long, "\n".join(too_long)


def test_no_function_is_longer_than_a_screen() -> None:
    too_long = [
        f"{name_of(path)}:{node.lineno} {node.name}: {lines} lines, at most {limit}"
        for pattern, limit in FUNCTION_LIMITS.items()
        for path in files(pattern)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > limit
    ]
    assert not too_long, "\n".join(too_long)


def test_every_module_says_what_it_is_in_one_line() -> None:
    silent = [
        name_of(path)
        for path in files("ponte/**/*.py", "tests/**/*.py", "bench/**/*.py")
        if not ast.get_docstring(parsed(path))
    ]
    assert not silent, silent


def test_no_module_has_a_name_that_says_nothing() -> None:
    nameless = [name_of(path) for path in files("ponte/**/*") if path.stem in BANNED]
    assert not nameless, nameless


def test_templates_hold_no_inline_script_style_or_handler() -> None:
    inline = [
        f"{name_of(path)}: {found.group(0).strip()}"
        for path in files("ponte/**/*.html")
        for found in INLINE.finditer(re.sub(r"\{#.*?#\}", "", path.read_text()))
        if "application/json" not in found.group(0)
    ]
    assert not inline, "\n".join(inline)
