"""Pages for people: the desk for agents, the chat for buyers of the demo shop, the API's documentation."""

from fastapi import APIRouter

from bot.web.pages import chat, decisions, desk, docs, sign_in, who, why
from bot.web.pages.route import PageRoute

router = APIRouter(include_in_schema=False, route_class=PageRoute)
router.include_router(sign_in.router)
router.include_router(desk.router)
router.include_router(decisions.router)
router.include_router(why.router)
router.include_router(who.router)
router.include_router(chat.router)
router.include_router(docs.router)
