"""The tree of categories."""

from __future__ import annotations

from plugins.archives.categories import CategoryTree
from plugins.archives.parts import Link
from plugins.newsroom.site import Category
from tests.builders import make_article

TREE = CategoryTree(
    [
        Category(slug="tieu-hoc", name="Tiểu học", parent="giao-duc"),
        Category(slug="kinh-te", name="Kinh tế", order=2),
        Category(slug="giao-duc", name="Giáo dục", parent="xa-hoi"),
        Category(slug="xa-hoi", name="Xã hội", order=1),
        Category(slug="y-te", name="Y tế", parent="xa-hoi", order=-1),
        Category(slug="the-thao", name="Thể thao", order=2),
    ]
)


def test_menu_is_the_top_level_by_order_then_file() -> None:
    """Categories without a parent, by `order`, those with the same in the file's order."""
    assert [link.text for link in TREE.children("")] == ["Xã hội", "Kinh tế", "Thể thao"]
    assert [category.slug for category in TREE.top] == ["xa-hoi", "kinh-te", "the-thao"]


def test_children_are_ordered_alike() -> None:
    """Sub-categories follow the same order."""
    assert TREE.children("xa-hoi") == (Link(url="/y-te/", text="Y tế"), Link(url="/giao-duc/", text="Giáo dục"))
    assert TREE.children("kinh-te") == ()


def test_categories_come_depth_first() -> None:
    """Each category stands before its children, a parent with all of its own before the next."""
    assert [category.slug for category in TREE.ordered] == [
        "xa-hoi",
        "y-te",
        "giao-duc",
        "tieu-hoc",
        "kinh-te",
        "the-thao",
    ]


def test_breadcrumbs_lead_from_home_down_to_the_category() -> None:
    """Home, the parents from above, the category itself."""
    way = [(link.url, link.text) for link in TREE.breadcrumbs("tieu-hoc")]
    assert way == [("/", "Trang chủ"), ("/xa-hoi/", "Xã hội"), ("/giao-duc/", "Giáo dục"), ("/tieu-hoc/", "Tiểu học")]


def test_an_article_stands_once_in_each_list_above_it() -> None:
    """Main category, `also_in` and all that lie above them, none twice."""
    article = make_article(category="tieu-hoc", also_in=("y-te", "kinh-te", "giao-duc"))
    assert TREE.lists_of(article) == ("xa-hoi", "giao-duc", "tieu-hoc", "y-te", "kinh-te")
