"""Names for buyers that only this installation can make, and nobody can turn back."""

from __future__ import annotations

import hmac
import unicodedata
from hashlib import blake2b, sha256

LENGTH = 32
"""Characters of a pseudonym, 128 bits."""


class Pseudonyms:
    def __init__(self, secret: str) -> None:
        """`secret` is the installation's own; with another one every buyer gets another name."""
        self._key = secret.encode()

    def of(self, shop: str, nick: str) -> str:
        """The same for the same buyer of a shop, whichever file or talk the nick comes from."""
        name = unicodedata.normalize("NFKC", nick).strip()
        return hmac.new(self._key, f"buyer\n{shop}\n{name}".encode(), sha256).hexdigest()[:LENGTH]

    def of_talk(self, shop: str, nick: str, begun: str) -> str:
        """For a masked nick, which several buyers have: another name in each talk."""
        name = f"talk\n{shop}\n{nick.strip()}\n{begun}"
        return hmac.new(self._key, name.encode(), sha256).hexdigest()[:LENGTH]

    def fingerprint(self, *parts: str) -> int:
        """64 bits with a sign, as databases store them. Keyed, since the parts may be personal data."""
        text = "\0".join(parts).encode("utf-8", errors="replace")
        digest = blake2b(text, digest_size=8, key=self._key[:64]).digest()
        return int.from_bytes(digest, "big", signed=True)
