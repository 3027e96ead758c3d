"""Pages for people: the desk for agents, the chat for buyers of the demo shop, the API's documentation."""

from fastapi import APIRouter

from bot.web.pages import (
    approvals,
    audit,
    chat,
    decisions,
    desk,
    docs,
    notes,
    own_account,
    pad,
    people,
    phrases,
    pictures,
    receivers,
    scripts,
    scripts_saving,
    sign_in,
    who,
    why,
)
from bot.web.pages.route import PageRoute

router = APIRouter(include_in_schema=False, route_class=PageRoute)
router.include_router(sign_in.router)
router.include_router(phrases.router)
router.include_router(desk.router)
router.include_router(decisions.router)
router.include_router(pictures.router)
router.include_router(notes.router)
router.include_router(pad.router)
router.include_router(scripts.router)
router.include_router(scripts_saving.router)
router.include_router(approvals.router)
router.include_router(receivers.router)
router.include_router(own_account.router)
router.include_router(people.router)
router.include_router(audit.router)
router.include_router(why.router)
router.include_router(who.router)
router.include_router(chat.router)
router.include_router(docs.router)
