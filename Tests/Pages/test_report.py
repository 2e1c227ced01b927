"""The report of the bundled cohort, as people use it."""

import csv
import json
import re
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe


@pytest.fixture(scope="module")
def report(metachron, her2, tmp_path_factory):
    made = her2 / "report.html"
    metachron("report", her2, "-o", made)
    # A page that was moved must not need what it was made beside.
    moved = tmp_path_factory.mktemp("elsewhere") / "moved.html"
    shutil.copy(made, moved)
    return moved


def quiet(page):
    return [said for said in page.said if said[0] in ("error", "warning")]


def test_opens_without_network_or_errors(watched, report):
    page = watched(report)
    page.wait_for_selector("#cohort-chart-0 svg")
    assert [url for url in page.asked if not url.startswith(("file:", "blob:", "data:"))] == []
    assert quiet(page) == []
    assert "Synthetic data" in page.inner_text("header")
    assert "For research use only" in page.inner_text("header")
    assert page.locator("#cohort-chart-0 svg .mark-rect path").count() >= 5


def test_table_filters_sorts_and_pages(watched, report):
    page = watched(report)
    rows = page.locator("#calls-table tbody tr")
    assert rows.count() == 50
    page.fill("#search", "ERBB2 L755S")
    assert rows.count() == 1
    assert "P109" in rows.first.inner_text()
    page.fill("#search", "")
    page.select_option("#call-filter", "acquired")
    assert set(page.locator("#calls-table tbody td:nth-child(11)").all_inner_texts()) == {"acquired"}
    depth = page.get_by_role("button", name="Power earlier")
    depth.click()
    values = page.locator("#calls-table tbody td:nth-child(14)").all_inner_texts()
    numbers = [float(value.strip("<>")) for value in values if value]
    assert numbers == sorted(numbers)
    assert page.locator("th[aria-sort=ascending]").count() == 1
    page.select_option("#call-filter", "")
    page.click("#next")
    assert "Calls 51 to 100" in page.inner_text("#count")


def test_a_patient_opens_with_words_and_pictures(watched, report):
    page = watched(report)
    page.fill("#patient-search", "P109")
    page.click("#patient-form button")
    section = page.locator("details[open]").first
    section.locator("h4").first.wait_for()
    assert "Acquired" in section.inner_text()
    assert "letrozole" in section.inner_text()
    chart = section.locator(".chart").first
    chart.scroll_into_view_if_needed()
    chart.locator("svg").wait_for()
    assert chart.locator("svg path").count() > 20
    assert quiet(page) == []


def test_the_cohort_is_told_and_drawn(watched, report):
    page = watched(report)
    words = " ".join((page.inner_text("#answer") + page.inner_text("#cohort")).split())
    for part in ("168 patients", "12 with a mutation of ERBB2", "8 with one that is activating",
                 "In an estimated 77 % of patients like these 5 less than 5 %", "95 % interval 25 % to 99 %",
                 "No cell at all: at most 97 %", "ESR1", "association, not causation"):
        assert part in words, part
    page.wait_for_function("document.body.dataset.drawn === 'yes'")
    labels = [chart.get_attribute("aria-label") for chart in page.locator("#cohort .chart").all()]
    for finding in ("ERBB2 (activating): less than 5 % of the primary's tumour cells",
                    "acquired more often than the same patients' other mutations",
                    "ERBB2 is mutated in 12 of 168", "with known days; acquired between",
                    "ERBB2 (activating) and ESR1 (activating)"):
        assert [label for label in labels if finding in label], finding
    assert page.locator("#cohort .chart svg").count() == len(labels)


def test_what_would_settle_an_open_call_is_said(watched, report):
    page = watched(report)
    page.evaluate("openPatient('P007')")
    section = page.locator("details[open]").first
    section.locator("h4", has_text="What would settle").wait_for()
    words = section.inner_text()
    assert "ERBB2 p.D769Y: Deeper sequencing" in words
    assert "To show a clone of" in words


def test_drugs_are_told_as_evidence(watched, report):
    page = watched(report)
    page.evaluate("openPatient('P109')")
    part = page.locator("details[open] details", has_text="What was reported of drugs").first
    part.locator("summary").first.click()
    words = part.inner_text()
    for piece in ("Evidence, not advice", "neratinib", "sensitivity", "29420467"):
        assert piece in words, piece


def test_a_cohort_of_other_results_is_left_out(metachron, her2, watched, tmp_path):
    other = tmp_path / "results"
    shutil.copytree(her2, other)
    with open(other / "cohort" / "cohort.json", encoding="utf-8") as file:
        cohort = json.load(file)
    for folder in cohort["folders"]:
        for table in folder["tables"]:
            table["sha256"] = "0" * 64
    (other / "cohort" / "cohort.json").write_text(json.dumps(cohort), encoding="utf-8")
    made = metachron("report", other, "-o", tmp_path / "report.html")
    assert "made from other results" in made.stderr
    page = watched(tmp_path / "report.html")
    assert "carried the mutation" not in page.inner_text("#answer") + page.inner_text("#cohort")


def test_a_print_out_holds_every_picture_of_the_open_patients(watched, report):
    page = watched(report)
    page.evaluate("openPatient('P109')")
    page.wait_for_function("document.body.dataset.drawn === 'yes'")
    charts = page.locator("details[open] .chart")
    charts.first.wait_for()
    page.wait_for_function(
        "[...document.querySelectorAll('.chart')].every((chart) => chart.querySelector('svg'))")
    assert charts.count() >= 4
    page.emulate_media(media="print")
    assert not page.locator("nav, .save, #filter-form").first.is_visible()
    assert page.locator("details[open] .chart svg").first.is_visible()


def test_keyboard_reaches_and_opens_a_patient(watched, report):
    page = watched(report)
    page.locator("#patient-sections summary").first.focus()
    page.keyboard.press("Enter")
    page.locator("#patient-sections details[open] h4").first.wait_for()


def test_is_accessible(watched, report):
    page = watched(report)
    page.evaluate("openPatient('P109')")
    page.locator("details[open] h4").first.wait_for()
    page.wait_for_timeout(500)
    violations = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:120]) for v in violations] == []


def test_pseudonyms_hide_every_name(metachron, her2, watched, tmp_path):
    page_path = tmp_path / "shared.html"
    metachron("report", her2, "-o", page_path, "--pseudonymise")
    with open(her2 / "origins.tsv", encoding="utf-8") as table:
        rows = list(csv.DictReader((line for line in table if not line.startswith("#")),
                                   delimiter="\t"))
    names = {row["patient"] for row in rows} | {row["earlier_sample"] for row in rows}
    page = watched(page_path)
    page.evaluate("patients.forEach(([id]) => openPatient(id))")
    page.wait_for_function(
        "document.querySelectorAll('#patient-sections details[data-patient] > div').length === patients.length")
    text = page.evaluate(
        "document.querySelector('main').textContent + JSON.stringify(calls)")
    assert [name for name in sorted(names) if name not in ("*", "all earlier samples") and re.search(rf"\b{re.escape(name)}\b", text)] == []
    assert "Patient 109" in text


def test_a_study_without_discoveries_draws_without_a_word(metachron, watched, tmp_path):
    # Layers without rows are where charts complain.
    study, results = tmp_path / "study", tmp_path / "results"
    metachron("simulate", "study", "--patients", "8", "--scenario", "smallPanel", "-o", study)
    metachron("run", study / "samples.csv", "-o", results, "-q")
    page = watched(results / "report.html")
    page.wait_for_function("document.body.dataset.drawn === 'yes'")
    page.evaluate("patients.forEach(([id]) => openPatient(id))")
    page.wait_for_function(
        "[...document.querySelectorAll('.chart')].every((chart) => chart.querySelector('svg'))")
    assert quiet(page) == []


def test_pictures_of_simulated_data_say_so(watched, report):
    page = watched(report)
    captions = page.locator("#cohort-figures figcaption").all_inner_texts()
    assert len(captions) > 5
    assert all("Synthetic data: no patient is behind them." in words for words in captions)


def test_a_lollipop_has_its_protein(watched, report):
    page = watched(report)
    page.wait_for_function("document.body.dataset.drawn === 'yes'")
    chart = page.locator("#cohort-figures .chart[aria-label*='kinase 720 to 976']")
    words = chart.locator("svg text").all_text_contents()
    for piece in ("kinase", "receptor L", "L755S", "V777L", "Residue of ERBB2, 1 to 1,255 (NP_004439)"):
        assert piece in words, piece


def test_a_page_of_thousands_of_patients_stays_small(metachron, tmp_path):
    # What is fixed is about 1 MB, and a few hundred bytes are a patient's calls. Clones are drawn for 500
    # patients at most, so that 5,000 fit 25 MB.
    study, results = tmp_path / "study", tmp_path / "results"
    metachron("simulate", "study", "--patients", "80", "-o", study)
    metachron("run", study / "samples.csv", "-o", results, "--genes", "PIK3CA", "-q")
    text = (results / "report.html").read_text(encoding="utf-8")
    blocks = re.findall(r'id="data-block-\d+">([^<]*)<', text)
    assert len(blocks) == 2
    assert sum(map(len, blocks)) / 80 < 7800
