"""HTML made on the server: the page's frame and the printable page of one entry. All text is escaped."""

from functools import cache
from html import escape
from pathlib import Path
from string import Template

from core.stage import EntryPage, EntrySection

STATIC = Path(__file__).parent / "static"


@cache
def template(name: str) -> Template:
    """A template of the page. Its `$names` are filled with escaped text only."""
    return Template((STATIC / name).read_text(encoding="utf-8"))


def page_html(title: str) -> str:
    """The page with the phones, before its script fills them."""
    return template("page.html").substitute(title=escape(title))


def entry_html(page: EntryPage, *, service: str, printed: str) -> str:
    """One entry on one page, to be read or printed."""
    return template("entry.html").substitute(
        title=escape(page.title),
        service=escape(service),
        status=f'<p class="status">{escape(page.status)}</p>' if page.status else "",
        sections="".join(_section(section) for section in page.sections),
        printed=escape(printed),
        print="",
    )


def notice_html(heading: str, words: str, *, service: str) -> str:
    """A page that only says why there is nothing to see."""
    return template("entry.html").substitute(
        title=escape(heading),
        service=escape(service),
        status="",
        sections=f"<p>{escape(words)}</p>",
        printed="",
        print=" hidden",
    )


def _section(section: EntrySection) -> str:
    rows = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(words)}</dd></div>" for name, words in section.rows)
    lines = "".join(f"<p>{escape(line)}</p>" for line in section.lines)
    listed = f"<dl>{rows}</dl>" if rows else ""
    return f"<section><h2>{escape(section.heading)}</h2>{listed}{lines}</section>"
