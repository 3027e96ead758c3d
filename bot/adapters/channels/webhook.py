"""A channel that wants replies pushed: signed JSON over HTTP (docs/api.md, webhooks)."""

from __future__ import annotations

import hashlib
import hmac
import json

import httpx

from bot.core.deliveries import Delivery
from bot.core.pictures import Picture
from bot.services.deliver import DeliveryFailure

TIMEOUT_SECONDS = 10.0


class Webhook:
    def __init__(self, url: str, secret: str, client: httpx.Client | None = None) -> None:
        self._url = url
        self._secret = secret.encode()
        self._client = client or httpx.Client(timeout=TIMEOUT_SECONDS)

    def send(self, delivery: Delivery) -> str | None:
        """POST the reply; the receiver knows a repeat by X-Delivery-Id. Raises DeliveryFailure."""
        body = json.dumps(
            {
                "id": delivery.id,
                "conversation": delivery.conversation_external_id,
                "conversation_id": delivery.conversation_id,
                "message_id": delivery.message_id,
                "text": delivery.text,
                "pictures": [about(picture) for picture in delivery.pictures],
            },
            ensure_ascii=False,
        ).encode()
        signature = hmac.new(self._secret, body, hashlib.sha256).hexdigest()
        headers = {
            "Content-Type": "application/json",
            "X-Delivery-Id": str(delivery.id),
            "X-Signature-256": f"sha256={signature}",
        }
        try:
            response = self._client.post(self._url, content=body, headers=headers)
        except httpx.HTTPError as fault:
            raise DeliveryFailure(f"{type(fault).__name__} at {httpx.URL(self._url).host}") from fault
        if not response.is_success:
            raise DeliveryFailure(f"HTTP {response.status_code} from {httpx.URL(self._url).host}")
        return _channel_message_id(response)


def about(picture: Picture) -> dict[str, object]:
    """The file itself is fetched from `path` of the desk, with a token (docs/api.md, pictures)."""
    return {
        "path": f"/api/v1/pictures/{picture.id}",
        "type": picture.kind.media_type,
        "width": picture.width,
        "height": picture.height,
        "bytes": picture.size,
    }


def _channel_message_id(response: httpx.Response) -> str | None:
    """The id the receiver gave the message, if it says one: {"channel_message_id": "…"}."""
    try:
        answer = response.json()
    except ValueError:
        return None
    found = answer.get("channel_message_id") if isinstance(answer, dict) else None
    return str(found) if found is not None else None
