"""The stages of one document in sequence: clean → analyse → extract → merge → judge → assemble.

    raw page → Article → Analysis → findings → facts → judged facts → records

`Pipeline` holds what is loaded once (the language model, the rules) and is what every verb, every
worker and every importing program uses.
"""

from __future__ import annotations

from pipeline.analyse import Analyser
from pipeline.article import Article, RawDocument
from pipeline.assemble import assembled
from pipeline.clean import clean
from pipeline.entities import Entities
from pipeline.errors import DocumentRejected, Rejection
from pipeline.extract.extractors import EXTRACTORS, findings
from pipeline.judge import judged
from pipeline.merge import merged
from pipeline.records import Record
from pipeline.settings import Settings

LANGUAGE = "en"


class Pipeline:
    """A loaded pipeline.

    Raises:
        ModelMissing: the language model of the settings is not installed.
        RuleFileInvalid: a rule file is broken.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        """Load the language model and the rules."""
        self.settings = settings or Settings()
        self.analyser = Analyser(self.settings.model, shortcuts=self.settings.shortcuts)
        self.extractors = tuple(extractor() for extractor in EXTRACTORS)

    def clean(self, raw: RawDocument) -> Article:
        """The cleaned article of a raw page or text.

        Raises:
            DocumentRejected: it cannot be read, or holds no article in a language we know.
        """
        return clean(raw, max_characters=self.settings.max_characters, max_bytes=self.settings.max_bytes)

    def extract(self, article: Article) -> tuple[list[Record], list[Rejection]]:
        """The valid records of an article in their order, and the records that failed validation.

        Raises:
            DocumentRejected: with the code `language_unsupported`, for another language than English.
        """
        if article.language != LANGUAGE:
            raise DocumentRejected(
                "language_unsupported", f"the text is in {article.language!r}; only English is extracted"
            )
        with self.analyser.new_words_forgotten():
            analysis = self.analyser(article)
            entities = Entities(analysis)
            found = merged(findings(self.extractors, analysis, entities))
            return assembled(judged(found, analysis, entities), article)
