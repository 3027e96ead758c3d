"""axe-core in a page, by the browser's debugging protocol: our policy against foreign scripts stays."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.running import PROJECT

AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
RUN = """
axe.run(document, {
  resultTypes: ['violations'],
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] },
}).then(({ violations }) => violations
  .filter(({ impact }) => impact === 'serious' || impact === 'critical')
  .flatMap(({ id, nodes }) => nodes.map(({ target, html, failureSummary }) =>
    `${id} at ${target.join(' ')}: ${html.slice(0, 160)} | ${failureSummary.replace(/\\s+/g, ' ')}`)))
"""


def findings(page: Page) -> list[str]:
    """What axe has against the page as it stands, serious or critical, a line for each element."""
    session = page.context.new_cdp_session(page)
    for source in (AXE.read_text(encoding="utf-8"), None):
        answer = session.send(
            "Runtime.evaluate",
            {"expression": source or RUN, "awaitPromise": source is None, "returnByValue": source is None},
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
    session.detach()
    found: list[str] = answer["result"]["value"]
    return found
