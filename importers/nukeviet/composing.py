"""An old article as a file of the new portal, with what was lost and what to look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

from importers.canonical import Document, Value, clean_line
from importers.inline import escape, escape_line, write_url
from importers.losses import Loss, loss
from importers.markdown import convert
from importers.nukeviet.bodies import PortalAddresses, has_personal_number, repair
from importers.nukeviet.moments import written
from importers.nukeviet.names import article_slug, looks_like_file_name
from importers.nukeviet.old import OldArticle, OldComment
from importers.nukeviet.texts import Repairs
from importers.report import Note
from plugins.newsroom.links import encode_path

_LONGEST_TITLE: Final = 250
_LONGEST_SUMMARY: Final = 1000
_MOST_STARS: Final = 5
_LONGEST_PATH: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """
    What one article comes to.

    Attributes:
        path: Where a new file goes, relative to the content folder.
        url: Its address on the new portal.
        document: The file.
        comments: Entries of its file of comments.
    """

    slug: str
    path: str
    url: str
    document: Document
    comments: tuple[dict[str, Value], ...]
    losses: tuple[Loss, ...]
    notes: tuple[Note, ...]


@dataclass(slots=True)
class Composer:
    """
    Makes files of articles.

    Attributes:
        addresses: What becomes of the addresses in bodies.
        as_of: When numbers were counted, as front matter has it, "" where nobody knows.
        repairs: Counts what is set right.
    """

    addresses: PortalAddresses
    as_of: str = ""
    repairs: Repairs = field(default_factory=Repairs)

    def compose(self, article: OldArticle, *, keeps_id: bool = True) -> Composed:
        """
        Make the file of an article.

        Args:
            article: The article.
            keeps_id: Whether the number of the old portal is this article's alone.

        Raises:
            importers.cleaning.TooLargeError: Its body is larger than any article's.
        """
        notes = list(article.notes)
        losses: list[Loss] = []
        slug = article_slug(article.alias, article.title, article.id)
        url = f"/{article.category}/{slug}.html"
        body = self._body(article, losses)
        extra: list[str] = []
        fields = _head(article, notes)
        if len(article.lead) <= _LONGEST_SUMMARY:
            fields["summary"] = article.lead
        else:
            body = f"{escape_line(escape(article.lead))}\n\n{body}"
        fields |= {"topic": article.topic, "tags": list(article.tags), "authors": list(article.authors)}
        if article.source_name:
            fields["source"] = {"name": article.source_name, "url": _web(article.source_url)}
        fields["image"] = self._image(article, notes)
        fields["attachments"] = self._attachments(article, extra, notes)
        fields["rating"] = _rating(article, self.as_of, notes)
        if article.views is not None:
            fields["views"] = {"count": article.views, "as_of": self.as_of} if self.as_of else article.views
        fields["legacy"] = _legacy(article, url, keeps_id=keeps_id)
        if not article.are_comments_open:
            fields["comments"] = "closed"
        if article.link:
            notes.append(Note("redirect", article.link))
            extra.append(f"[{escape(article.link)}]({write_url(article.link)})")
        notes.extend(self._look_over(body, losses))
        return Composed(
            slug=slug,
            path=f"articles/{article.date:%Y}/{article.date:%m}/{slug}.md",
            url=url,
            document=Document(fields=fields, body="\n\n".join(filter(None, (body, *extra)))),
            comments=tuple(_comment(comment) for comment in article.comments),
            losses=tuple(losses),
            notes=tuple(dict.fromkeys(notes)),
        )

    def _body(self, article: OldArticle, losses: list[Loss]) -> str:
        """Return the body as Markdown."""
        html, found = repair(article.body, self.repairs)
        losses.extend(found)
        converted = convert(html, self.addresses)
        losses.extend(converted.losses)
        markdown = converted.markdown
        first, _, rest = markdown.partition("\n\n")
        if article.lead and rest and _same_words(first, article.lead):
            losses.append(loss("duplicate-lead", article.lead))
            return rest
        return markdown

    def _image(self, article: OldArticle, notes: list[Note]) -> dict[str, Value]:
        """Return the lead picture."""
        picture = article.picture
        if picture is None:
            return {}
        address = self.addresses.image(picture.address)
        if address is None:
            notes.append(Note("dead-media", picture.address))
            return {}
        alt = clean_line(picture.alt)
        if looks_like_file_name(alt):
            notes.append(Note("alt-file-name", alt))
        elif not alt:
            notes.append(Note("no-alt", picture.address))
        return {"src": address, "alt": alt, "caption": clean_line(picture.caption), "position": picture.position}

    def _attachments(self, article: OldArticle, extra: list[str], notes: list[Note]) -> list[Value]:
        """Return the files to download; those on other hosts become links at the end of the body."""
        kept: list[Value] = []
        for address, title in article.attachments:
            name = clean_line(title) or address.rpartition("/")[2]
            if "download=" in address or "pdf=" in address:
                notes.append(Note("attachment-lost", f"{name} ({address})"))
                continue
            place = self.addresses.depot.document(address)
            if place is not None:
                kept.append({"src": place, "title": name})
                if place in self.addresses.depot.missing:
                    notes.append(Note("dead-media", f"{address} → {place}"))
            elif _web(address):
                notes.append(Note("attachment-outside", address))
                extra.append(f"[{escape(name)}]({write_url(address)})")
            else:
                notes.append(Note("attachment-lost", f"{name} ({address})"))
        return kept

    def _look_over(self, body: str, losses: list[Loss]) -> list[Note]:
        """Return what is to be looked at in the body."""
        notes = list(self.addresses.notes)
        self.addresses.notes.clear()
        if any(item.kind in ("hidden-link", "spam-link") for item in losses):
            notes.append(
                Note("spam", next(item.example for item in losses if item.kind in ("hidden-link", "spam-link")))
            )
        if has_personal_number(body):
            notes.append(Note("personal-data"))
        if "![](" in body or 'alt=""' in body:
            notes.append(Note("no-alt", "ảnh trong thân bài"))
        return notes


def _head(article: OldArticle, notes: list[Note]) -> dict[str, Value]:
    """Return what stands first in the front matter."""
    fields: dict[str, Value] = {
        "title": _cut(article.title, _LONGEST_TITLE, "title", notes),
        "date": written(article.date),
    }
    if article.modified is not None:
        fields["modified"] = written(article.modified)
    if article.expires is not None:
        fields["expires"] = written(article.expires)
    if article.status != "published":
        fields["status"] = article.status
    fields["category"] = article.category
    fields["also_in"] = [slug for slug in article.also_in if slug != article.category]
    return fields


def _legacy(article: OldArticle, url: str, *, keeps_id: bool) -> dict[str, Value]:
    """Return number and old addresses, but for the one that the article keeps."""
    legacy: dict[str, Value] = {"id": article.id} if article.id > 0 and keeps_id else {}
    paths = [path for path in map(_legacy_path, article.paths) if path and unquote(path) != url]
    return legacy | ({"paths": list(dict.fromkeys(paths))} if paths else {})


def _same_words(markdown: str, lead: str) -> bool:
    """Tell whether a paragraph says exactly the lead; a paragraph with anything but text in it does not."""
    return markdown.replace("\\", "").split() == lead.replace("\\", "").split()


def _cut(text: str, longest: int, field_name: str, notes: list[Note]) -> str:
    """Return a text that its field can take."""
    if len(text) <= longest:
        return text
    notes.append(Note("field-cut", f"{field_name}: {text}"))
    return text[: longest - 1].rpartition(" ")[0].rstrip(" ,;") + "…"


def _web(address: str) -> str:
    """Return an address of the web that the portal's reader takes, else ""."""
    return address if address.startswith(("http://", "https://")) and not set(address) & set(" \\") else ""


def _rating(article: OldArticle, as_of: str, notes: list[Note]) -> dict[str, Value]:
    """Return points and votes; none where they cannot be."""
    points, votes = article.points, article.votes
    if points is None or votes is None:
        return {}
    if not 0 <= votes <= points <= _MOST_STARS * votes:
        notes.append(Note("rating", f"{points} điểm trong {votes} lượt"))
        return {}
    rating: dict[str, Value] = {"points": points, "votes": votes}
    if as_of and votes:
        rating["as_of"] = as_of
    return rating


def _legacy_path(path: str) -> str:
    """Return an old path as front matter takes it, encoded; "" where it can be none."""
    encoded = encode_path(path) if path.startswith("/") and not path.startswith("//") else ""
    return encoded if ".." not in encoded.split("/") and len(encoded) <= _LONGEST_PATH else ""


def _comment(comment: OldComment) -> dict[str, Value]:
    entry: dict[str, Value] = {
        "id": comment.id,
        "name": comment.name,
        "time": written(comment.time),
        "text": comment.text,
    }
    return entry | ({"reply_to": comment.reply_to} if comment.reply_to else {})
