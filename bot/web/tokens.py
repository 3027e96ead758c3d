"""Who is calling: programs by bearer token."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import Depends, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from bot.core.accounts import ApiToken, Right
from bot.services.rights import demand
from bot.web.house import HouseHere

scheme = HTTPBearer(auto_error=False, description="A token made with `python -m bot token new NAME`")


async def bearer(
    house: HouseHere, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(scheme)]
) -> ApiToken:
    """The token that calls. Raises 401."""
    token = await asyncio.to_thread(house.tokens.known, credentials.credentials if credentials else "")
    if token is None:
        raise HTTPException(401, "a valid bearer token is needed", {"WWW-Authenticate": "Bearer"})
    return token


Caller = Annotated[ApiToken, Depends(bearer)]


async def answering(caller: Caller) -> ApiToken:
    """For what carries messages. Raises Forbidden for tokens that only read."""
    demand(caller, Right.ANSWER)
    return caller


Answering = Annotated[ApiToken, Depends(answering)]
MayAnswer = Depends(answering)
