"""The strict parser of tests: its short way for usual tags reads them as the standard library does."""

from html.parser import HTMLParser

import pytest

from tests import pages

WRITTEN = [
    '<p class="a b" hidden>x</p>',
    "<p class='x'>a</p><p class=x>b</p>",
    '<P Class="A&amp;b">a &lt; b</P>',
    '<input disabled value="a&quot;b" data-x="">',
    '<svg viewBox="0 0 1 1"><path d="M0"/></svg><br/><div/>',
    '<p a="1" a="2"><a href="x"title="y">z</a>',
    '<p\n class="x"\n>\n<b>y</b>',
    "<script>if (a<b) {}</script><style>a>b{}</style><textarea><p></textarea><title>x<b></title>",
    '<!doctype html><html lang="nl"><!-- <p> --><p x="a>b">',
    "<ul><p>no</p></ul><a><button>no</button></a></b>",
    '<p <b><p =x><a/b="c"><a b="c',
]


def seen(source: str) -> tuple:
    """All that a test can learn from a page."""
    page = pages.Page(source)
    elements = [(repr(item), item.attributes, item.raw_text) for item in page.every()]
    return elements, page.faults, page.doctype


@pytest.mark.parametrize("source", WRITTEN)
def test_a_tag_is_read_the_same_by_the_short_way(source, monkeypatch):
    short = seen(source)
    monkeypatch.setattr(pages._Parser, "parse_starttag", HTMLParser.parse_starttag)
    assert short == seen(source)
