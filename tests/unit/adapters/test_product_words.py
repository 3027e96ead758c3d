"""data/product_words.yml as it is shipped, and files that are something else."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.adapters.product_words import load_product_words

DATA = Path(__file__).resolve().parents[3] / "data"
WORDS = load_product_words(DATA / "product_words.yml")


def written(folder: Path, text: str) -> Path:
    path = folder / "words.yml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("- 起球", "no lists of words"),
        ("attributes: {起球: 毛}", "a list of words is needed"),
        ("attributes: {起球: [1]}", "a list of words is needed"),
        ("attributes: {起球: [毛], 掉毛: [毛]}", "stands under 起球 and under 掉毛"),
        ("attributes: {起球: [PDD]}", "lower case"),
        ("attributes: [", "no lists of words"),
    ],
)
def test_a_file_of_another_kind_is_refused_in_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence) as refusal:
        load_product_words(written(tmp_path, text))
    assert "\n" not in str(refusal.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"words\.yml"):
        load_product_words(tmp_path / "words.yml")


def test_every_attribute_of_the_demo_shop_has_buyers_words() -> None:
    products = yaml.safe_load((DATA / "demo" / "products.yml").read_text(encoding="utf-8"))["products"]
    attributes = {name for product in products for name in product["attributes"]}
    assert [name for name in sorted(attributes) if not WORDS.listed("attributes", name)] == []


def test_every_category_of_the_demo_shop_has_buyers_words_and_goes_with_something() -> None:
    products = yaml.safe_load((DATA / "demo" / "products.yml").read_text(encoding="utf-8"))["products"]
    for category in {product["category"] for product in products}:
        assert WORDS.listed("categories", category)
        assert WORDS.listed("goes_with", category)


def test_discounts_are_percents() -> None:
    document = yaml.safe_load((DATA / "product_words.yml").read_text(encoding="utf-8"))
    assert all(0 < int(percent) < 100 for percent in document["discounts"])


def test_every_wish_has_its_signs() -> None:
    document = yaml.safe_load((DATA / "product_words.yml").read_text(encoding="utf-8"))
    assert document["wishes"].keys() == document["wish_signs"].keys()
