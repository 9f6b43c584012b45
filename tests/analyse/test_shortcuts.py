"""The shortcuts say what spaCy's own components say."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from pipeline.analyse import Analyser
from pipeline.analyse.shortcuts import Reader, embeddings, reader, shortcuts_of, word_attributes
from pipeline.analyse.shortcuts.arrays import Numbers
from pipeline.analyse.shortcuts.word_vectors import places_in_padding
from pipeline.stages import Pipeline
from tests.conftest import make_article
from tests.corpus import Corpus

ATTRIBUTES: list[int | str] = ["TAG", "POS", "DEP", "LEMMA", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE"]
ROUNDING = 0.0005
"""Share of words that may differ, where a processor's rounding tips a decision; none was seen to."""

WORDS = "Let's say they're gonna come. There are no words he'd've said; y'all ain't can't won't it's its."
SPACES = "  Two  spaces \n\n\n and lines.\n \nThe end ."


@pytest.fixture(scope="module")
def plain() -> Analyser:
    """The model without shortcuts."""
    return Analyser(shortcuts=False)


@pytest.mark.slow
def test_the_own_corpus_is_read_as_spacy_reads_it(
    analyser: Analyser, plain: Analyser, corpus: Corpus
) -> None:
    """Tags, parts of speech, lemmas, heads, dependencies, sentences and entities are the same."""
    assert_equal_docs((analyser(a).doc, plain(a).doc) for a in corpus.articles.values())


@pytest.mark.parametrize("text", [WORDS, SPACES, "a", "\n", "Ω≈ç√∫˜ 🙂🙂 ‮", "A.B. " * 300, "word " * 3000])
def test_odd_texts_are_read_as_spacy_reads_them(analyser: Analyser, plain: Analyser, text: str) -> None:
    """Pairs of words that the ruler sees together, white space, signs, one word again and again."""
    article = make_article("Words.").model_copy(update={"text": text, "blocks": []})
    assert_equal_docs([(analyser(article).doc, plain(article).doc)])


@pytest.mark.parametrize("words", [pytest.param(1, marks=pytest.mark.slow), 60])
def test_a_long_article_is_read_in_groups(
    monkeypatch: pytest.MonkeyPatch, analyser: Analyser, plain: Analyser, corpus: Corpus, words: int
) -> None:
    """Of one piece each, and of several."""
    monkeypatch.setattr(reader, "MOST_AT_ONCE", words)
    article = max(corpus.articles.values(), key=lambda article: len(article.text))
    assert_equal_docs([(analyser(article).doc, plain(article).doc)])


def assert_equal_docs(pairs: Iterable[tuple[Doc, Doc]]) -> None:
    """All but a few words have the same attributes."""
    words = different = 0
    for ours, theirs in pairs:
        assert ours.text == theirs.text
        differs = (ours.to_array(ATTRIBUTES) != theirs.to_array(ATTRIBUTES)).any(axis=1)
        words, different = words + len(ours), different + int(differs.sum())
    assert different <= words * ROUNDING


def test_a_word_has_the_same_embedding_in_any_company(analyser: Analyser) -> None:
    """To the last bit: else what a worker has read before would decide what it says."""
    texts = [f"{word} met the board of {word} Systems in Lyon." for word in ("Acme", "Initech", "Globex")]
    alone, together = fresh_embeddings(analyser), fresh_embeddings(analyser)
    for text in texts:
        words = seen(analyser, text)
        together(seen(analyser, " ".join(texts[::-1])))
        for one, other in zip(alone(words), together(words), strict=True):
            assert np.array_equal(one, other)


def seen(analyser: Analyser, text: str) -> Numbers:
    """What embeddings see of a text."""
    columns = [analyser.nlp.make_doc(text).to_array(name) for name in embeddings.SEEN]
    return np.column_stack(columns).astype(np.uint64)


def fresh_embeddings(analyser: Analyser) -> embeddings.Embeddings:
    """Embeddings that have seen no word."""
    tok2vec, ner = analyser.nlp.get_pipe("tok2vec"), analyser.nlp.get_pipe("ner")
    layers = [tok2vec.model.layers[0], ner.model.get_ref("tok2vec").layers[0].layers[0]]  # type: ignore[attr-defined]
    return embeddings.Embeddings(analyser.nlp.vocab, layers)


def test_what_is_remembered_is_bounded_and_forgetting_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, plain: Analyser, corpus: Corpus
) -> None:
    """Also within an article that alone has more words than are remembered."""
    monkeypatch.setattr(embeddings, "MOST_REMEMBERED", 50)
    monkeypatch.setattr(word_attributes, "MOST_REMEMBERED", 50)
    forgetful = Analyser()
    shortcuts = forgetful._read
    assert isinstance(shortcuts, Reader)
    articles = list(corpus.articles.values())[:4]
    assert_equal_docs((forgetful(article).doc, plain(article).doc) for article in articles)
    most = max(len(set(map(str, forgetful(article).doc))) for article in articles)
    assert len(shortcuts._embeddings._rows) <= 2 * most
    assert len(shortcuts._attributes._known) <= 4 * most


def test_another_model_is_left_to_spacy() -> None:
    """A component more, one of another kind, none at all."""
    assert shortcuts_of(spacy.blank("en")) is None
    with_ruler = Analyser(shortcuts=False).nlp
    with_ruler.add_pipe("entity_ruler")
    assert shortcuts_of(with_ruler) is None
    without = Analyser(shortcuts=False).nlp
    without.remove_pipe("tagger")
    assert shortcuts_of(without) is None


@pytest.mark.parametrize("attributes", [{"NORM": "us"}, {"ENT_TYPE": "ORG"}])
def test_a_ruler_that_sets_more_than_grammar_is_left_to_spacy(attributes: dict[str, str]) -> None:
    """The recogniser reads norms, and the rules read entities."""
    nlp = Analyser(shortcuts=False).nlp
    nlp.get_pipe("attribute_ruler").add([[{"LOWER": "acme"}]], attributes)  # type: ignore[attr-defined]
    assert shortcuts_of(nlp) is None


def test_a_lemmatizer_that_overrules_is_left_to_spacy() -> None:
    """What the ruler says of a lemma would not stand."""
    nlp = Analyser(shortcuts=False).nlp
    nlp.get_pipe("lemmatizer").overwrite = True  # type: ignore[attr-defined]
    assert shortcuts_of(nlp) is None


def test_a_parser_that_searches_is_left_to_spacy() -> None:
    """Its steps depend on more than the best of the step before."""
    nlp = Analyser(shortcuts=False).nlp
    nlp.get_pipe("parser").cfg["beam_width"] = 4  # type: ignore[attr-defined]
    assert shortcuts_of(nlp) is None


def test_embeddings_that_look_at_other_words_are_left_to_spacy() -> None:
    """What is remembered of a word would depend on its neighbours."""
    nlp = Analyser(shortcuts=False).nlp
    embed = nlp.get_pipe("tok2vec").model.layers[0]  # type: ignore[attr-defined]
    looks = next(part for part in embed.walk() if part.name == "extract_features")
    looks.attrs["columns"] = [*looks.attrs["columns"][:-1], "IS_SENT_START"]
    assert shortcuts_of(nlp) is None


def test_new_words_are_forgotten_once_the_common_ones_are_known(
    monkeypatch: pytest.MonkeyPatch, corpus: Corpus
) -> None:
    """The records stay the same, and the vocabulary stops growing."""
    pipeline, articles = Pipeline(), list(corpus.articles.values())[:6]
    before = [pipeline.extract(article) for article in articles]
    monkeypatch.setattr("pipeline.analyse.KNOWN_WORDS", 0)
    strings = len(pipeline.analyser.nlp.vocab.strings)
    new = make_article("Qwxyzzq Vbrmpfl, chief plumber of Xqzzt Wrgnlk Ltd, spoke in Zzyqx on 4 May 2021.")
    pipeline.extract(new)
    assert [pipeline.extract(article) for article in articles] == before
    assert len(pipeline.analyser.nlp.vocab.strings) == strings


@pytest.mark.slow
def test_records_are_the_same_without_shortcuts(pipeline: Pipeline, corpus: Corpus) -> None:
    """`--no-shortcuts` gives the same lines."""
    slow = Pipeline(pipeline.settings.model_copy(update={"shortcuts": False}))
    for identifier, article in corpus.articles.items():
        assert slow.extract(article)[0] == corpus.records[identifier]


def test_pieces_stand_apart() -> None:
    """A word's place counts the empty rows before its piece."""
    assert places_in_padding([2, 1], 4).tolist() == [4, 5, 10]
