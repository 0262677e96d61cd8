"""How the portal looks is data: colours, icons, the order of things."""

from __future__ import annotations

from typing import get_args

from plugins.archives.colours import make_rules
from plugins.archives.machine_views import AppIcon, AppManifest
from plugins.archives.views import CountsPage, HomePage
from plugins.newsroom.site import HOME_PARTS, Appearance, Colours, Home, HomePart, Media
from tests.builders import ASSETS, make_article, make_content, make_content_frame, make_site, plan_site, view_of


def manifest(looks: Appearance, *media: Media) -> AppManifest:
    """Return the web manifest of a portal that looks so."""
    content = make_content(site=make_site(appearance=looks), media=media)
    return view_of(plan_site(content), "site.webmanifest", AppManifest)


def test_without_colours_the_theme_has_its_own() -> None:
    """No rule is written."""
    assert make_rules(None) == ""


def test_colours_become_tokens_in_light_and_dark() -> None:
    """The brand bears white text in both; as text it is made lighter in the dark."""
    rules = make_rules(Colours(brand="#124b3a", highlight="#ffd479"))
    light, dark = rules.split("@media (prefers-color-scheme:dark)")
    assert light == ("@layer tokens{:root{--brand:#124b3a;--brand-soft:#dbe4e1;--brand-line:#ffd479;--accent:#124b3a}")
    assert "--brand:#0c3126;" in dark
    assert rules.count("{") == rules.count("}")


def test_the_manifest_has_the_operators_logo_or_the_themes_icons() -> None:
    """A drawing fits any size; a picture has its own, and its type."""
    theirs = manifest(Appearance())
    assert (theirs.name, theirs.short_name) == ("Cổng tin thử", "Cổng tin thử")
    assert [icon.src for icon in theirs.icons] == [ASSETS.icon, ASSETS.large_icon]
    picture = Media(path="media/huy hiệu.png", width=600, height=600)
    own = manifest(Appearance(short_name="Thử", logo="/media/huy hiệu.png"), picture)
    assert own.short_name == "Thử"
    assert own.icons == (AppIcon(src="/media/huy%20hi%E1%BB%87u.png", sizes="600x600", type="image/png"),)
    photo = manifest(Appearance(logo="/media/a.jpg"), Media(path="media/a.jpg", width=192, height=192))
    assert photo.icons == (AppIcon(src="/media/a.jpg", sizes="192x192", type="image/jpeg"),)


def test_frames_carry_what_was_chosen() -> None:
    """Colour, logo, what stands beside pages, where articles can be sent."""
    looks = Appearance(colours=Colours(brand="#124b3a", highlight="#ffd479"), side=("statistics",), share=("email",))
    frame = make_content_frame(make_content(site=make_site(appearance=looks)))
    assert (frame.colour, frame.logo, frame.side, frame.share) == ("#124b3a", None, ("statistics",), ("email",))


def test_the_front_page_has_the_chosen_parts_in_the_chosen_order() -> None:
    """All of them where nothing was chosen."""
    assert set(HOME_PARTS) == set(get_args(HomePart))
    for home, expected in ((Home(), HOME_PARTS), (Home(parts=("newest", "hot")), ("newest", "hot"))):
        pages = plan_site(make_content(site=make_site(home=home)))
        assert view_of(pages, "index.html", HomePage).parts == expected


def test_the_archive_counts_every_month() -> None:
    """The entrance from the first year's January to the last one's December, a year its twelve; empty months too."""
    articles = [
        make_article(slug, day) for slug, day in (("a", "2019-12-01"), ("b", "2019-12-31"), ("c", "2021-01-01"))
    ]
    pages = plan_site(make_content(articles))
    chart = view_of(pages, "luu-tru/index.html", CountsPage).chart
    assert chart is not None
    assert (len(chart.months), chart.highest) == (36, 2)
    assert {(one.year, one.month): one.count for one in chart.months if one.count} == {
        (2019, 12): 2,
        (2021, 1): 1,
    }
    year = view_of(pages, "luu-tru/2021/index.html", CountsPage).chart
    assert year is not None
    assert [one.count for one in year.months] == [1] + [0] * 11
    assert view_of(plan_site(make_content()), "luu-tru/index.html", CountsPage).chart is None
