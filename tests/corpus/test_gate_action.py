"""What other repositories use: the action, whose steps are run here, and the hook."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from gate_made import write_case

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))


@pytest.fixture
def runner(tmp_path):
    """What GitHub gives a step, with zhibiao where the step before installs it."""
    (tmp_path / "runner/zhibiao/bin").mkdir(parents=True)
    command = tmp_path / "runner/zhibiao/bin/zhibiao"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -c "from zhibiao.cli import main; main()" "$@"\n', "utf-8")
    command.chmod(0o755)
    return {
        **os.environ, "PYTHONPATH": str(ROOT), "CI": "true", "GITHUB_ACTIONS": "true", "LANG": "C.UTF-8",
        "GITHUB_WORKSPACE": str(tmp_path), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        "RUNNER_TEMP": str(tmp_path / "runner"),
    }  # fmt: skip


def check(runner, folder, **inputs):
    """Run the last step of the action with its inputs put in."""
    step = ACTION["runs"]["steps"][-1]
    given = {name: entry.get("default", "") for name, entry in ACTION["inputs"].items()} | inputs
    named = {name: given[value[len("${{ inputs.") : -len(" }}")]] for name, value in step["env"].items()}
    script = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    return subprocess.run(script, env=runner | named, cwd=folder, capture_output=True, text=True, check=False)


def test_the_action_annotates_a_corpus_without_floors(tmp_path, runner):
    write_case(tmp_path / "corpus" / "a")
    done = check(runner, tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    assert "::error file=corpus/a/case.yaml,line=1,title=E713 a::" in done.stdout
    assert "zhibiao check" in (tmp_path / "summary.md").read_text("utf-8")


def test_the_action_takes_any_path_and_writes_junit(tmp_path, runner):
    folder = tmp_path / "a corpus; echo $HOME" / "a"
    write_case(folder)
    here = {name: value for name, value in runner.items() if name != "CI"}
    accept = [tmp_path / "runner/zhibiao/bin/zhibiao", "check", folder.parent, "--accept"]
    assert subprocess.run(accept, env=here, capture_output=True, check=False).returncode == 0
    done = check(runner, tmp_path, corpus=folder.parent.name, junit="out/junit results.xml")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "out" / "junit results.xml").exists()
    assert "::error" not in done.stdout


def test_no_input_stands_in_a_script():
    """An input of a pull request must not become a command: it goes by the environment."""
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
        assert ("run" in step) == ("shell" in step)


def test_the_hook_runs_a_command_that_there_is():
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    command = [*hook["entry"].split()[1:], "--help"]
    done = subprocess.run(
        [sys.executable, "-c", "from zhibiao.cli import main; main()", *command],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert "--accept" in done.stdout
    assert (hook["pass_filenames"], hook["language"]) == (False, "python")
