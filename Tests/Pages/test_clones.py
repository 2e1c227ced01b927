"""The clones of a patient in the report: words, pictures, both modes and paper."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import ROOT


@pytest.fixture(scope="module")
def results(metachron, tmp_path_factory):
    """The run of the bundled patient of four samples."""
    folder = tmp_path_factory.mktemp("clones") / "results"
    metachron("run", ROOT / "Examples/one-patient/samples.csv", "-o", folder, "--genes", "ESR1,ERBB2", "-q")
    return folder


def opened(watched, results):
    page = watched(results / "report.html")
    page.locator(".clones h4").wait_for()
    page.wait_for_function(
        "document.querySelectorAll('.clones .chart').length >= 3 &&"
        "[...document.querySelectorAll('.clones .chart')].every((chart) => chart.querySelector('svg'))")
    return page


def quiet(page):
    return [said for said in page.said if said[0] in ("error", "warning")]


def test_clones_are_told_and_drawn(watched, results):
    page = opened(watched, results)
    part = page.locator(".clones")
    words = part.locator("> p").inner_text()
    assert "6 clones" in words and "4 of a neutral tail" in words and "One tree" in words
    assert "every sample" in words and "not in S1-brain" in words
    captions = part.locator("figcaption").all_inner_texts()
    assert sum(" against " in caption for caption in captions) == 3
    # A clone's number stands wherever its colour does.
    numbers = part.locator(".chart").last.locator("svg text").all_text_contents()
    assert {"1", "2", "3", "4", "5", "6"} <= set(numbers)
    assert quiet(page) == []


@pytest.mark.parametrize("width", [1280, 400])
def test_no_words_are_tiny(watched, results, width):
    page = watched(results / "report.html")
    page.set_viewport_size({"width": width, "height": 800})
    opened(watched, results)
    sizes = page.evaluate("""[...document.querySelectorAll('.clones .chart svg')].flatMap((svg) => {
      const scale = svg.getBoundingClientRect().width / svg.width.baseVal.value;
      return [...svg.querySelectorAll('text')].filter((text) => text.textContent)
        .map((text) => scale * parseFloat(getComputedStyle(text).fontSize));
    })""")
    assert len(sizes) > 50 and min(sizes) >= 11
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_modes_are_accessible(watched, results, scheme):
    page = opened(watched, results)
    page.emulate_media(color_scheme=scheme)
    page.wait_for_timeout(500)
    violations = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:160]) for v in violations] == []


def test_pictures_of_clones_are_printed(watched, results):
    page = opened(watched, results)
    page.emulate_media(color_scheme="dark", media="print")
    for figure in page.locator(".clones figure").all():
        assert figure.is_visible()
        assert figure.evaluate("(one) => getComputedStyle(one).breakInside") == "avoid"
    chart = page.locator(".clones .chart svg").first
    assert chart.evaluate("(svg) => getComputedStyle(svg).filter") == "none"


@pytest.mark.parametrize("ending", ["svg", "png", "pdf", "html"])
def test_a_figure_is_written_in_every_format(metachron, results, tmp_path, ending):
    made = tmp_path / f"clusters.{ending}"
    metachron("figure", "clusters", results, "--patient", "S1", "--samples", "S1-breast,S1-brain", "-o", made)
    assert made.stat().st_size > 3000
