"""Completion in the shells themselves: what is typed with Tab becomes the whole word."""

from __future__ import annotations

import os
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import ruralskills
from builders.command_line import rs as command
from ruralskills.cli import application
from ruralskills.cli.completion_words import complete

PROMPT, DONE = "READY>", "ran:"
HANGS = 300.0
"""Seconds after which a shell is given up: far more than it takes on a busy machine."""
_PROGRAM = """#!{python}
import os, sys
sys.path.insert(0, {source!r})
if "_RS_COMPLETE" in os.environ:
    from ruralskills.__main__ import main
    main()
with open({log!r}, "a", encoding="utf-8") as log:
    print(*sys.argv[1:], sep="|", file=log)
print("{done}")
"""
"""A program ``rs`` that completes as ours does, and otherwise writes down how it was called."""
TYPED = {
    "vers\t": "version",
    "validate --noti\ttongn\t": "validate|--notice|tongnan-2020",
}


def bash(folder: Path, script: Path) -> list[str]:
    (folder / "rc").write_text(f"PS1='{PROMPT} '\nsource {script}\n", "utf-8")
    return ["bash", "--noprofile", "--rcfile", str(folder / "rc"), "-i"]


def zsh(folder: Path, script: Path) -> list[str]:
    lines = ("autoload -U compinit", "compinit -u -D", f"source {script}", f"PS1='{PROMPT} '")
    (folder / ".zshrc").write_text("\n".join((*lines, "unsetopt zle_bracketed_paste", "")), "utf-8")
    return ["zsh", "-d", "-i"]


def fish(folder: Path, script: Path) -> list[str]:
    place = folder / "fish" / "completions"
    place.mkdir(parents=True)
    shutil.copy(script, place / "rs.fish")
    (folder / "fish" / "config.fish").write_text(
        f"function fish_prompt; echo '{PROMPT} '; end\nset -U fish_greeting\n", "utf-8"
    )
    return ["fish", "-i"]


SHELLS: dict[str, Callable[[Path, Path], list[str]]] = {"bash": bash, "zsh": zsh, "fish": fish}


def wait_for_prompt(terminal: int, shown: bytearray, done: int) -> None:
    """Read what the shell prints until it asks for a line, after so many have been carried out."""
    until = time.monotonic() + HANGS
    while shown.count(DONE.encode()) < done or shown.rfind(PROMPT.encode()) <= shown.rfind(
        DONE.encode()
    ):
        if not select.select([terminal], [], [], max(0.0, until - time.monotonic()))[0]:
            pytest.fail(f"the shell hangs: {shown.decode(errors='replace')}")
        shown += os.read(terminal, 65536)


def type_lines(words: list[str], folder: Path, lines: list[str]) -> None:
    """Type lines in an interactive shell, each when it asks for one."""
    import fcntl
    import pty
    import termios

    terminal, end = pty.openpty()
    kept = {name: os.environ[name] for name in ("LANG", "LC_ALL") if name in os.environ}
    environment = {
        "HOME": str(folder), "ZDOTDIR": str(folder), "XDG_CONFIG_HOME": str(folder),
        "XDG_DATA_HOME": str(folder), "TERM": "xterm", "PATH": f"{folder}:{os.environ['PATH']}",
    }  # fmt: skip
    shell = subprocess.Popen(
        words, stdin=end, stdout=end, stderr=end, cwd=folder, env=kept | environment,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # fish wants a terminal of its own
    )  # fmt: skip
    os.close(end)
    shown = bytearray()
    try:
        for number, line in enumerate(lines):
            wait_for_prompt(terminal, shown, number)
            os.write(terminal, f"{line}\r".encode())
        wait_for_prompt(terminal, shown, len(lines))
    finally:
        shell.kill()
        shell.wait()
        os.close(terminal)


@pytest.mark.skipif(sys.platform == "win32", reason="these shells want a terminal of Unix")
@pytest.mark.parametrize("name", SHELLS)
def test_tab_completes(tmp_path: Path, name: str) -> None:
    if shutil.which(name) is None:
        assert not os.environ.get("CI"), f"{name} must be there where the project is tested"
        pytest.skip(f"{name} is not installed: ITS COMPLETION WAS NOT TRIED")
    log, program, script = tmp_path / "log", tmp_path / "rs", tmp_path / "script"
    source = str(Path(ruralskills.__file__).parents[1])
    program.write_text(
        _PROGRAM.format(python=sys.executable, source=source, log=str(log), done=DONE),
        encoding="utf-8",
    )
    program.chmod(0o755)
    script.write_text(command("completion", name).stdout, encoding="utf-8")
    type_lines(SHELLS[name](tmp_path, script), tmp_path, [f"rs {typed}" for typed in TYPED])
    assert log.read_text("utf-8").splitlines() == list(TYPED.values())


def test_powershell_is_told_words_and_what_they_mean(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """PowerShell itself is NOT tried here: this is what its script asks for, and what it then reads."""
    script = command("completion", "powershell").stdout
    assert "Register-ArgumentCompleter -Native -CommandName rs" in script
    assert '$_ -Split ":::"' in script
    for name in re.findall(r"\$Env:(\w+) = ", script):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("_RS_COMPLETE", "complete_powershell")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "rs vers")
    monkeypatch.setenv("_TYPER_COMPLETE_WORD_TO_COMPLETE", "vers")
    with pytest.raises(SystemExit):
        complete(application())
    assert capsys.readouterr().out.splitlines() == ["version:::显示版本号。 Show the version."]
