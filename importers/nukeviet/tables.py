"""The tables of a NukeViet database: which there are, to which module they belong, what of them is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

# Part of a news module's set of tables → the columns that are read.  `post_email`, `post_ip` and `userid` of
# comments are left out here and so never leave the dump.
COLUMNS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        part: frozenset(columns.split())
        for part, columns in {
            "rows": "id catid listcatid topicid author sourceid addtime edittime status publtime exptime title alias"
            " hometext homeimgfile homeimgalt allowed_comm external_link hitstotal total_rating click_rating bodyhtml"
            " keywords",
            "detail": "id bodyhtml keywords sourcetext files imgposition group_view",
            "cat": "catid parentid title alias description weight sort groups_view who_view status",
            "tags": "tid title alias",
            "tags_id": "id tid keyword",
            "topics": "topicid title alias description",
            "sources": "sourceid title link",
            "block_cat": "bid title alias weight",
            "block": "bid id weight",
            "author": "id pseudonym",
            "authorlist": "id aid pseudonym",
            "bodyhtml": "id bodyhtml sourcetext imgposition",
            "comments": "cid id pid content post_time post_name status",
            "comment": "cid module id pid content post_time post_name status",
            "banners_plans": "id title",
            "banners_rows": "id title pid file_name file_alt click_url publ_time exp_time act weight",
            "menu_rows": "id parentid mid title link weight sort status",
            "counter": "c_type c_val last_update c_count",
            "config": "lang module config_name config_value",
        }.items()
    }
)

# What makes a table the articles of a news module, and not the rows of polls or goods.
ARTICLE_COLUMNS: Final = frozenset({"id", "catid", "title", "alias", "hometext", "publtime"})
SETTINGS: Final = frozenset({"my_domains", "site_name"})

_SET: Final = re.compile(
    r"(?P<prefix>\w+?)_(?P<language>[a-z]{2})_(?P<module>\w+?)_"
    r"(?P<part>rows|detail|tags_id|tags|topics|sources|block_cat|block|authorlist|author|cat|comments|bodyhtml(?:_\d+)?|\d+)"
)
_LANGUAGE: Final = re.compile(r"(?P<prefix>\w+?)_(?P<language>[a-z]{2})_(?P<part>comment|menu_rows)")
_SITE: Final = re.compile(r"(?P<prefix>\w+?)_(?P<part>banners_plans|banners_rows|counter|config)")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """
    Where a table belongs.

    Attributes:
        prefix: Of all tables of the portal (`nv4`).
        language: `vi`, or "" of tables that are the whole portal's.
        module: `news`, or "" of tables that are no news module's.
        part: A key of `COLUMNS`, or `copies` of the copies that each category has.
    """

    prefix: str
    language: str
    module: str
    part: str

    @property
    def set(self) -> str:
        """Return the name of the module's set of tables: `nv4_vi_news`."""
        return f"{self.prefix}_{self.language}_{self.module}"


def place_of(table: str) -> Place | None:
    """Return where a table belongs, None where nothing of it is read."""
    table = table.lower()
    if match := _LANGUAGE.fullmatch(table):
        return Place(match["prefix"], match["language"], "", match["part"])
    if match := _SITE.fullmatch(table):
        return Place(match["prefix"], "", "", match["part"])
    if match := _SET.fullmatch(table):
        part = "bodyhtml" if match["part"].startswith("bodyhtml") else match["part"]
        return Place(match["prefix"], match["language"], match["module"], "copies" if part.isdigit() else part)
    return None
