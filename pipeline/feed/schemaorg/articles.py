"""The article: `NewsArticle`, with the dates that it speaks of."""

from __future__ import annotations

from pipeline.feed.facts import Fact
from pipeline.feed.schemaorg.graph import add, say
from pipeline.feed.schemaorg.naming import Node
from pipeline.feed.schemaorg.scene import Scene
from pipeline.feed.spans import common_point
from pipeline.records import Date


def add_article(scene: Scene, fact: Fact) -> None:
    """Add the node of the article.

    Args:
        scene: the graph.
        fact: any fact of the article, which tells where it was found.
    """
    article, urls = scene.article, fact.source.urls
    node = say(
        scene.graph.node(scene.name, "NewsArticle"),
        headline=article.title,
        url=urls[0] if urls else None,
        sameAs=list(urls[1:]),
        datePublished=common_point(article.published) if article.published else None,
        inLanguage=article.language,
        identifier=_digest(article.content_sha256),
    )
    if article.site or article.url:
        node["publisher"] = {"@type": "Organization", "name": fact.source.name}
    else:
        node["isPartOf"] = {"@type": "Collection", "name": fact.source.name}


def source_name(node: Node) -> str:
    """What the facts of an article are filed under."""
    filed: Node = node.get("publisher") or node["isPartOf"]
    return str(filed["name"])


def add_date(scene: Scene, date: Date) -> None:
    """Say of which time an article speaks; its own day of publication is said elsewhere."""
    if date.role != "publication":
        add(scene.graph.node(scene.name, "NewsArticle"), "temporalCoverage", date.value)


def _digest(sha256: str) -> Node:
    """Which version of the words the offsets of evidence count in."""
    return {"@type": "PropertyValue", "propertyID": "content_sha256", "value": sha256}
