"""The words of a text, by jieba's dictionary: a wish hardly ever ends inside one."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import jieba


class Around(NamedTuple):
    """Of a place in a text: the word it stands inside of, or the words on its two sides."""

    inside: str
    before: str
    behind: str


@lru_cache(maxsize=64)
def words_around(text: str) -> tuple[Around, ...]:
    """For each place from 0 to the text's length. Blanks are no words."""
    around = [Around("", "", "")]
    for word in _tokenizer().cut(text, HMM=False):
        spelled, before = word.strip(), around[-1].before
        around[-1] = around[-1]._replace(behind=spelled)
        around += [Around(word, before, "")] * (len(word) - 1)
        around.append(Around("", spelled or before, ""))
    return tuple(around)


def words_of(text: str) -> list[str]:
    """One behind the other, blanks included."""
    return list(_tokenizer().cut(text, HMM=False))


@lru_cache(maxsize=1)
def _tokenizer() -> jieba.Tokenizer:
    """Reads the packaged dictionary: jieba's own start would load a cache from the shared folder /tmp."""
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer
