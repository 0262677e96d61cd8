"""A row of a dump, with what belongs to it, as an article; or why it stays behind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from importers.canonical import clean, clean_line
from importers.cleaning import read_html
from importers.nukeviet.categories import Tree, is_public
from importers.nukeviet.dump import number
from importers.nukeviet.moments import from_unix
from importers.nukeviet.old import LeftOut, OldArticle, OldComment, Picture, without_addresses
from importers.nukeviet.staging import Staging
from importers.nukeviet.texts import Repairs, decode_entities, looks_like_tcvn3
from importers.report import Note
from importers.tree import text_of
from plugins.newsroom.vietnamese import format_moment, slugify

_LOCKED: Final = 21
_SCHEDULED, _EXPIRED = 2, 3
_STATES: Final[Mapping[int, str]] = {1: "published", 2: "published", 3: "published", 4: "draft"} | dict.fromkeys(
    range(5, 11), "review"
)
_STATE_NAMES: Final[Mapping[int, str]] = {
    0: "Ngưng hiệu lực",
    1: "Xuất bản",
    2: "Hẹn giờ đăng",
    3: "Hết hạn",
    4: "Lưu nháp",
    5: "Chuyển duyệt bài",
    6: "Từ chối duyệt bài",
    7: "Đang duyệt bài",
    8: "Chuyển đăng bài",
    9: "Từ chối đăng bài",
    10: "Đang kiểm tra để đăng",
}
_POSITIONS: Final = ("none", "left", "below")
_THUMBNAIL, _ORIGINAL, _OUTSIDE = 1, 2, 3
_NOBODY: Final = frozenset({"", "-1", "0"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelfmark:
    """
    What is known of a module when its articles are read.

    Attributes:
        set: The module's set of tables.
        staging: Where everything lies.
        tree: Its categories; category_prefix: what stands before their numbers in it.
        topics: Number of a topic → slug.
        spellings: Slug of a tag → how it is written from now on.
        upload: The folder of its files below `uploads/`.
        module: Its name in addresses, "" of the one that may go without.
        is_whole: Whether the dump was read to its end: then a missing body is no loss of ours.
        repairs: Counts what is set right in texts.
    """

    set: str
    staging: Staging
    tree: Tree
    category_prefix: str
    topics: Mapping[int, str]
    spellings: Mapping[str, str]
    upload: str
    module: str
    is_whole: bool
    repairs: Repairs


def read_article(
    mark: Shelfmark, identity: int, row: Mapping[str, str], detail: Mapping[str, str]
) -> OldArticle | LeftOut:
    """Put an article together of its row and its detail."""
    title = _line(row.get("title", ""), mark)
    date = from_unix(number(row, "publtime")) or from_unix(number(row, "addtime"))
    refusal = _refusal(mark, row, detail, title, has_date=date is not None)
    if refusal is not None or date is None:
        reason, remedy = refusal or ("", "")
        return LeftOut(source=mark.set, id=identity, title=title, reason=reason, remedy=remedy)
    notes: list[Note] = []
    status, expires = _state(row, date, notes)
    modified = from_unix(number(row, "edittime"))
    category, also_in = _categories(mark, row, notes)
    source_name, source_url = _source(mark, row, detail)
    is_redirect = number(row, "external_link") == 1
    lead = _lead(row.get("hometext", ""), mark)
    article = OldArticle(
        source=mark.set,
        id=identity,
        title=title,
        alias=clean_line(row.get("alias", "")),
        date=date,
        modified=modified if modified is not None and modified > date else None,
        expires=expires,
        status=status,
        category=category,
        also_in=also_in,
        lead=lead,
        body=detail.get("bodyhtml") or row.get("bodyhtml") or "",
        topic=mark.topics.get(number(row, "topicid"), ""),
        source_name=source_name,
        source_url=source_url,
        link=source_url if is_redirect else "",
    )
    if not detail and not article.body and not is_redirect:
        notes.append(Note("body-missing"))
    if looks_like_tcvn3(title) or looks_like_tcvn3(lead):
        notes.append(Note("legacy-encoding", title))
    return _with_company(article, mark, row, detail, notes)


def _with_company(
    article: OldArticle, mark: Shelfmark, row: Mapping[str, str], detail: Mapping[str, str], notes: list[Note]
) -> OldArticle:
    """Return the article with what stands around its text."""
    comments = _comments(mark, article.id, notes)
    return replace(
        article,
        tags=_tags(mark, article.id, row, detail),
        authors=_authors(mark, article.id, row),
        picture=_picture(mark, row, detail),
        attachments=_attachments(mark, detail),
        views=number(row, "hitstotal"),
        points=number(row, "total_rating"),
        votes=number(row, "click_rating"),
        are_comments_open=row.get("allowed_comm", "6").strip() not in _NOBODY,
        comments=comments,
        paths=_paths(mark, article.id, row),
        notes=tuple(notes),
    )


def _state(row: Mapping[str, str], date: datetime, notes: list[Note]) -> tuple[str, datetime | None]:
    """Return the new status and when the article expires; what ends before it begins was never to be seen."""
    state = number(row, "status")
    status = _STATES.get(state, "draft")
    expires = from_unix(number(row, "exptime"))
    if state == _SCHEDULED:
        notes.append(Note("scheduled", format_moment(date)))
    if expires is not None and expires > date:
        notes.append(Note("expired", format_moment(expires)))
        return status, expires
    if state == _EXPIRED or expires is not None:
        end = f"hết hạn {format_moment(expires)}, không sau ngày đăng" if expires else "hết hạn, không ghi ngày"
        notes.append(Note("expired", f"{end}: để dạng nháp"))
        return "draft", None
    return status, None


def _refusal(
    mark: Shelfmark, row: Mapping[str, str], detail: Mapping[str, str], title: str, *, has_date: bool
) -> tuple[str, str] | None:
    """Return why an article stays behind and what can be done, None where it comes along."""
    state = number(row, "status")
    category = mark.tree.by_key.get(mark.category_prefix + row.get("catid", ""))
    was = _STATE_NAMES.get(state - _LOCKED, str(state - _LOCKED))
    name = category.name if category is not None else ""
    reopen, permit = "Mở lại chuyên mục trên cổng cũ rồi nhập lại.", "Mở quyền xem cho tất cả rồi nhập lại."
    is_bodiless = not detail and not row.get("bodyhtml") and not mark.is_whole
    reasons = (
        (state >= _LOCKED, f"bị khoá vì chuyên mục bị đình chỉ (trước đó: {was})", reopen),
        (state == 0, f"trạng thái {_STATE_NAMES[0]}", "Cho bài hiệu lực trở lại trên cổng cũ rồi nhập lại."),
        (not is_public(detail.get("group_view") or None), "bài chỉ cho một nhóm người xem", permit),
        (category is not None and not category.is_open, f"chuyên mục {name} bị đình chỉ", reopen),
        (category is not None and not category.is_public, f"chuyên mục {name} chỉ cho thành viên xem", permit),
        (
            is_bodiless,
            "phần thân bài nằm ở chỗ bản sao lưu bị hỏng",
            "Xuất lại bản sao lưu, hoặc nhập thêm trang đã lưu của bài.",
        ),
        (not title, "không có tiêu đề", "Đặt tiêu đề trên cổng cũ rồi xuất lại bản sao lưu."),
        (not has_date, "không có ngày đăng", "Đặt ngày đăng trên cổng cũ rồi xuất lại bản sao lưu."),
    )
    return next(((reason, remedy) for applies, reason, remedy in reasons if applies), None)


def _paths(mark: Shelfmark, identity: int, row: Mapping[str, str]) -> tuple[str, ...]:
    """Return the address on the old portal: with the alias as it was, and the module's name where it needs one."""
    category = mark.tree.by_key.get(mark.category_prefix + row.get("catid", ""))
    alias = clean_line(row.get("alias", ""))
    if category is None or not alias or not category.alias:
        return ()
    return (f"/{mark.module + '/' if mark.module else ''}{category.alias}/{alias}-{identity}.html",)


def _line(text: str, mark: Shelfmark) -> str:
    return clean_line(decode_entities(text, mark.repairs))


def _lead(text: str, mark: Shelfmark) -> str:
    """Return the lead as plain text; line breaks, and tags where the portal allowed them, become blanks."""
    if "<" in text:
        text = text_of(read_html(text).root)
    return clean_line(decode_entities(text, mark.repairs))


def _categories(mark: Shelfmark, row: Mapping[str, str], notes: list[Note]) -> tuple[str, tuple[str, ...]]:
    """Return the main category and the further ones; one that is gone gives way to another."""
    main = row.get("catid", "")
    listed = [key.strip() for key in row.get("listcatid", "").split(",") if key.strip() not in ("", "0")]
    keys = [mark.category_prefix + key for key in dict.fromkeys([main, *listed])]
    slugs = [slug for key in keys if (slug := mark.tree.slug_of(key))]
    if not mark.tree.slug_of(keys[0]):
        notes.append(Note("category-lost", f"chuyên mục số {main or '?'}"))
        if not slugs:
            return mark.tree.add_lost(), ()
    return slugs[0], tuple(slugs[1:])


def _source(mark: Shelfmark, row: Mapping[str, str], detail: Mapping[str, str]) -> tuple[str, str]:
    """Return where the article was first published: name and address."""
    record = mark.staging.name(mark.set, "sources", number(row, "sourceid")) or {}
    typed = _line(detail.get("sourcetext", ""), mark)
    name = _line(record.get("title", ""), mark)
    is_address = typed.startswith(("http://", "https://"))
    url = typed if is_address else _line(record.get("link", ""), mark)
    if not name:
        name = typed.partition("://")[2].partition("/")[0] if is_address else typed
    return name, url if url.startswith(("http://", "https://")) else ""


def _tags(mark: Shelfmark, identity: int, row: Mapping[str, str], detail: Mapping[str, str]) -> tuple[str, ...]:
    """Return the tags, each as it is written from now on; of the versions before tags the keywords."""
    names = []
    for link in mark.staging.links(mark.set, "tags_id", identity):
        tag = mark.staging.name(mark.set, "tags", number(link, "tid")) or {}
        names.append(link.get("keyword") or tag.get("title", ""))
    if not names and not mark.staging.has_kind(mark.set, "tags_id"):
        names = (row.get("keywords") or detail.get("keywords") or "").split(",")
    spelled = (mark.spellings.get(slugify(_line(name, mark)), "") for name in names)
    return tuple(dict.fromkeys(name for name in spelled if name))


def _authors(mark: Shelfmark, identity: int, row: Mapping[str, str]) -> tuple[str, ...]:
    """Return those with a page of their own, then what was typed."""
    names = []
    for link in mark.staging.links(mark.set, "authorlist", identity):
        record = mark.staging.name(mark.set, "author", number(link, "aid")) or {}
        names.append(_line(link.get("pseudonym") or record.get("pseudonym", ""), mark))
    names.append(_line(row.get("author", ""), mark))
    return tuple(dict.fromkeys(name for name in names if slugify(name)))


def _picture(mark: Shelfmark, row: Mapping[str, str], detail: Mapping[str, str]) -> Picture | None:
    """Return the lead picture."""
    address = clean_line(row.get("homeimgfile", ""))
    if not address:
        return None
    if not address.startswith(("http://", "https://", "//", "/")):
        address = f"/uploads/{mark.upload}/{address}"
    alt = _line(row.get("homeimgalt", ""), mark)
    place = number(detail, "imgposition") if detail.get("imgposition") else len(_POSITIONS) - 1
    position = _POSITIONS[place] if 0 <= place < len(_POSITIONS) else "below"
    return Picture(address=address, alt=alt, caption=alt, position=position)


def _attachments(mark: Shelfmark, detail: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return address and title of the files to download."""
    found = []
    for entry in detail.get("files", "").split(","):
        address = clean_line(entry)
        if address:
            title = address.rstrip("/").rpartition("/")[2] or address
            if not address.startswith(("http://", "https://", "//", "/")):
                address = f"/uploads/{mark.upload}/{address}"
            found.append((address, title))
    return tuple(found)


def _comments(mark: Shelfmark, identity: int, notes: list[Note]) -> tuple[OldComment, ...]:
    """Return the approved comments, those whose answered ones are all approved too."""
    records = mark.staging.links(mark.set, "comments", identity)
    by_id = {record.get("cid", ""): record for record in records}
    kept: list[OldComment] = []
    for record in records:
        if number(record, "status") != 1:
            continue
        if not _is_seen(record, by_id):
            notes.append(Note("comment-orphan", f"bình luận {record.get('cid', '?')}"))
            continue
        time = from_unix(number(record, "post_time"))
        text = comment_text(record.get("content", ""), mark.repairs)
        if time is not None and text:
            parent = record.get("pid", "0")
            kept.append(
                OldComment(
                    id=record.get("cid", "0"),
                    name=without_addresses(_line(record.get("post_name", ""), mark)) or "Bạn đọc",
                    time=time,
                    text=text,
                    reply_to="" if parent == "0" else parent,
                )
            )
    return tuple(sorted(kept, key=lambda comment: (comment.time, int(comment.id) if comment.id.isdigit() else 0)))


def _is_seen(record: Mapping[str, str], by_id: Mapping[str, Mapping[str, str]]) -> bool:
    """Tell whether all comments above this one are approved; a circle is not."""
    seen: set[str] = set()
    parent = record.get("pid", "0")
    while parent not in ("0", ""):
        above = by_id.get(parent)
        if above is None or parent in seen or number(above, "status") != 1:
            return False
        seen.add(parent)
        parent = above.get("pid", "0")
    return True


def comment_text(content: str, repairs: Repairs) -> str:
    """Return a comment as plain text, line by line."""
    lines = content.replace("<br />", "\n").replace("<br/>", "\n").replace("<br>", "\n").split("\n")
    plain = (text_of(read_html(line).root) if "<" in line else line for line in lines)
    return without_addresses(clean("\n".join(decode_entities(" ".join(line.split()), repairs) for line in plain)))
