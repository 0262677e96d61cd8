"""The forms follow the one schema, the choices follow the site's data."""

from __future__ import annotations

from typing import Any

import pytest

from desk.forms import LEFT_OUT
from plugins.newsroom.schema import all_schemas
from tests.desk_kit import SmallDesk


@pytest.fixture
def configuration(small: SmallDesk) -> dict[str, Any]:
    """What the CMS is set up with; nobody has to be signed in for it."""
    return small.client.get("/admin/config.json").json()


def fields_of(configuration: dict[str, Any], name: str) -> dict[str, dict[str, Any]]:
    """Return the fields of a collection's form by their names."""
    collection = next(one for one in configuration["collections"] if one["name"] == name)
    return {field["name"]: field for field in collection["fields"]}


@pytest.mark.parametrize(("kind", "name"), [("article", "bai-2026"), ("page", "trang-tinh")])
def test_every_field_of_the_schema_has_its_place(configuration: dict[str, Any], kind: str, name: str) -> None:
    """A field that is added to the format is in the form, or somebody has decided that programs write it."""
    schema = all_schemas()[f"{kind}.schema.json"]
    fields = fields_of(configuration, name)
    assert fields.keys() - {"body"} == schema["properties"].keys() - LEFT_OUT[kind]
    assert LEFT_OUT[kind] <= schema["properties"].keys()
    required = {field for field, one in fields.items() if one["required"]} - {"body", "status"}
    assert required == set(schema["required"])
    for field, one in fields.items():
        if field != "body":
            assert one["label"] == schema["properties"][field]["title"]
        assert one["hint"].strip()


def test_the_rating_is_a_group_of_two_numbers_and_a_moment(configuration: dict[str, Any]) -> None:
    """As in the file."""
    rating = fields_of(configuration, "bai-2026")["rating"]
    assert (rating["widget"], rating["required"]) == ("object", False)
    assert [(one["name"], one["widget"], one["required"]) for one in rating["fields"]] == [
        ("points", "number", True),
        ("votes", "number", True),
        ("as_of", "datetime", False),
    ]


def test_an_articles_status_is_chosen(configuration: dict[str, Any]) -> None:
    """It has no default: the CMS would write one into published articles that say none. The states are the format's."""
    status = fields_of(configuration, "bai-2026")["status"]
    assert ("default" in status, status["required"]) == (False, True)
    assert [option["value"] for option in status["options"]] == ["draft", "review", "published", "hidden"]


def test_choices_are_those_of_the_site(configuration: dict[str, Any]) -> None:
    """Editors see names and never type a slug."""
    fields = fields_of(configuration, "bai-2026")
    categories = [{"value": "kinh-te", "label": "Kinh tế"}, {"value": "xa-hoi", "label": "Xã hội"}]
    assert fields["category"]["options"] == fields["also_in"]["options"] == categories
    assert fields["unit"]["options"] == [{"value": "van-phong", "label": "Văn phòng"}]


def test_where_there_is_nothing_to_choose_there_is_no_field(small: SmallDesk) -> None:
    """The CMS would refuse to start over a choice of nothing."""
    assert small.save("content/site/topics.yaml", "", operation="delete").status_code == 201
    fields = fields_of(small.client.get("/admin/config.json").json(), "bai-2026")
    assert "topic" not in fields
    assert "unit" in fields


def test_each_year_is_a_collection(small: SmallDesk) -> None:
    """The present year first, though it has no article yet; words of commits are Vietnamese."""
    old = "---\ntitle: Cũ\ndate: 2019-01-01\ncategory: kinh-te\n---\n\nCũ.\n"
    assert small.save("content/articles/2019/01/cu.md", old).status_code == 201
    made = small.client.get("/admin/config.json").json()
    assert [one["name"] for one in made["collections"]] == ["bai-2026", "bai-2019", "trang-tinh"]
    assert made["backend"]["commit_messages"]["create"].startswith("Bài mới")
    assert made["output"]["yaml"]["quote"] == "double"
