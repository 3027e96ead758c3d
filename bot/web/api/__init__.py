"""The bearer-token API of docs/api.md."""

from fastapi import APIRouter, Depends

from bot.web.api import conversations, deliveries, events, messages, pictures, suggestions
from bot.web.tokens import MayAnswer, bearer

router = APIRouter(prefix="/api/v1", dependencies=[Depends(bearer)])
router.include_router(messages.router, dependencies=[MayAnswer])
router.include_router(conversations.router)
router.include_router(suggestions.router, dependencies=[MayAnswer])
router.include_router(deliveries.router, dependencies=[MayAnswer])
router.include_router(pictures.router, dependencies=[MayAnswer])
router.include_router(events.router)
