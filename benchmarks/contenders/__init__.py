"""What a shop could understand its buyers with. Nothing heavy is imported before it is used."""

from collections.abc import Mapping
from pathlib import Path

from benchmarks.contenders.contender import Contender
from benchmarks.contenders.dianxiaoer import Dianxiaoer
from benchmarks.contenders.keyword_matcher import KeywordMatcher
from benchmarks.contenders.stock_pipeline import StockPipeline

_HERE = Path(__file__).parent

CONTENDERS: Mapping[str, Contender] = {
    "dianxiaoer": Dianxiaoer(),
    "rasa-diet": StockPipeline(_HERE / "rasa_diet.yml"),
    "rasa-regression": StockPipeline(_HERE / "rasa_regression.yml"),
    "keywords": KeywordMatcher(_HERE / "keywords.yml"),
}
