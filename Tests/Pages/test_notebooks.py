"""A notebook outside the checkout, with nothing but the program on the path."""

import os
import pathlib
import shutil

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name, figures", [
    ("01-from-biopsies-to-origin", 4), ("02-how-often-is-it-acquired", 4), ("03-one-table-four-readings", 7),
    ("04-does-the-combination-restore-the-response", 5), ("05-what-became-of-the-patients", 4)])
def test_a_copied_notebook_finds_its_files_and_draws(name, figures, tmp_path, monkeypatch, browser):
    # Without the renderer, and with the program in a folder of the path.
    (tmp_path / "hidden/vl_convert").mkdir(parents=True)
    (tmp_path / "hidden/vl_convert/__init__.py").write_text("raise ImportError('hidden')\n")
    (tmp_path / "bin").mkdir()
    if name.startswith("03"):
        # No command writes its patient: an installed program has it beside it.
        (tmp_path / "share/metachron/Examples").mkdir(parents=True)
        shutil.copytree(ROOT / "Examples/one-patient", tmp_path / "share/metachron/Examples/one-patient")
        shutil.copy(os.environ["METACHRON"], tmp_path / "bin/metachron")
    else:
        (tmp_path / "bin/metachron").symlink_to(os.environ["METACHRON"])
    (tmp_path / "work").mkdir()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "hidden"))
    monkeypatch.setenv("PATH", f"{tmp_path}/bin:{os.environ['PATH']}")
    monkeypatch.delenv("METACHRON")
    notebook = nbformat.read(ROOT / f"Notebooks/{name}.ipynb", as_version=4)
    NotebookClient(notebook, timeout=None, resources={"metadata": {"path": str(tmp_path / "work")}}).execute()
    forms = [output["data"] for cell in notebook.cells for output in cell.get("outputs", [])
             if output.get("output_type") == "display_data"]
    drawn = [form["text/html"] for form in forms if "text/html" in form]
    assert len(drawn) >= figures and not any("image/png" in form for form in forms)
    page = browser.new_page()
    page.set_content("".join(drawn))
    assert len(page.frames) == len(drawn) + 1
    for frame in page.frames[1:]:
        frame.wait_for_selector("#chart canvas, #chart svg")
    page.close()
