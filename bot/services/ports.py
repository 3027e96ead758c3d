"""What the services need from outside. Adapters fulfil these; bot.bootstrap joins the two."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.core.accounts import Account, ApiToken, Role
from bot.core.approvals import Approval, ApprovalState, PriceWish
from bot.core.audit import AuditEntry, AuditFilter
from bot.core.buyers import Body, Buyer
from bot.core.catalogue import Product, Promotion
from bot.core.conversations import Conversation, Message, SuggestionState
from bot.core.deliveries import Delivery
from bot.core.inbox import Concern
from bot.core.languages import Language
from bot.core.lockouts import Door, Tries
from bot.core.orders import Order, OrderLine, Refund
from bot.core.parcels import Parcel
from bot.core.script_versions import ScriptVersion
from bot.core.shop import Shop
from bot.core.stages import HeardTurn
from bot.core.suggestions import Drafted, StoredSuggestion
from bot.core.turns import BuyerTurn
from bot.services.ports_alone import AnsweredAlone
from bot.services.ports_chat_logs import ChatLogs
from bot.services.ports_follow_ups import FollowUps, Reviews
from bot.services.ports_models import LearningWork
from bot.services.ports_orders import AfterSaleCases, OrderActions, OrderTasks
from bot.services.ports_phrases import QuickPhrases
from bot.services.ports_shifts import Duties, Handovers, Ownership, Viewers
from bot.services.ports_thread import Pictures, Readings, ThreadLines
from bot.services.ports_training import Training


class Clock(Protocol):
    def __call__(self) -> datetime:
        """The present moment, aware, in UTC."""


class Shops(Protocol):
    def get(self, code: str) -> Shop | None: ...
    def by_name(self, name: str) -> Shop | None: ...
    def put(self, shop: Shop) -> bool:
        """Store a shop; True when that changed anything."""


class Catalogue(Protocol):
    def product(self, shop_code: str, code: str) -> Product | None:
        """By the shop's code or by the platform's item id."""

    def several(self, shop_code: str, codes: Collection[str]) -> Sequence[Product]:
        """Those of the codes that the shop has."""

    def in_stock(self, shop_code: str, category: str, limit: int = 8) -> Sequence[Product]:
        """Products of a category that are on sale and in stock, with their SKUs and size charts."""

    def put(self, shop_code: str, product: Product) -> bool: ...
    def promotions(self, shop_code: str, at: datetime) -> Sequence[Promotion]:
        """Those running at a moment, soonest to end first."""

    def promotions_between(self, shop_code: str, since: datetime, until: datetime) -> Sequence[Promotion]:
        """Those running at any moment of a span, soonest to end first."""

    def put_promotion(self, shop_code: str, promotion: Promotion) -> bool: ...


class Orders(Protocol):
    def get(self, shop_code: str, number: str) -> Order | None: ...
    def of_buyer(self, shop_code: str, nick: str, limit: int = 20) -> Sequence[Order]:
        """Newest first."""

    def put(self, shop_code: str, order: Order, extra: Mapping[str, str]) -> bool:
        """Store what an export says of an order; its lines stay when the export has none."""

    def put_line(
        self, shop_code: str, order_number: str, line: OrderLine, refund: Refund | None = None
    ) -> bool: ...

    def put_refund(self, shop_code: str, order_number: str, refund: Refund) -> None:
        """The latest refund of an order."""

    def with_parcel(self, tracking_number: str) -> tuple[str, Order] | None:
        """(shop code, order) that a tracking number belongs to."""

    def put_parcel(self, shop_code: str, order_number: str, parcel: Parcel) -> bool: ...


class Buyers(Protocol):
    def get(self, buyer_id: int) -> Buyer | None: ...
    def by_nick(self, shop_code: str, nickname: str) -> Buyer | None: ...
    def seen(self, shop_code: str, channel: str, external_id: str, nickname: str) -> int:
        """The id of a channel's buyer, who is made on first sight."""

    def describe(self, buyer_id: int, *, tags: Sequence[str], province: str, city: str) -> None: ...
    def remember_body(self, buyer_id: int, body: Body) -> None: ...
    def rewrite(self, buyer_id: int, *, tags: Sequence[str], note: str, body: Body) -> None:
        """Set what agents say of a buyer; measures that `body` lacks are forgotten."""

    def stop_messages(self, buyer_id: int, at: datetime | None) -> bool:
        """The buyer wants no unasked messages since then, or again does; whether that is news."""


class Conversations(Protocol):
    def get(self, conversation_id: int) -> Conversation | None: ...
    def opened(self, shop_code: str, channel: str, external_id: str, buyer_id: int, at: datetime) -> int:
        """The id of the conversation of that name, which is made on first sight."""

    def found(self, channel: str, external_id: str) -> Conversation | None: ...

    def point_at(self, conversation_id: int, *, product: str | None, order: str | None) -> None:
        """Note what the buyer is looking at; None leaves what is known."""

    def wait(self, conversation_id: int, since: datetime) -> None:
        """The buyer has written: waiting since the first unanswered bubble; a closed talk opens again."""

    def sort_in(self, conversation_id: int, concern: Concern, urgency: int, *, held: bool) -> None:
        """Note what its newest turn means for its place in the inbox. The gravest concern stays."""

    def answered(self, conversation_id: int, owner: str | None, at: datetime) -> None: ...
    def close(self, conversation_id: int, at: datetime) -> None: ...
    def remember(self, conversation_id: int, memory: Mapping[str, object]) -> None:
        """Merge into the talk's memory."""

    def replace_memory(self, conversation_id: int, memory: Mapping[str, object]) -> None: ...
    def quiet(self, shop_code: str, after: datetime, until: datetime, limit: int = 100) -> Sequence[int]:
        """Answered conversations last touched within that span, oldest first."""


class Messages(Protocol):
    def by_external(self, channel: str, external_id: str) -> Message | None: ...
    def by_client(self, client_id: str) -> Message | None: ...
    def add(
        self, message: Message, *, channel: str, client_id: str | None = None, attachments: Sequence[Any] = ()
    ) -> int:
        """Store a bubble (its id field is ignored) and return its id."""

    def pictures_of(self, conversation_id: int, ids: Sequence[int]) -> Sequence[int]:
        """Those of the ids that are the talk's pictures."""

    def of(self, conversation_id: int, limit: int = 200) -> Sequence[Message]:
        """The newest, oldest first; recalled ones left out."""

    def recall(self, message_id: int, at: datetime) -> None: ...
    def has_talk_after(self, conversation_id: int, message_id: int) -> bool:
        """Whether anybody has said anything since a bubble."""

    def undrafted(self, limit: int = 100) -> Sequence[int]:
        """Conversations whose last buyer turn has no draft."""


class Suggestions(Protocol):
    def add_draft(self, conversation_id: int, message_id: int, drafted: Drafted, at: datetime) -> int:
        """Store a draft and its suggestions, retiring the pending ones of the talk."""

    def add_beside(self, suggestion_id: int, drafted: Drafted, at: datetime) -> int:
        """Store a draft for the turn that an earlier suggestion answered; what is pending stays so."""

    def add_more(self, conversation_id: int, message_id: int, drafted: Drafted, at: datetime) -> int:
        """Store a draft for a turn; what is pending stays so."""

    def add_failure(
        self, conversation_id: int, message_id: int, text: str, failure: str, reason: str, at: datetime
    ) -> bool:
        """Record that a turn could not be drafted, and why; False when that was known already."""

    def is_drafted(self, message_id: int) -> bool:
        """Whether a bubble has a draft that did not fail."""

    def heard(
        self, conversation_id: int, *, before: int | None = None, limit: int = 30
    ) -> Sequence[HeardTurn]:
        """What the buyer's last turns (those before a bubble) were understood to want, oldest first."""

    def get(self, suggestion_id: int) -> StoredSuggestion | None: ...
    def first_of(self, draft_id: int) -> StoredSuggestion | None: ...
    def retire(self, conversation_id: int, intent: str | None = None) -> int:
        """Retire what is pending in a talk, or of that what answers an intent; how many."""

    def mark(self, suggestion_id: int, state: SuggestionState) -> None: ...
    def revive(self, draft_id: int) -> None:
        """Make a draft's suggestions pending again, after its reply was taken back."""


class Decisions(Protocol):
    def add(
        self,
        *,
        suggestion_id: int,
        verdict: str,
        text: str,
        intent: str | None,
        reason: str,
        account: str,
        at: datetime,
        message_id: int | None,
        memory_before: Mapping[str, object],
    ) -> int: ...
    def of_message(self, message_id: int) -> int | None:
        """The suggestion that a sent message came from."""

    def take_back(self, suggestion_id: int) -> Mapping[str, object]:
        """Forget a decision and return the talk's memory before it."""


class Approvals(Protocol):
    def add(
        self,
        conversation_id: int,
        suggestion_id: int | None,
        wish: PriceWish,
        account: str,
        at: datetime,
        *,
        words: str = "",
    ) -> int: ...
    def get(self, approval_id: int) -> Approval | None: ...
    def answer(self, approval_id: int, state: ApprovalState, account: str, at: datetime) -> None: ...
    def withdraw(self, suggestion_id: int) -> None:
        """Forget what was asked by a reply that was taken back."""


class Deliveries(Protocol):
    def add(self, *, channel: str, conversation_id: int, message_id: int, not_before: datetime) -> int: ...
    def get(self, delivery_id: int) -> Delivery | None: ...
    def of_message(self, message_id: int) -> Delivery | None: ...
    def due(
        self, now: datetime, channel: str | None = None, after: int = 0, limit: int = 100
    ) -> Sequence[Delivery]:
        """Waiting deliveries whose time has come, oldest first."""

    def by_channel_message(self, channel: str, channel_message_id: str) -> Delivery | None: ...
    def cancel(self, delivery_id: int, now: datetime) -> bool:
        """Cancel unless it has left or its time has come; whether it was cancelled."""

    def withdraw(self, delivery_id: int) -> bool:
        """Cancel unless it has left; whether it was cancelled."""

    def delivered(self, delivery_id: int, channel_message_id: str | None) -> None: ...
    def failed(self, delivery_id: int, error: str, again_at: datetime | None) -> None:
        """Note a failed attempt; without `again_at` it is given up and shown."""


class Events(Protocol):
    def append(self, kind: str, conversation_id: int | None, payload: Mapping[str, object]) -> None: ...
    def forget_before(self, moment: datetime) -> int:
        """How many events were forgotten."""


@dataclass(frozen=True)
class OpenSession:
    """A browser session that still holds."""

    account: Account
    csrf: str
    used_at: datetime


class Accounts(Protocol):
    def get(self, account_id: int) -> Account | None: ...
    def by_login(self, login: str) -> tuple[Account, str] | None:
        """The account and its password hash."""

    def all(self) -> Sequence[Account]:
        """The active ones first, by login."""

    def names(self) -> Mapping[str, str]:
        """What everybody is called, by login."""

    def put(self, account: Account, password_hash: str | None = None) -> None:
        """Make or change the account of that login. Its language stays; without a hash its password, too."""

    def speak(self, account_id: int, language: Language) -> None:
        """What the console speaks to this account."""


class SignIns(Protocol):
    def add(self, key_hash: str, account_id: int, csrf: str, at: datetime, expires_at: datetime) -> None: ...
    def found(self, key_hash: str, now: datetime, used_after: datetime) -> OpenSession | None:
        """None when it is over, has idled out, or its account may not come in any more."""

    def used(self, key_hash: str, at: datetime) -> None: ...
    def count(self, now: datetime, used_after: datetime) -> Mapping[int, int]:
        """Open sessions by account."""

    def end(self, key_hash: str) -> None: ...
    def end_all(self, account_id: int, but: str = "") -> int:
        """End an account's sessions, but the one of this key; how many."""

    def forget(self, now: datetime, used_before: datetime) -> int:
        """Forget the browser sessions that are over; how many."""


class SignInTries(Protocol):
    def get(self, door: Door, key: str) -> Tries | None: ...
    def put(self, tries: Tries) -> None: ...
    def forget(self, door: Door, key: str) -> bool:
        """Whether there were any."""

    def locked(self, now: datetime) -> Sequence[Tries]: ...
    def forget_before(self, moment: datetime) -> int: ...


class ApiTokens(Protocol):
    def add(self, name: str, role: Role, token_hash: str, at: datetime) -> None:
        """Raises ValueError when the name is taken."""

    def keep(self, name: str, role: Role, token_hash: str, at: datetime) -> None: ...
    def found(self, token_hash: str) -> ApiToken | None:
        """None when it is not ours or was revoked."""

    def named(self, name: str) -> ApiToken | None: ...
    def all(self) -> Sequence[ApiToken]: ...
    def used(self, token_id: int, at: datetime) -> None: ...
    def revoke(self, token_id: int, at: datetime) -> None: ...


class Audit(Protocol):
    def record(self, actor: str, action: str, subject: str, detail: Mapping[str, object]) -> None: ...
    def found(self, wanted: AuditFilter, before: int | None, limit: int) -> Sequence[AuditEntry]:
        """Newest first, older than the entry `before`."""

    def last_sign_ins(self, logins: Sequence[str]) -> Mapping[str, datetime]: ...


class ScriptVersions(Protocol):
    def newest_id(self) -> int:
        """Grows with every saved version; 0 when none was."""

    def newest_number(self, script: str) -> int:
        """0 for a script that stands as its file has it."""

    def in_force(self) -> Sequence[ScriptVersion]:
        """Of every edited script the newest version that is no draft."""

    def newest_of_each(self) -> Sequence[ScriptVersion]: ...
    def of(self, script: str, limit: int = 200) -> Sequence[ScriptVersion]:
        """Newest first."""

    def get(self, script: str, number: int) -> ScriptVersion | None: ...
    def add(self, version: ScriptVersion) -> None: ...


class Work(Protocol):
    """One transaction."""

    @property
    def shops(self) -> Shops: ...
    @property
    def catalogue(self) -> Catalogue: ...
    @property
    def orders(self) -> Orders: ...
    @property
    def order_actions(self) -> OrderActions: ...
    @property
    def order_tasks(self) -> OrderTasks: ...
    @property
    def cases(self) -> AfterSaleCases: ...
    @property
    def buyers(self) -> Buyers: ...
    @property
    def conversations(self) -> Conversations: ...
    @property
    def messages(self) -> Messages: ...
    @property
    def suggestions(self) -> Suggestions: ...
    @property
    def decisions(self) -> Decisions: ...
    @property
    def approvals(self) -> Approvals: ...
    @property
    def deliveries(self) -> Deliveries: ...
    @property
    def events(self) -> Events: ...
    @property
    def accounts(self) -> Accounts: ...
    @property
    def sign_ins(self) -> SignIns: ...
    @property
    def tries(self) -> SignInTries: ...
    @property
    def tokens(self) -> ApiTokens: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def script_versions(self) -> ScriptVersions: ...
    @property
    def quick_phrases(self) -> QuickPhrases: ...
    @property
    def duties(self) -> Duties: ...
    @property
    def ownership(self) -> Ownership: ...
    @property
    def viewers(self) -> Viewers: ...
    @property
    def handovers(self) -> Handovers: ...
    @property
    def pictures(self) -> Pictures: ...
    @property
    def lines(self) -> ThreadLines: ...
    @property
    def readings(self) -> Readings: ...
    @property
    def follow_ups(self) -> FollowUps: ...
    @property
    def reviews(self) -> Reviews: ...
    @property
    def alone(self) -> AnsweredAlone: ...
    @property
    def chat_logs(self) -> ChatLogs: ...
    @property
    def models(self) -> LearningWork: ...
    @property
    def training(self) -> Training: ...


class Store(Protocol):
    def read(self) -> AbstractContextManager[Work]:
        """A read-only transaction."""

    def write(self) -> AbstractContextManager[Work]:
        """A writing transaction: committed at the end, rolled back on an exception."""


class DraftingFailure(Exception):
    """No draft could be made; the message says why, for the agent to read."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


class Drafter(Protocol):
    """Whoever turns a buyer's turn into suggestions: the Rasa server, or the model in the process."""

    async def draft(self, turn: BuyerTurn) -> Drafted:
        """Raises DraftingFailure."""
