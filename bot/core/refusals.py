"""Why something can't be done to an order or a buyer's profile. The sentences stand in labels.html."""

from __future__ import annotations

from enum import Enum


class Refusal(str, Enum):
    """What stands in the way; `refusals` of bot/web/templates/labels.html has a sentence for each."""

    # how far the order is (bot.core.change_stage has the same names)
    UNPAID = "unpaid"
    BEFORE_DISPATCH = "before_dispatch"
    REFUND_OPEN = "refund_open"
    PART_SENT = "part_sent"
    ON_THE_WAY = "on_the_way"
    AT_THE_DOOR = "at_the_door"
    COMING_BACK = "coming_back"
    ARRIVED = "arrived"
    CLOSED = "closed"
    # a new address
    NO_NAME = "no_name"
    NO_PHONE = "no_phone"
    NO_PROVINCE = "no_province"
    NO_CITY = "no_city"
    NO_STREET = "no_street"
    UNREACHABLE = "unreachable"
    SAME = "same"
    # another piece
    NO_LINE = "no_line"
    NO_SKU = "no_sku"
    SOLD_OUT = "sold_out"
    # a faster courier
    NO_UPGRADE = "no_upgrade"
    # follow-ups
    FOLLOW_UP_GONE = "follow_up_gone"
    FOLLOW_UP_ENDED = "follow_up_ended"
    FOLLOW_UP_STOPPED = "follow_up_stopped"
    FOLLOW_UP_WAITING = "follow_up_waiting"
    FOLLOW_UP_OFTEN = "follow_up_often"
    FOLLOW_UP_NO_TALK = "follow_up_no_talk"
    # the training inbox
    TRAINING_DECIDED = "training_decided"
    TRAINING_SAID = "training_said"
    TRAINING_NOTHING_TO_UNDO = "training_nothing_to_undo"
    # words
    NO_REASON = "no_reason"
    REASON_TOO_LONG = "reason_too_long"
    NOTES_FULL = "notes_full"
    # the warehouse's list
    TASK_TAKEN = "task_taken"
    TASK_ENDED = "task_ended"
    # cases
    CASE_OPEN = "case_open"
    CASE_STEP = "case_step"
    AMOUNT = "amount"
    # a price
    NO_PRICE = "no_price"
    PRICE_NOT_LOWER = "price_not_lower"
    PRICE_ASKED = "price_asked"
    PRICE_REFUSED = "price_refused"
    BELOW_OWN_LIMIT = "below_own_limit"
    NO_COUPON = "no_coupon"
    # the profile
    NOTE_TOO_LONG = "note_too_long"
    TAGS_TOO_MANY = "tags_too_many"
    TAG_MOVES_PRICES = "tag_moves_prices"
    NO_BODY = "no_body"


class OutOfRule(ValueError):
    """Raised by the rules that judge what a form holds."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value.replace("_", " "))
        self.refusal = refusal
