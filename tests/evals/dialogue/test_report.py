import json
import re
import shutil
from pathlib import Path

import pytest
from junitparser import JUnitXml
from playwright.sync_api import sync_playwright

from podbor.evals.dialogue.loading import Case
from podbor.evals.dialogue.run_folder import TRIALS, RunFolder
from podbor.evals.report.write import HTML, JSON, JUNIT, rescore, write_reports
from tests.evals.dialogue.conftest import Run

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def reported(run: Run, first_steps: list[Case]) -> RunFolder:
    """A run of one passing and one failing scenario: its record is changed after the fact, and scored again."""
    folder = run([case for case in first_steps if case.scenario.id in ("orders-in-a-title", "guest-without-eggs")])
    records = [json.loads(line) for line in (folder.root / TRIALS).read_text().splitlines()]
    for record in records:
        if record["case_id"] == "orders-in-a-title.en":
            record["turns"][0]["reply"] = "<script>document.title = 'broken'</script>"
            record["turns"][0]["slate"].append({**record["turns"][0]["slate"][0], "item": "tea-forget"})
    (folder.root / TRIALS).write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records))
    rescore(folder)
    write_reports(folder)
    return folder


def test_three_reports_agree(reported: RunFolder) -> None:
    summary = json.loads((reported.root / JSON).read_text())
    assert summary["status"] == {"passed": 3, "failed": 1, "skipped": 0, "error": 0, "simulator_fault": 0}
    assert summary["metrics"]["constraint_violations"]["sum"] == 1
    (failed,) = summary["failed"]
    whats = {check["what"] for check in failed["failed"]}
    assert {"obeys", "always.none", "slate.excludes"} <= whats
    junit = JUnitXml.fromfile(str(reported.root / JUNIT))
    assert (junit.tests, junit.failures, junit.errors) == (4, 1, 0)


def test_the_same_records_give_the_same_scores_and_page(reported: RunFolder) -> None:
    page = (reported.root / HTML).read_text()
    rescore(reported)
    write_reports(reported)
    assert (reported.root / HTML).read_text() == page
    assert re.findall(r"""(?:src|href)=["'](?!#).*?["']|url\((?!#).*?\)|@import""", page) == []


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
@pytest.mark.filterwarnings("ignore")
def test_the_page_reads_without_a_server(reported: RunFolder, screenshots: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1100, "height": 1400})
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("requestfailed", lambda request: complaints.append(request.url))
        page.goto((reported.root / HTML).as_uri())
        assert page.title() == "Dialogues: scripted planner"
        assert page.locator("svg").count() == 4
        assert page.locator("#failures").inner_text() == "1 trial failed"
        assert "document.title" in page.locator("details").first.inner_text()
        assert page.locator("svg text", has_text="ru (2)").count() == 1
        page.screenshot(path=screenshots / "eval-report.png", full_page=True)
        assert complaints == []
        browser.close()
