"""Reads the head of a page as search engines and other sites do."""

import json
from typing import Any

import lxml.html
from django.http import HttpResponse
from lxml import etree

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
# What https://www.sitemaps.org/protocol.html says of the two documents.
SCHEMA = etree.XMLSchema(
    etree.XML(
        """
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified"
    xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
    targetNamespace="http://www.sitemaps.org/schemas/sitemap/0.9">
  <xs:complexType name="entry">
    <xs:sequence>
      <xs:element name="loc">
        <xs:simpleType>
          <xs:restriction base="xs:anyURI">
            <xs:minLength value="12"/>
            <xs:maxLength value="2048"/>
            <xs:pattern value="https?://[!-~]+"/>
          </xs:restriction>
        </xs:simpleType>
      </xs:element>
      <xs:element name="lastmod" type="xs:dateTime" minOccurs="0"/>
    </xs:sequence>
  </xs:complexType>
  <xs:element name="urlset">
    <xs:complexType>
      <xs:sequence><xs:element name="url" type="entry" maxOccurs="50000"/></xs:sequence>
    </xs:complexType>
  </xs:element>
  <xs:element name="sitemapindex">
    <xs:complexType>
      <xs:sequence><xs:element name="sitemap" type="entry" maxOccurs="50000"/></xs:sequence>
    </xs:complexType>
  </xs:element>
</xs:schema>
"""
    )
)


class Head:
    """What the head of a page says to programs."""

    def __init__(self, response: HttpResponse) -> None:
        self.markup = response.content.decode()
        self.tree = lxml.html.document_fromstring(self.markup)

    def all_of(self, name: str) -> list[str]:
        """Return the contents of the `<meta>` elements of this name, in order."""
        return self.tree.xpath("//head/meta[@property=$n or @name=$n]/@content", n=name)

    def one(self, name: str) -> str:
        """Return the content of the only `<meta>` element of this name."""
        (content,) = self.all_of(name)
        return content

    @property
    def canonical(self) -> list[str]:
        """The canonical addresses: one, or none."""
        return self.tree.xpath("//head/link[@rel='canonical']/@href")

    @property
    def versions(self) -> dict[str, str]:
        """The languages of the page and their addresses."""
        links = self.tree.xpath("//head/link[@rel='alternate' and @hreflang]")
        return {link.get("hreflang"): link.get("href") for link in links}

    @property
    def is_indexed(self) -> bool:
        """Whether search engines may list the page."""
        return self.all_of("robots") == []

    def nodes(self) -> dict[str, dict[str, Any]]:
        """Return the nodes of JSON-LD by their type."""
        scripts = self.tree.xpath("//script[@type='application/ld+json']/text()")
        return {node["@type"]: node for node in map(json.loads, scripts)}


def addresses_in(response: HttpResponse) -> list[str]:
    """Return the addresses in a sitemap or an index of sitemaps."""
    tree = etree.fromstring(b"".join(response.streaming_content))  # type: ignore[attr-defined]
    SCHEMA.assertValid(tree)
    return [loc.text or "" for loc in tree.iter(f"{SITEMAP}loc")]
