"""A study whose names try to be code."""

import csv

import pytest

PATIENT = "<script>alert(1)</script>"
SAMPLE = "=cmd()|' /C calc'!A0"
LATER = "@later \"quoted\" </script><b>"
GENE = "\"><img src=x onerror=alert(2)>"


@pytest.fixture(scope="module")
def results(metachron, tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    with open(folder / "samples.csv", "w", encoding="utf-8", newline="") as sheet:
        writer = csv.writer(sheet)
        writer.writerow(["patient", "sample", "role", "purity", "mutations"])
        writer.writerow([PATIENT, SAMPLE, "primary", "0.6", "study.maf"])
        writer.writerow([PATIENT, LATER, "metastasis", "0.6", "study.maf"])
    head = ["Hugo_Symbol", "Chromosome", "Start_Position", "Reference_Allele", "Tumor_Seq_Allele2",
            "Tumor_Sample_Barcode", "t_ref_count", "t_alt_count", "HGVSp_Short"]
    with open(folder / "study.maf", "w", encoding="utf-8") as maf:
        maf.write("\t".join(head) + "\n")
        for number in range(12):
            gene = GENE if number == 0 else f"G{number}"
            for sample, alternate in ((SAMPLE, 0 if number < 4 else 30), (LATER, 30)):
                maf.write("\t".join([gene, "1", str(1000 + 1000 * number), "A", "G", sample,
                                     str(100 - alternate), str(alternate), "p.A1V"]) + "\n")
    made = folder / "results"
    metachron("origins", folder / "samples.csv", "-o", made, "--genes", GENE, "-q")
    return made


def test_nothing_executes_and_text_is_shown(metachron, results, watched, tmp_path):
    path = tmp_path / "report.html"
    metachron("report", results, "-o", path)
    page = watched(path)
    page.evaluate("openPatient(patients[0][0])")
    page.locator("details[open] h4").first.wait_for()
    for chart in page.locator("details[open] .chart").all():
        chart.scroll_into_view_if_needed()
    page.wait_for_timeout(1000)
    assert page.dialogs == []
    assert page.locator("img").count() == 0
    assert [said for said in page.said if said[0] == "error"] == []
    assert PATIENT in page.inner_text("#patient-sections")
    assert GENE in page.inner_text("#calls-table")
    assert [url for url in page.asked if not url.startswith(("file:", "blob:", "data:"))] == []


def test_the_download_is_safe_and_the_table_verbatim(metachron, results, watched, tmp_path):
    path = tmp_path / "report.html"
    metachron("report", results, "-o", path)
    page = watched(path)
    with page.expect_download() as waiting:
        page.click("#download")
    with open(waiting.value.path(), encoding="utf-8", newline="") as table:
        rows = list(csv.reader(table))
    assert len(rows) == 13
    assert not [cell for row in rows[1:] for cell in row if cell[:1] in "=+-@" and cell]
    assert any(cell == "'" + SAMPLE for row in rows for cell in row)
    assert SAMPLE in (results / "origins.tsv").read_text(encoding="utf-8")


def test_a_single_chart_page_is_safe(metachron, results, tmp_path):
    path = tmp_path / "ccf.html"
    metachron("figure", "ccf", results, "--patient", PATIENT, "--gene", GENE, "-o", path)
    text = path.read_text(encoding="utf-8")
    assert PATIENT not in text and GENE not in text


def test_a_line_break_in_a_name_is_refused(metachron, results, tmp_path):
    # Tables are lines: a name that holds a line break cannot be written into one.
    with open(tmp_path / "samples.csv", "w", encoding="utf-8", newline="") as sheet:
        writer = csv.writer(sheet)
        writer.writerow(["patient", "sample", "role", "purity", "mutations"])
        writer.writerow(["P1", "a\nb", "primary", "0.6", "study.maf"])
        writer.writerow(["P1", "c", "metastasis", "0.6", "study.maf"])
    failed = metachron("origins", tmp_path / "samples.csv", "-o", tmp_path / "made", check=False)
    assert failed.returncode == 65
    assert "samples.csv:2:4: error: a quote is not closed" in failed.stderr
    assert not (tmp_path / "made").exists()
