"""The model server: every Rasa replica asks here for the active model and follows a swap by itself."""

from __future__ import annotations

import hmac
from typing import Annotated

from fastapi import APIRouter, Header, HTTPException, Query, Response
from fastapi.responses import FileResponse

from bot.web.house import HouseHere

router = APIRouter(include_in_schema=False)


@router.get("/internal/model")
async def get_model(
    house: HouseHere, token: str = Query(""), if_none_match: Annotated[str | None, Header()] = None
) -> Response:
    """The active model as Rasa's model pulling wants it: 204 while there is none or nothing new."""
    if not hmac.compare_digest(token.encode(), house.settings.secret("model").encode()):
        raise HTTPException(401, "the model server's token is needed")
    model = house.models.active()
    if model is None or model.id == if_none_match:
        return Response(status_code=204)
    return FileResponse(
        model.path, media_type="application/gzip", headers={"ETag": model.id, "filename": model.path.name}
    )
