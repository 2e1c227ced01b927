"""What MultiQC makes of the results."""

import subprocess
import sys

import pytest

from conftest import ROOT


def test_multiqc_shows_the_calls(metachron, tmp_path):
    pytest.importorskip("multiqc")
    results = tmp_path / "results"
    metachron("origins", ROOT / "Examples/her2-cohort/samples.csv", "-o", results, "--multiqc", "-q")
    files = sorted(path.name for path in results.glob("*_mqc.json"))
    assert files, "no custom content was written"
    out = tmp_path / "multiqc"
    subprocess.run([sys.executable, "-m", "multiqc", str(results), "-o", str(out), "--no-version-check"],
                   check=True, capture_output=True, text=True)
    page = (out / "multiqc_report.html").read_text(encoding="utf-8")
    assert "metachron" in page.lower()
