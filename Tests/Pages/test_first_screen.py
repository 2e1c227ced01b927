"""What a reader sees first, and the ways from there: links, the search, one patient, dark, paper."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import ROOT

HEAD = ["Hugo_Symbol", "Chromosome", "Start_Position", "Reference_Allele", "Tumor_Seq_Allele2",
        "Tumor_Sample_Barcode", "t_ref_count", "t_alt_count", "HGVSp_Short",
        "Variant_Classification"]


@pytest.fixture(scope="module")
def report(metachron, her2, tmp_path_factory):
    made = tmp_path_factory.mktemp("page") / "report.html"
    metachron("report", her2, "-o", made)
    return made


@pytest.fixture(scope="module")
def one_patient(metachron, tmp_path_factory):
    """The report of a study of P109 alone."""
    folder = tmp_path_factory.mktemp("one")
    example = ROOT / "Examples/her2-cohort"

    def copy(name):
        lines = (example / name).read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if line.startswith(("#", "patient,", "P109,"))]
        text = "\n".join(kept) + "\n"
        for part in ("mutations.maf", "segments/"):
            text = text.replace(part, f"{example}/{part}")
        (folder / name).write_text(text, encoding="utf-8")

    copy("samples.csv")
    copy("treatments.csv")
    metachron("run", folder / "samples.csv", "-o", folder / "results", "--genes", "ERBB2", "-q")
    return folder / "results" / "report.html"


@pytest.fixture(scope="module")
def sparse(metachron, tmp_path_factory):
    """A patient whose earlier sample has counts at some sites and no row at others."""
    folder = tmp_path_factory.mktemp("sparse")
    (folder / "samples.csv").write_text(
        "patient,sample,role,day,purity,mutations\n"
        "P1,T,primary,0,0.6,study.maf\nP1,M,metastasis,900,0.6,study.maf\n", encoding="utf-8")
    lines = ["\t".join(HEAD)]
    for number in range(12):
        gene = {0: "ERBB2", 1: "TP53"}.get(number, f"G{number}")
        # ERBB2 was looked at and not seen; nobody tells what TP53 showed.
        earlier = None if number == 1 else 0 if number < 4 else 30
        for sample, alternate in (("T", earlier), ("M", 30)):
            if alternate is not None:
                lines.append("\t".join([
                    gene, "1", str(1000 + 1000 * number), "A", "G", sample, str(100 - alternate),
                    str(alternate), f"p.A{number + 1}V", "Missense_Mutation"]))
    (folder / "study.maf").write_text("\n".join(lines) + "\n", encoding="utf-8")
    metachron("run", folder / "samples.csv", "-o", folder / "results", "--genes", "ERBB2,TP53", "-q")
    return folder / "results" / "report.html"


def quiet(page):
    return [said for said in page.said if said[0] in ("error", "warning")]


def in_sight(page, element):
    """Whether the top of an element is in the window and below the bar that stays there."""
    box = element.bounding_box()
    bar = page.locator("nav").bounding_box()
    return bar["y"] + bar["height"] - 1 <= box["y"] < page.viewport_size["height"]


def test_the_answer_is_in_the_first_screen(watched, report):
    page = watched(report)
    page.set_viewport_size({"width": 1280, "height": 800})
    answer = page.locator(".card h3").first
    box = answer.bounding_box()
    assert box["y"] + box["height"] < 400
    assert page.locator(".card table tbody tr").first.bounding_box()["y"] < 800
    assert page.locator(".card").count() == 2


def test_a_card_says_what_its_words_mean(watched, report, her2):
    page = watched(report)
    words = [" ".join(card.inner_text().split()) for card in page.locator(".card").all()]
    limit = json.loads((her2 / "manifest.json").read_text(encoding="utf-8"))["parameters"]["threshold"]
    for part in ("ERBB2 (HER2), activating", "Acquired in 3 of 5 assessable patients",
                 f"no clone of {100 * limit:g} % or more of the earlier sample's tumour cells",
                 "indeterminate: both samples were read", "assessable: evidence from both samples",
                 "95 % interval 25 % to 99 %", "an estimate from the reads"):
        assert part in words[0], part
    # Four patients of four are no proof of all.
    assert "Acquired in 4 of 4 assessable patients." in words[1]
    assert "That is the lower end of the 95 % interval" in words[1]
    # The legend comes early enough for the first screen of a phone.
    assert len(words[0].split("acquired: no clone")[0]) < 550


def test_samples_need_not_be_listed_in_the_order_of_time(metachron, watched, tmp_path):
    (tmp_path / "samples.csv").write_text(
        "patient,sample,role,day,purity,mutations\n"
        "P1,M,metastasis,900,0.6,study.maf\nP1,T,primary,0,0.6,study.maf\n", encoding="utf-8")
    lines = ["\t".join(HEAD)] + [
        "\t".join(["ERBB2", "1", str(1000 + 1000 * number), "A", "G", sample, "70", "30",
                   f"p.A{number + 1}V", "Missense_Mutation"])
        for number in range(8) for sample in ("T", "M")]
    (tmp_path / "study.maf").write_text("\n".join(lines) + "\n", encoding="utf-8")
    metachron("run", tmp_path / "samples.csv", "-o", tmp_path / "results", "-q")
    page = watched(tmp_path / "results" / "report.html")
    assert page.inner_text(".card h3") == "8 mutations: 8 pre-existing"


def test_a_card_leads_to_the_call(watched, report):
    page = watched(report)
    page.locator(".card a", has_text="P109").first.click()
    part = page.locator(".explained[data-mutation='ERBB2:p.L755S']")
    part.wait_for()
    page.wait_for_timeout(300)
    assert page.url.endswith("#P109/ERBB2:p.L755S")
    assert in_sight(page, part)
    assert page.evaluate("document.activeElement.dataset.mutation") == "ERBB2:p.L755S"


@pytest.mark.parametrize("place, opened", [("#P109", "P109"), ("#P109/ERBB2:p.L755S", "P109")])
def test_an_address_opens_its_place(watched, report, place, opened):
    page = watched(f"{report}{place}")
    section = page.locator("#patient-sections > details[open]")
    section.locator("h4").first.wait_for()
    assert section.count() == 1
    assert section.locator("summary h3").first.inner_text() == opened
    page.wait_for_timeout(300)
    target = section.locator(".explained").first if "/" in place else section.locator("summary").first
    assert in_sight(page, target)


@pytest.mark.parametrize("place", ["#nobody", "#%", "#P109/nothing", "#a/b/c", "#cohort"])
def test_an_address_of_nothing_does_no_harm(watched, report, place):
    page = watched(f"{report}{place}")
    page.wait_for_timeout(200)
    assert quiet(page) == []


def test_one_field_finds_patients_genes_and_changes(watched, report):
    page = watched(report)
    found = page.locator("#found a")
    page.fill("#find", "erbb2 L755S")
    assert found.count() >= 1
    assert all("L755S" in words for words in found.all_inner_texts())
    page.keyboard.press("Enter")
    page.locator(".explained[data-mutation='ERBB2:p.L755S']").first.wait_for()
    assert not page.locator("#found").is_visible()
    page.fill("#find", "P007")
    assert found.first.inner_text().startswith("P007")
    page.keyboard.press("Escape")
    assert not page.locator("#found").is_visible()
    page.fill("#find", "no such words")
    assert page.inner_text("#found") == "Nothing matches."


def test_no_read_and_no_look_are_different_marks(watched, sparse):
    page = watched(sparse)
    table = page.locator("table.matrix")
    table.wait_for()
    rows = table.locator("tbody tr")
    assert [rows.nth(place).locator("th").inner_text() for place in (0, 1)] == [
        "ERBB2 p.A1V", "TP53 p.A2V"]
    clean, unknown = rows.nth(0).locator("td").nth(1), rows.nth(1).locator("td").nth(1)
    assert clean.inner_text().strip() == "\u25cb 0 of 100"
    assert "clean" in clean.get_attribute("class").split()
    assert "unknown" in unknown.get_attribute("class").split()
    assert "0 of" not in unknown.inner_text() and "\u25cb" not in unknown.inner_text()
    background = "(cell) => getComputedStyle(cell).backgroundImage"
    assert "gradient" in unknown.evaluate(background)
    assert clean.evaluate(background) == "none"
    assert "30 of 100" in rows.nth(0).locator("td.seen").inner_text()


def test_one_patient_is_no_cohort(watched, one_patient):
    page = watched(one_patient)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.locator("details[open] h4").first.wait_for()
    assert page.inner_text("h1").startswith("P109")
    assert page.locator("#cohort, .strip, .card details").count() == 0
    assert "Acquired" in page.locator(".card h3").first.inner_text()
    order = page.evaluate("[...document.querySelectorAll('main > section')].map((one) => one.id)")
    assert order[:2] == ["answer", "patients"]
    assert not page.locator("#patient-form").is_visible()
    assert page.locator("#patient-sections").bounding_box()["y"] < 800
    assert quiet(page) == []


@pytest.mark.parametrize("width", [1280, 400])
@pytest.mark.parametrize("made", ["one_patient", "report"])
def test_no_picture_has_tiny_words(watched, request, made, width):
    page = watched(request.getfixturevalue(made))
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate("openPatient('P109')")
    page.wait_for_function("document.body.dataset.drawn === 'yes'")
    page.wait_for_function(
        "document.querySelectorAll('details[open] .chart').length > 3 &&"
        "[...document.querySelectorAll('.chart')].every((chart) => chart.querySelector('svg'))")
    sizes = page.evaluate("""[...document.querySelectorAll('.chart svg')].flatMap((svg) => {
      const scale = svg.getBoundingClientRect().width / svg.width.baseVal.value;
      return [...svg.querySelectorAll('text')].filter((text) => text.textContent)
        .map((text) => scale * parseFloat(getComputedStyle(text).fontSize));
    })""")
    assert len(sizes) > 50
    assert min(sizes) >= 11
    # The page itself never scrolls sideways: wide tables and pictures do so inside.
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_print_is_a_booklet(watched, report):
    page = watched(report)
    page.evaluate("openPatient('P109')")
    page.locator("details[open] h4").first.wait_for()
    page.emulate_media(media="print")
    for part in ("nav", "button:not(thead button)", "form", ".skip"):
        assert [one for one in page.locator(part).all() if one.is_visible()] == [], part
    opened = page.locator("details[data-patient][open]")
    assert opened.evaluate("(one) => getComputedStyle(one).breakBefore") == "page"
    assert page.locator("#cohort").evaluate("(one) => getComputedStyle(one).breakBefore") == "page"
    assert page.locator(".card").first.evaluate(
        "(one) => getComputedStyle(one).breakInside") == "avoid"
    assert page.locator("figure").first.evaluate(
        "(one) => getComputedStyle(one).breakInside") == "avoid"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_modes_are_accessible(watched, report, one_patient, scheme):
    for path in (report, one_patient):
        page = watched(path)
        page.emulate_media(color_scheme=scheme)
        page.evaluate("openPatient('P109')")
        page.locator("details[open] h4").first.wait_for()
        # The other patients are built as this one is.
        page.evaluate(
            "document.querySelectorAll('details:not([data-patient])').forEach((one) => { one.open = true; })")
        page.fill("#find", "ERBB2")
        page.wait_for_timeout(1500)
        violations = Axe().run(page).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"][:160]) for v in violations] == []


def test_a_dark_page_has_dark_pictures_and_a_light_print_out(watched, one_patient):
    page = watched(one_patient)
    chart = page.locator(".chart svg").first
    chart.wait_for()
    look = "(svg) => getComputedStyle(svg).filter"
    assert chart.evaluate(look) == "none"
    page.emulate_media(color_scheme="dark")
    assert "invert" in chart.evaluate(look)
    page.emulate_media(color_scheme="dark", media="print")
    assert chart.evaluate(look) == "none"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
