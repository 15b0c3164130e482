"""The process in which files are parsed: ``python -m geo.articles.child``.

It may use a limited amount of memory, write nothing, connect nowhere and start nothing.
Requests come on standard input and answers go to standard output, each as one line of
JSON and the bytes that the line announces. It ends with its input.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from typing import IO, Any

from geo.articles.formats import Format
from geo.articles.parsed import ColumnsUnknownError, ParsedFile, article_to_json
from geo.articles.parsers import parse
from geo.errors import ArticleError

MEMORY = 280 * 1024 * 1024  # bytes of data; with the program itself below 300 MB
FORBIDDEN = (
    "socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn",
    "os.system", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link",
    "os.symlink", "os.chmod", "shutil.", "ftplib.", "smtplib.", "webbrowser.",
)  # fmt: skip


def main() -> None:
    """Answer requests until there are no more."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    sys.dont_write_bytecode = True
    sys.setrecursionlimit(1_000)
    _limit()
    sys.addaudithook(_refuse)
    while line := requests.readline():
        request = json.loads(line)
        _answer(answers, *_work(request, requests.read(request["size"])))


def _limit() -> None:
    """Limit memory and files, where the system can (Windows cannot)."""
    try:
        import resource
    except ImportError:
        return
    for limit, most in ((resource.RLIMIT_DATA, MEMORY), (resource.RLIMIT_FSIZE, 0)):
        resource.setrlimit(limit, (most, most))


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    del arguments
    if event.startswith(FORBIDDEN):
        raise PermissionError(f"a parser may not do this: {event}")


def _work(request: dict[str, Any], content: bytes) -> tuple[dict[str, Any], ParsedFile]:
    """Parse one file; give the answer's line, and what was parsed."""
    name = request["name"]
    try:
        format_ = Format(request["format"])
        parsed = parse(format_, content, name, request["charset"], request["columns"])
    except ColumnsUnknownError as error:
        return {"problem": str(error), "columns": asdict(error.columns)}, ParsedFile()
    except ArticleError as error:
        return {"problem": str(error)}, ParsedFile()
    except MemoryError:
        return {
            "problem": f"{name} needs more memory than any article should"
        }, ParsedFile()
    except RecursionError:
        return {
            "problem": f"{name} is nested too deeply to be an article"
        }, ParsedFile()
    except Exception as error:
        reason = type(error).__name__
        return {"problem": f"{name} is damaged ({reason}); get it again"}, ParsedFile()
    answer = {
        "drafts": [article_to_json(draft) for draft in parsed.drafts],
        "members": [[m.name, len(m.content), m.problem] for m in parsed.members],
        "notes": parsed.notes,
        "columns": asdict(parsed.columns) if parsed.columns else None,
    }
    return answer, parsed


def _answer(answers: IO[bytes], answer: dict[str, Any], parsed: ParsedFile) -> None:
    answers.write(json.dumps(answer).encode("ascii") + b"\n")
    for member in parsed.members:
        answers.write(member.content)
    answers.flush()


if __name__ == "__main__":
    main()
