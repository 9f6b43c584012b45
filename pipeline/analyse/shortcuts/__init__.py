"""What spaCy's components say of an article, in a fraction of the time.

Each module holds one shortcut, and says what makes it quicker than the component whose answer it gives:
`word_embedding` and `word_vectors` (`Tok2Vec`), `tags` (`Tagger`), `heads` (`DependencyParser`),
`named_entities` (`EntityRecognizer`), `word_attributes` (`AttributeRuler` and `Lemmatizer`). The tokeniser
stays spaCy's own. A model with other components, or with ones that are built otherwise, has no shortcuts:
spaCy runs it as it is.
"""

from __future__ import annotations

import logging
from typing import cast

from spacy.language import Language
from spacy.pipeline import AttributeRuler, DependencyParser, EntityRecognizer, Lemmatizer, Tagger, Tok2Vec

from pipeline.analyse.shortcuts.heads import Heads
from pipeline.analyse.shortcuts.named_entities import NamedEntities
from pipeline.analyse.shortcuts.reader import Reader
from pipeline.analyse.shortcuts.tags import Tags
from pipeline.analyse.shortcuts.unknown import UnknownComponent
from pipeline.analyse.shortcuts.word_attributes import WordAttributes
from pipeline.analyse.shortcuts.word_vectors import WordVectors

__all__ = ["Reader", "shortcuts_of"]

KINDS = (Tok2Vec, Tagger, DependencyParser, AttributeRuler, Lemmatizer, EntityRecognizer)
"""The components that shortcuts are known for, in their order."""

log = logging.getLogger(__name__)


def shortcuts_of(nlp: Language) -> Reader | None:
    """A reader with the shortcuts for a model; None where its components are of other kinds."""
    components = [component for _, component in nlp.pipeline]
    kinds_fit = len(components) == len(KINDS) and all(map(isinstance, components, KINDS))
    if not kinds_fit:
        log.info("the model has components without shortcuts; spaCy runs them all")
        return None
    tok2vec, tagger, parser, ruler, lemmatizer, recognizer = components
    try:
        return Reader(
            nlp,
            vectors=WordVectors(cast(Tok2Vec, tok2vec).model),
            tags=Tags(cast(Tagger, tagger)),
            heads=Heads(cast(DependencyParser, parser)),
            attributes=WordAttributes(nlp, cast(AttributeRuler, ruler), cast(Lemmatizer, lemmatizer)),
            entities=NamedEntities(cast(EntityRecognizer, recognizer)),
        )
    except UnknownComponent as error:
        log.info("the model has a component that is built otherwise (%s); spaCy runs them all", error)
        return None
