"""Who is calling: programs by bearer token."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import Depends, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from bot.web.house import HouseHere

scheme = HTTPBearer(auto_error=False, description="A token made with `python -m bot token new NAME`")


async def bearer(
    house: HouseHere, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(scheme)]
) -> str:
    """The name of the token that calls. Raises 401."""
    token = credentials.credentials if credentials else ""
    name = await asyncio.to_thread(house.keys.token_name, token)
    if name is None:
        raise HTTPException(401, "a valid bearer token is needed", {"WWW-Authenticate": "Bearer"})
    return name


Caller = Annotated[str, Depends(bearer)]
