"""
The strict model: trees of texts become articles, pages, comments, figures and site data, or problems.

Which fields there are is said by the records; only they and this module know pydantic.  What a
file leaves out has the default of the value's class.  All problems of a file are found in one go.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, get_args

from pydantic import TypeAdapter, ValidationError

from plugins.newsroom import records_article, records_site, site
from plugins.newsroom.article import Article, Comment, Figures, StaticPage
from plugins.newsroom.catalogue import make_problem, shorten
from plugins.newsroom.fields import is_slug, show
from plugins.newsroom.problem import Problem
from plugins.newsroom.record import Record, Synonyms, fields_of, to
from plugins.newsroom.refusals import Refusal, explain_refusals
from plugins.newsroom.tree import Step, Tree
from plugins.newsroom.vietnamese import slugify


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of file: what validates it, and the record of its groups, for the names of fields."""

    adapter: TypeAdapter[Any]
    record: type[Record]


_ARTICLE: Final = _Kind(TypeAdapter(records_article.Article), records_article.Article)
_PAGE: Final = _Kind(TypeAdapter(records_article.Page), records_article.Page)
_COMMENTS: Final = _Kind(TypeAdapter(tuple[records_article.Comment, ...]), records_article.Comment)
_FIGURES: Final = _Kind(
    TypeAdapter(dict[str, Annotated[records_article.Figures, to(Figures)]]), records_article.Figures
)

# File name without .yaml = the attribute of `Site`, but for site.yaml, which is `identity`.
_SITE: Final[Mapping[str, _Kind]] = {
    "identity": _Kind(TypeAdapter(Annotated[records_site.Identity, to(site.Identity)]), records_site.Identity),
    "appearance": _Kind(TypeAdapter(Annotated[records_site.Appearance, to(site.Appearance)]), records_site.Appearance),
    "categories": _Kind(
        TypeAdapter(tuple[Annotated[records_site.Category, to(site.Category)], ...]), records_site.Category
    ),
    "units": _Kind(TypeAdapter(tuple[Annotated[records_site.Unit, to(site.Unit)], ...]), records_site.Unit),
    "topics": _Kind(TypeAdapter(tuple[Annotated[records_site.Topic, to(site.Topic)], ...]), records_site.Topic),
    "menu": _Kind(
        TypeAdapter(tuple[Annotated[records_site.MenuEntry, to(site.MenuEntry)], ...]), records_site.MenuEntry
    ),
    "home": _Kind(TypeAdapter(Annotated[records_site.Home, to(site.Home)]), records_site.Home),
    "banners": _Kind(TypeAdapter(tuple[Annotated[records_site.Banner, to(site.Banner)], ...]), records_site.Banner),
    "applications": _Kind(
        TypeAdapter(tuple[Annotated[records_site.Banner, to(site.Banner)], ...]), records_site.Banner
    ),
    "statistics": _Kind(TypeAdapter(Annotated[records_site.Statistics, to(site.Statistics)]), records_site.Statistics),
    "places": _Kind(TypeAdapter(tuple[Annotated[records_site.Place, to(site.Place)], ...]), records_site.Place),
    "synonyms": _Kind(TypeAdapter(tuple[Synonyms, ...]), Record),
}
SITE_PARTS: Final[tuple[str, ...]] = tuple(_SITE)

# Kind of file as its schema is called → what it is validated by.
_KINDS: Final[Mapping[str, _Kind]] = {
    "article": _ARTICLE,
    "page": _PAGE,
    "comments": _COMMENTS,
    "figures": _FIGURES,
} | {"site" if part == "identity" else part: kind for part, kind in _SITE.items()}
KINDS: Final[tuple[str, ...]] = tuple(_KINDS)


def describe(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of one of `KINDS` as the records give it, without words."""
    return _KINDS[kind].adapter.json_schema(by_alias=True, mode="validation")


def make_article(tree: Tree, path: str, stem: str) -> tuple[Article | None, tuple[Problem, ...]]:
    """
    Make an article of its front matter.

    Args:
        tree: The front matter.
        path: The file, relative to the content folder.
        stem: The file's name without its ending: the slug where none is given.

    Returns:
        The article, and what is wrong. With problems it lacks the fields concerned, so that checks
        across files still see it; it is None where a required field is among them.
    """
    fields, problems = _make_fields(_ARTICLE, tree, path, stem)
    if fields is None:
        return None, problems
    made = Article(path=path, **fields)
    if made.image is not None and not made.image.alt:
        code = "E217" if made.legacy is None else "W217"
        line = tree.line_of(("image", "alt"))
        problems = (*problems, make_problem(code, path, line, "image.alt"))
    return made, problems


def make_page(tree: Tree, path: str, stem: str) -> tuple[StaticPage | None, bool, tuple[Problem, ...]]:
    """Make a static page of its front matter, as `make_article`; the second says whether it is published."""
    fields, problems = _make_fields(_PAGE, tree, path, stem)
    if fields is None:
        return None, True, problems
    is_published = fields.pop("status", "published") == "published"
    return StaticPage(path=path, **fields), is_published, problems


def _make_fields(kind: _Kind, tree: Tree, path: str, stem: str) -> tuple[dict[str, Any] | None, tuple[Problem, ...]]:
    """Return the fields of a front matter, with a slug; None where a required one is missing or wrong."""
    if not isinstance(tree.value, dict):
        return None, (make_problem("E115", path, tree.line_of(()), seen=shorten(show(tree.value))),)
    record, problems = _validate(kind, tree, path)
    if record is None:
        return None, problems
    fields = fields_of(record)
    if "slug" not in fields:
        if not is_slug(stem):
            near = slugify(stem) or slugify(record.title) or "ten-bai"
            wrong_name = make_problem("E213/file", path, 1, "slug", seen=shorten(stem), near=near)
            return None, (*problems, wrong_name)
        fields["slug"] = stem
    return fields, problems


def make_comments(tree: Tree, path: str) -> tuple[tuple[Comment, ...], tuple[Problem, ...]]:
    """Make the comments of a file; one without `id` has its place, from 1, as its id."""
    records, problems = _validate(_COMMENTS, tree, path)
    comments = tuple(
        Comment(**{"id": str(place), **fields_of(record)}) for place, record in enumerate(records or (), start=1)
    )
    return comments, problems


def make_figures(tree: Tree, path: str) -> tuple[Mapping[str, Figures], tuple[Problem, ...]]:
    """Make the figures of a file: slug → what adds to the article's numbers."""
    figures, problems = _validate(_FIGURES, tree, path)
    return figures or {}, problems


def make_site_part(part: str, tree: Tree, path: str) -> tuple[Any, tuple[Problem, ...]]:
    """
    Make one attribute of `Site` of its file.

    Args:
        part: One of `SITE_PARTS`.
        tree: The file.
        path: Its path, relative to the content folder.

    Returns:
        The attribute's value, None where there is something wrong, and what is wrong.
    """
    return _validate(_SITE[part], tree, path)


def _validate(kind: _Kind, tree: Tree, path: str) -> tuple[Any, tuple[Problem, ...]]:
    """Return the value of a file, if need be without the optional fields that are wrong."""
    value = tree.value
    try:
        return kind.adapter.validate_python(value), ()
    except ValidationError as error:
        refusals = tuple(
            Refusal(type=item["type"], path=item["loc"], input=item["input"], context=item.get("ctx", {}))
            for item in error.errors(include_url=False)
        )
    problems = explain_refusals(refusals, tree, path, lambda steps: _keys_at(kind.record, steps))
    if not isinstance(value, dict):
        return None, problems
    wrong = {refusal.path[0] for refusal in refusals if refusal.path}
    rest = {key: item for key, item in value.items() if key not in wrong}
    try:
        return kind.adapter.validate_python(rest), problems
    except ValidationError:
        return None, problems


def _keys_at(record: type[Record], steps: Iterable[Step]) -> tuple[str, ...]:
    """Return the keys of the group that *steps* leads to, in the order of the format; positions are passed over."""
    for step in steps:
        if isinstance(step, str) and step in record.model_fields:
            record = _record_in(record.model_fields[step].annotation) or record
    return tuple(field.alias or name for name, field in record.model_fields.items())


def _record_in(annotation: object) -> type[Record] | None:
    """Return the record within a type such as `tuple[Annotated[_Attachment, …], ...] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    found = (_record_in(part) for part in get_args(annotation))
    return next((record for record in found if record is not None), None)
