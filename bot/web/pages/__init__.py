"""Pages for people: the desk for agents, the chat for buyers of the demo shop, the API's documentation."""

from fastapi import APIRouter

from bot.web.pages import (
    alone,
    approvals,
    audit,
    buyer,
    buyers,
    cases,
    chat,
    decisions,
    desk,
    docs,
    drift,
    first_day,
    follow_ups,
    mined,
    models,
    morning,
    notes,
    orders,
    own_account,
    owners,
    pad,
    people,
    phrase_lists,
    phrases,
    pictures,
    prices,
    receivers,
    scripts,
    scripts_saving,
    shift,
    shop,
    shop_files,
    sign_in,
    training,
    who,
    why,
    work,
)
from bot.web.pages.route import PageRoute

router = APIRouter(include_in_schema=False, route_class=PageRoute)
router.include_router(sign_in.router)
router.include_router(phrases.router)
router.include_router(phrase_lists.router)
router.include_router(desk.router)
router.include_router(owners.router)
router.include_router(shift.router)
router.include_router(morning.router)
router.include_router(follow_ups.router)
router.include_router(first_day.router)
router.include_router(training.router)
router.include_router(alone.router)
router.include_router(alone.in_talk)
router.include_router(models.router)
router.include_router(drift.router)
router.include_router(mined.router)
router.include_router(decisions.router)
router.include_router(pictures.router)
router.include_router(notes.router)
router.include_router(pad.router)
router.include_router(scripts.router)
router.include_router(scripts_saving.router)
router.include_router(buyers.router)
router.include_router(shop_files.router)
router.include_router(shop.router)
router.include_router(approvals.router)
router.include_router(receivers.router)
router.include_router(buyer.router)
router.include_router(orders.router)
router.include_router(prices.router)
router.include_router(cases.router)
router.include_router(work.router)
router.include_router(own_account.router)
router.include_router(people.router)
router.include_router(audit.router)
router.include_router(why.router)
router.include_router(who.router)
router.include_router(chat.router)
router.include_router(docs.router)
