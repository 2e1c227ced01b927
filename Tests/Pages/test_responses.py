"""Experiments with drugs and courses under treatment: a page of their own, and parts of a study's page."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

TREATED = ["P001", "P005", "P007", "P050", "P105", "P107", "P109", "P116", "P120", "P124", "P158", "P164"]
HOSTILE_LINE = "MCF7<img src=x onerror=alert(1)>"
HOSTILE_DRUG = "</script><script>alert(2)</script>"


@pytest.fixture(scope="module")
def experiment(metachron, tmp_path_factory):
    """Tables of the simulated experiment, and of its courses."""
    folder = tmp_path_factory.mktemp("experiment")
    metachron("simulate", "her2-neratinib", "-o", folder / "x")
    for command in (["curves"], ["combinations", "--replicates", "40"]):
        metachron("response", *command, folder / "x/plates.tsv", "--reference", "GFP", "-o",
                  folder / "responses", "-q")
    metachron("response", "clinical", folder / "x/courses.tsv", "-o", folder / "courses", "-q")
    return folder


@pytest.fixture(scope="module")
def page_of_experiment(metachron, experiment):
    made = experiment / "experiment.html"
    metachron("report", experiment / "responses", "--courses", experiment / "courses", "-o", made)
    return made


@pytest.fixture(scope="module")
def study(metachron, her2, experiment):
    made = experiment / "study.html"
    metachron("report", her2, "--responses", experiment / "responses", "--courses",
              experiment / "courses", "-o", made)
    return made


def quiet(page):
    return [said for said in page.said if said[0] in ("error", "warning")]


def words(page, place):
    return " ".join(page.inner_text(place).split())


def test_the_answer_comes_first(watched, page_of_experiment):
    page = watched(page_of_experiment)
    page.set_viewport_size({"width": 1280, "height": 800})
    assert "Synthetic data" in words(page, "header > div:first-child")
    card = page.locator("#answer .card").first
    assert "Does neratinib restore the sensitivity to fulvestrant" in card.inner_text()
    answer = card.locator("h3")
    assert answer.bounding_box()["y"] < 400
    for piece in ("ERBB2 S310F", "ERBB2 L755S", "ERBB2 V777L", "ERBB2 L869R/T798I"):
        assert piece in answer.inner_text(), piece
    told = words(page, "#answer")
    for piece in ("neratinib on MCF7 GFP", "No effect within the doses tested",
                  "Whether fulvestrant restores the sensitivity to neratinib cannot be told",
                  "Response in 3 of 12 patients: 25 %, exact 95 % interval 5 % to 57 %"):
        assert piece in told, piece
    line = card.locator("tr", has_text="MCF7 ERBB2 L755S").inner_text()
    assert re.search(r"[34]\d\.\d \(\d+\.\d to \d+\.\d\)", line), line


def test_halving_doses_have_one_name(watched, page_of_experiment):
    page = watched(page_of_experiment)
    heads = page.locator("#answer .card").first.locator("thead th").all_inner_texts()
    assert "IC50 of fulvestrant alone" in heads and "IC50 then" in heads
    assert "EC50" not in page.inner_text("#answer")
    # Beside partners that stop growth, viability understates what growth rates would show.
    assert "may look smaller by viability than by growth rates (GR)" in words(page, "#answer")


def test_no_number_runs_over_its_neighbour(watched, page_of_experiment):
    page = watched(page_of_experiment)
    page.set_viewport_size({"width": 1280, "height": 800})
    over = page.evaluate("""[...document.querySelectorAll('table.plain td')].filter(
        (cell) => cell.offsetParent && cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent)""")
    assert over == []
    wide = page.evaluate("""[...document.querySelectorAll('#answer .scroll')].filter(
        (one) => one.scrollWidth > one.clientWidth).length""")
    assert wide == 0


def test_pictures_are_drawn_in_place_and_on_opening(watched, page_of_experiment):
    page = watched(page_of_experiment)
    page.wait_for_function("document.body.dataset.drawn === 'yes'")
    shown = page.locator(".chart[data-chart]:visible")
    assert shown.count() >= 4 + 1 + 6 + 5
    assert all(chart.locator("svg").count() for chart in shown.all())
    folded = page.locator("details.pictures", has_text="T47D ERBB2 L755S: fulvestrant with neratinib")
    assert folded.locator("svg").count() == 0
    folded.locator("summary").press("Enter")
    folded.locator("svg").first.wait_for()
    page.wait_for_function(
        "[...document.querySelectorAll('details[open] .chart')].every((c) => c.querySelector('svg'))")
    labels = [chart.get_attribute("aria-label").replace("\xa0", " ")
              for chart in page.locator(".chart").all()]
    for finding in ("MCF7, fulvestrant, 120 h", "IC50 of", "excess over Bliss independence",
                    "MuSyC surface", "doses that leave 50 % of the cells", "fell by", "over days",
                    "Progression-free survival"):
        assert [label for label in labels if finding in label], finding
    assert [url for url in page.asked if not url.startswith(("file:", "blob:", "data:"))] == []
    assert quiet(page) == []


def test_models_stand_side_by_side(watched, page_of_experiment):
    page = watched(page_of_experiment)
    table = page.get_by_role("region", name="Models of combination side by side").first
    heads = table.locator("thead th").all_inner_texts()
    for piece in ("Bliss", "Highest single agent", "Loewe", "ZIP", "potency of fulvestrant by neratinib",
                  "gain of efficacy"):
        assert [head for head in heads if piece in head], piece
    assert not [head for head in heads if "synergy" in head.lower()]
    assert table.locator("tbody tr").count() == 12
    assert "not determined" in table.locator("tr", has_text="MCF7 GFP").inner_text()
    curves = page.get_by_role("region", name="Curves of single drugs").first
    assert "no effect" in curves.inner_text() and "not reached up to 625 nmol/L" in page.content()


def test_everything_opens_for_print(watched, page_of_experiment):
    page = watched(page_of_experiment)
    page.evaluate("void (window.print = () => { document.body.dataset.printed = 'yes'; })")
    page.click("#open-all")
    page.wait_for_function("document.body.dataset.printed === 'yes'")
    assert page.locator("main details:not([open])").count() == 0
    assert page.evaluate("[...document.querySelectorAll('.chart')].every((c) => c.querySelector('svg'))")
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()


def test_is_accessible(watched, page_of_experiment, study):
    for path in (page_of_experiment, study):
        page = watched(path)
        page.wait_for_function("document.body.dataset.drawn === 'yes'")
        page.evaluate("typeof openPatient === 'function' && openPatient('P109')")
        page.wait_for_timeout(700)
        violations = Axe().run(page).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"][:160]) for v in violations] == []


def test_a_study_keeps_its_first_screen(watched, study):
    page = watched(study)
    page.set_viewport_size({"width": 1280, "height": 800})
    answer = page.locator("#answer .card h3").first
    box = answer.bounding_box()
    assert "Acquired in 3 of 5" in answer.inner_text()
    assert box["y"] + box["height"] < 400
    assert page.locator(".card table tbody tr").first.bounding_box()["y"] < 800
    links = page.locator("nav ul").first.inner_text()
    assert "Experiment" in links and "Response" in links
    assert "Does neratinib restore" in words(page, "#experiment")
    assert "Response in 3 of 12 patients" in words(page, "#courses")
    files = page.text_content("#methods")
    assert re.search(r"Table: restoration.tsv\s*SHA-256 [0-9a-f]{64}", files)
    assert "Parameters of response_curves.tsv" in files and "margin=2.0" in files


def test_a_patient_has_a_course_beside_the_calls(watched, study):
    page = watched(study)
    page.evaluate("openPatient('P109')")
    part = page.locator("details[open] .course")
    part.locator("svg").first.wait_for()
    told = " ".join(part.inner_text().split())
    for piece in ("Best response by RECIST 1.1: partial response (PR)", "−42 % from the start",
                  "began on day 54 and lasted 219 days", "Progression on day 273",
                  "ERBB2 p.L755S"):
        assert piece in told, piece
    labels = part.locator("svg text").all_text_contents()
    for piece in ("PR", "PD", "partial response", "progression"):
        assert piece in labels, piece
    # A patient without a course has no such part.
    other = page.evaluate("patients.map(([id]) => id).find((id) => id !== 'P109' && !" + str(TREATED)
                          + ".includes(id))")
    page.evaluate("(id) => openPatient(id)", other)
    page.locator(f"details[open]:has-text('{other}') h4").first.wait_for()
    assert page.locator(".course").count() == 1


def test_pseudonyms_cover_the_courses(metachron, her2, experiment, watched, tmp_path):
    names = sorted({line.split("\t")[0] for line in
                    (experiment / "courses/courses.tsv").read_text(encoding="utf-8").splitlines()
                    if re.match(r"P\d+\t", line)})
    assert names == TREATED
    metachron("report", her2, "--courses", experiment / "courses", "--pseudonymise", "-o",
              tmp_path / "study.html")
    metachron("report", experiment / "courses", "--pseudonymise", "-o", tmp_path / "courses.html")
    for name in ("study.html", "courses.html"):
        page = watched(tmp_path / name)
        page.wait_for_function("document.body.dataset.drawn === 'yes'")
        text = page.evaluate("document.querySelector('main').textContent + JSON.stringify(sectionCharts)")
        if name == "study.html":
            page.evaluate("openPatient('Patient 109')")
            page.locator(".course svg").first.wait_for()
            text += page.inner_text("#patient-sections") + page.inner_html(".course").replace("\xa0", " ")
            assert "Patient 109: partial response" in text
        else:
            assert "Patient 12" in text
        assert [one for one in names if re.search(rf"\b{one}\b", text)] == []
        assert "SHA-256 withheld" in text and not re.search(r"SHA-256 [0-9a-f]{64}", text)


@pytest.fixture(scope="module")
def hostile(metachron, experiment, tmp_path_factory):
    """The experiment with names that try to be code."""
    folder = tmp_path_factory.mktemp("hostile")
    text = (experiment / "x/plates.tsv").read_text(encoding="utf-8")
    (folder / "plates.tsv").write_text(
        text.replace("MCF7\t", HOSTILE_LINE + "\t").replace("fulvestrant", HOSTILE_DRUG),
        encoding="utf-8")
    courses = (experiment / "x/courses.tsv").read_text(encoding="utf-8")
    (folder / "courses.tsv").write_text(
        courses.replace("P109\t", "<script>alert(3)</script>\t"), encoding="utf-8")
    for command in (["curves"], ["combinations", "--replicates", "20"]):
        metachron("response", *command, folder / "plates.tsv", "--reference", "GFP", "-o",
                  folder / "responses", "-q")
    metachron("response", "clinical", folder / "courses.tsv", "-o", folder / "courses", "-q")
    metachron("report", folder / "responses", "--courses", folder / "courses", "-o",
              folder / "page.html")
    return folder / "page.html"


def test_nothing_executes_and_names_are_shown(watched, hostile):
    page = watched(hostile)
    page.wait_for_function("document.body.dataset.drawn === 'yes'")
    page.evaluate("openParts()")
    page.wait_for_timeout(500)
    assert page.dialogs == []
    assert page.locator("img").count() == 0
    assert [said for said in page.said if said[0] == "error"] == []
    told = page.inner_text("main")
    for name in (HOSTILE_LINE, HOSTILE_DRUG, "<script>alert(3)</script>"):
        assert name in told, name


def test_a_phone_shows_it_without_moving_sideways(watched, page_of_experiment):
    page = watched(page_of_experiment)
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("document.body.dataset.drawn === 'yes'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator("#answer .card h3").first.bounding_box()["y"] < 844


def test_tables_of_two_experiments_are_told(metachron, experiment, watched, tmp_path):
    text = (experiment / "x/plates.tsv").read_text(encoding="utf-8")
    (tmp_path / "other.tsv").write_text(text.replace("fulvestrant", "elacestrant"), encoding="utf-8")
    folder = tmp_path / "responses"
    metachron("response", "curves", tmp_path / "other.tsv", "--reference", "GFP", "-o", folder, "-q")
    alone = metachron("report", folder, "-o", tmp_path / "alone.html")
    assert "different files" not in alone.stderr
    for name in ("combinations.tsv", "restoration.tsv"):
        (folder / name).write_bytes((experiment / "responses" / name).read_bytes())
    made = metachron("report", folder, "-o", tmp_path / "page.html")
    assert "were made from different files" in made.stderr
    card = watched(tmp_path / "page.html").locator("#answer .card").first.inner_text()
    assert "were made from different files" in card
    assert "response_lines.tsv and plate_quality.tsv; combinations.tsv and restoration.tsv" in card


def test_a_plate_that_failed_is_on_the_first_screen(metachron, watched, tmp_path):
    rows = ["# synthetic data", "plate\twell\tcell_line\tgenotype\tdrug_a\tdose_a\tunit\ttime_h\tvalue\tcontrol"]
    for place in range(8):
        rows.append(f"P1\tA{place + 1:02}\tMCF7\tWT\t\t\t\t72\t{900 + 400 * (place % 2)}\tvehicle")
        rows.append(f"P1\tB{place + 1:02}\tMCF7\tWT\t\t\t\t72\t{300 + 400 * (place % 2)}\tpositive")
        for row, noise in (("C", 0), ("D", 30)):
            dose = 10 ** (place - 3)
            rows.append(f"P1\t{row}{place + 1:02}\tMCF7\tWT\tneratinib\t{dose}\tnM\t72\t"
                        f"{1100 / (1 + dose / 10) + noise:.1f}\t")
    (tmp_path / "plates.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    metachron("response", "curves", tmp_path / "plates.tsv", "-o", tmp_path / "out", "-q")
    metachron("report", tmp_path / "out", "-o", tmp_path / "page.html")
    page = watched(tmp_path / "page.html")
    page.set_viewport_size({"width": 1280, "height": 800})
    told = page.locator("#answer .card p", has_text="1 of 1 plate is unusable by Z'")
    assert "P1 (Z' -" in told.inner_text() and told.bounding_box()["y"] < 500


def test_an_export_without_cells_is_answered_by_its_models(metachron, watched, tmp_path):
    rows = ["PairIndex,Viability,DrugRow,DrugCol,ConcRow,ConcCol,ConcUnit"]
    for a in (0, 1, 10, 100, 1000):
        for b in (0, 1, 10, 100, 1000):
            rows.append(f"1,{100 / (1 + a / 30) / (1 + b / 60) + (a + b) % 3:.2f},drugA,drugB,{a},{b},nM")
    (tmp_path / "export.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    metachron("response", "combinations", tmp_path / "export.csv", "--replicates", "20", "-o",
              tmp_path / "out", "-q")
    metachron("report", tmp_path / "out", "-o", tmp_path / "page.html")
    page = watched(tmp_path / "page.html")
    assert page.inner_text("h1") == "Drug response: drugA and drugB"
    told = words(page, "#answer")
    assert "Do drugA and drugB together have more effect than expected?" in told
    for model in ("Bliss", "highest single agent", "Loewe", "ZIP"):
        assert model in told, model
    assert "0 of 0" not in told and " on :" not in told
    title = page.locator("details.pictures summary").first.inner_text().strip()
    assert title == "unnamed cells: drugA with drugB"


def test_survival_of_groups_is_answered_by_their_comparison(metachron, watched, tmp_path):
    rows = ["#synthetic data", "PATIENT_ID\tARM\tOS_MONTHS\tOS_STATUS"]
    for place in range(40):
        arm, months = ("with", 8 + place) if place % 2 else ("without", 3 + place / 2)
        rows.append(f"S{place}\t{arm}\t{months}\t1:DECEASED")
    study = tmp_path / "study"
    study.mkdir()
    (study / "data_clinical_patient.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")
    metachron("response", "clinical", study, "--group-by", "ARM", "--reference", "without", "-o",
              tmp_path / "out", "-q")
    metachron("report", tmp_path / "out", "-o", tmp_path / "page.html")
    page = watched(tmp_path / "page.html")
    assert page.inner_text("h1") == "Survival of 40 patients"
    card = page.locator("#answer .card").first
    assert card.locator(".question").inner_text() == "Do the groups differ in survival?"
    answer = card.locator("h3").inner_text()
    assert answer.startswith("Overall survival (OS): events come later in with than in without (hazard ratio 0.")
    assert "median" in card.inner_text() and "without an assessment" not in card.inner_text()


def test_a_folder_for_the_wrong_option_is_told(metachron, experiment, tmp_path):
    failed = metachron("report", experiment / "responses", "--courses", experiment / "responses",
                       "-o", tmp_path / "x.html", check=False)
    assert failed.returncode == 65
    assert "has no tables of metachron response clinical" in failed.stderr
    assert not (tmp_path / "x.html").exists()
    failed = metachron("report", experiment / "responses", "--responses", experiment / "responses",
                       "-o", tmp_path / "x.html", check=False)
    assert failed.returncode == 64 and "both hold such tables" in failed.stderr


def test_a_partly_synthetic_page_says_what_was_simulated(metachron, her2, experiment, watched, tmp_path):
    folder = tmp_path / "responses"
    folder.mkdir()
    for table in (experiment / "responses").iterdir():
        text = table.read_text(encoding="utf-8").replace("# synthetic data\n", "")
        (folder / table.name).write_text(text, encoding="utf-8")
    metachron("report", her2, "--responses", folder, "-o", tmp_path / "page.html")
    page = watched(tmp_path / "page.html")
    assert words(page, ".synthetic") == (
        "Partly synthetic data: the study was simulated; the experiment was not.")
    metachron("report", folder, "-o", tmp_path / "own.html")
    assert watched(tmp_path / "own.html").locator(".synthetic").count() == 0
