"""Origins are scored on studies of simulators that share nothing with the inference."""

import os
import pathlib
import subprocess
import sys

import pytest

HELD_OUT = pathlib.Path(__file__).resolve().parents[1] / "HeldOut"


def test_the_scores_are_those_worked_out_by_hand():
    subprocess.run([sys.executable, HELD_OUT / "score", "--self-check"], check=True)


@pytest.mark.parametrize("simulator", ["lineages", "mixtures"])
def test_every_scenario_keeps_to_its_bars(simulator):
    run = subprocess.run(
        [sys.executable, HELD_OUT / "run", os.environ["METACHRON"], "--seed", "401", "--patients", "30",
         "--simulators", simulator, "--bars", "--", "--sensitivity", "none"],
        capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
