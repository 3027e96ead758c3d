"""What people at the shop do besides answering: shifts, hours, orders, the warehouse's list, prices."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, Page, expect

from tests.e2e.people import Agent

SHOP_CLOCK = ZoneInfo("Asia/Shanghai")


def follows(link: Locator) -> None:
    """To another page, scripts included: before that, nobody listens for clicks."""
    with link.page.expect_navigation():
        link.click()


def sets_hours(lead: Page, opens: str, closes: str) -> None:
    lead.goto("/shop/opening")
    lead.get_by_test_id("cell-opens").fill(opens)
    lead.get_by_test_id("cell-closes").fill(closes)
    lead.get_by_test_id("save").click()
    expect(lead.get_by_test_id("saved")).to_be_visible()


def closes_for_the_night(lead: Page) -> None:
    """The only hour of business is far from now, whenever the test runs."""
    opens = datetime.now(SHOP_CLOCK) + timedelta(hours=11)
    sets_hours(lead, f"{opens:%H:%M}", f"{opens + timedelta(hours=1):%H:%M}")


def opens_for_the_day(lead: Page) -> None:
    """Until half an hour ago, tomorrow: open now, whenever the test runs."""
    opened = datetime.now(SHOP_CLOCK) - timedelta(minutes=30)
    sets_hours(lead, f"{opened:%H:%M}", f"{opened - timedelta(minutes=30):%H:%M}")


def goes_on_duty(page: Page, kind: str) -> None:
    page.get_by_test_id("duty-kind").select_option(kind)
    page.get_by_test_id("duty-on").click()
    expect(page.get_by_test_id("duty-state")).to_contain_text("在班")


def opens_from_the_morning_list(agent: Agent, nick: str) -> None:
    """A talk that was held overnight, and was given to whoever came first."""
    follows(agent.page.get_by_test_id("to-morning"))
    held = agent.page.get_by_test_id("morning-held").get_by_test_id("morning-line")
    follows(held.filter(has_text=nick))
    expect(agent.page.get_by_test_id("talk-nick")).to_have_text(nick)
    expect(agent.page.get_by_test_id("owner")).to_have_text("负责人 我")


def notes(agent: Agent, text: str) -> None:
    """For colleagues only."""
    agent.page.get_by_test_id("to-note").click()
    agent.page.get_by_test_id("note-text").fill(text)
    agent.page.keyboard.press("Control+Enter")
    expect(agent.page.get_by_test_id("note").last).to_contain_text(text)


def changes_the_address(agent: Agent, number: str, address: str) -> None:
    """Of an unsent order, checked with the buyer: the print clerk gets a task."""
    order = agent.page.locator(f'[data-order="{number}"]')
    order.get_by_test_id("change-address").click()
    dialog = agent.page.get_by_test_id("order-dialog")
    dialog.get_by_test_id("new-address").fill(address)
    expect(dialog.get_by_test_id("address-read")).to_contain_text(address.rsplit(" ", maxsplit=1)[-1])
    dialog.get_by_test_id("confirmed").check()
    dialog.get_by_test_id("confirm").click()
    expect(dialog).to_be_hidden()
    expect(order.get_by_test_id("order-task")).to_contain_text("改面单")


def finishes_task(clerk: Page, number: str, outcome: str) -> None:
    """It stands on the warehouse's list already: nobody reloads."""
    task = clerk.get_by_test_id("task").filter(has_text=number)
    task.get_by_test_id("take").click()
    expect(task).to_have_attribute("data-state", "taken")
    task.get_by_test_id("outcome").fill(outcome)
    task.get_by_test_id("finish").click()
    expect(task).to_have_count(0)


def writes_the_sheet(agent: Agent, watch: str) -> None:
    """The hand-over sheet; what is typed is kept."""
    follows(agent.page.get_by_test_id("duty-off"))
    with agent.page.expect_response("**/shift/sheet"):
        agent.page.get_by_test_id("watch").fill(watch)
    agent.page.reload()
    expect(agent.page.get_by_test_id("watch")).to_have_value(watch)


def hands_over(agent: Agent) -> None:
    agent.page.get_by_test_id("hand-over").click()
    expect(agent.page.get_by_test_id("own-waiting")).to_be_visible()


def confirms_the_sheet(page: Page, watch: str) -> None:
    """Of whoever has gone, from the morning list."""
    page.goto("/morning")
    follows(page.get_by_test_id("morning-sheets").get_by_test_id("morning-line").first)
    sheet = page.get_by_test_id("handed-sheet").filter(has_text=watch)
    sheet.get_by_test_id("confirm").click()
    expect(page.get_by_test_id("confirmed-sheet").first).to_contain_text("已接班")
