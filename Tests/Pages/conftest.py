"""Pages are made by the program under test and opened in a real browser."""

import os
import pathlib
import subprocess

import pytest
from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def metachron():
    """Runs the program; its path is in METACHRON."""
    program = os.environ["METACHRON"]

    def run(*arguments, check=True):
        return subprocess.run([program, *map(str, arguments)], check=check, text=True,
                              capture_output=True)

    return run


@pytest.fixture(scope="session")
def her2(metachron, tmp_path_factory):
    """Results of the bundled cohort."""
    folder = tmp_path_factory.mktemp("her2") / "results"
    metachron("origins", ROOT / "Examples/her2-cohort/samples.csv", "-o", folder,
              "--genes", "ERBB2,ESR1", "-q")
    metachron("cohort", folder, "-o", folder / "cohort", "--gene", "ERBB2,ESR1", "-q")
    return folder


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture()
def watched(browser):
    """Opens a page and notes what it says and asks for."""
    context = browser.new_context(accept_downloads=True)
    page = context.new_page()
    page.said, page.asked, page.dialogs = [], [], []
    page.on("console", lambda message: page.said.append((message.type, message.text)))
    page.on("pageerror", lambda error: page.said.append(("error", str(error))))
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("dialog", lambda dialog: (page.dialogs.append(dialog.message), dialog.dismiss()))

    def open_page(path):
        page.goto(f"file://{path}")
        page.wait_for_selector("body[data-ready]")
        return page

    yield open_page
    context.close()
