"""Pages of a list against the rule put in words."""

from __future__ import annotations

from hypothesis import given, strategies as st

from plugins.archives.numbering import Part, divide, divide_ranking

LENGTHS = st.integers(0, 500)


def pages(length: int) -> dict[str, Part[int]]:
    """Return address → page of the list 0, 1, … (the oldest is 0)."""
    return {part.url: part for part in divide(range(length), "/muc/")}


@given(LENGTHS)
def test_pages_partition_the_list(length: int) -> None:
    """Read in the order given, the pages hold every item once, newest first."""
    items = [item for part in divide(range(length), "/muc/") for item in part.items]
    assert items == list(range(length))[::-1]


@given(LENGTHS)
def test_page_i_holds_the_ith_oldest_twenty(length: int) -> None:
    """Numbered pages are counted from the oldest, and the list's own address holds the 20 to 39 newest."""
    for number, part in ((part.number, part) for part in divide(range(length), "/muc/")):
        if number:
            assert part.url == f"/muc/page-{number}/"
            assert sorted(part.items) == list(range(length))[20 * number - 20 : 20 * number]
        else:
            assert part.url == "/muc/"
            assert len(part.items) == length if length < 40 else 20 <= len(part.items) <= 39
    assert len(pages(length)) == 1 + max(0, length // 20 - 1)


@given(LENGTHS)
def test_a_new_item_changes_only_the_promised_pages(length: int) -> None:
    """Appending the newest changes one page, two when n turns 40, three when it turns 60, 80, …; none goes."""
    before, after = pages(length), pages(length + 1)
    changed = {url for url in after if before.get(url) != after[url]}
    assert set(before) <= set(after)
    if (length + 1) % 20 or length + 1 < 40:
        assert changed == {"/muc/"}
    elif length + 1 == 40:
        assert changed == {"/muc/", "/muc/page-1/"}
    else:
        newest = (length + 1) // 20 - 1
        assert changed == {"/muc/", f"/muc/page-{newest}/", f"/muc/page-{newest - 1}/"}


@given(LENGTHS)
def test_steps_walk_the_whole_list(length: int) -> None:
    """Older leads from the newest page through all to the oldest and newer leads back; no step leads nowhere."""
    all_pages = pages(length)
    way = ["/muc/"]
    while step := all_pages[way[-1]].steps.older:
        assert all_pages[step].steps.newer == way[-1]
        way.append(step)
    assert way == list(all_pages)
    for url, part in all_pages.items():
        assert part.steps.newest == ("" if url == way[0] else way[0])
        assert part.steps.oldest == ("" if url == way[-1] else way[-1])
    assert all_pages[way[0]].steps.newer == ""


@given(LENGTHS)
def test_a_ranking_is_cut_by_rank(length: int) -> None:
    """Twenty a page, the best first: page i holds the places 20·(i - 1) + 1 to 20·i; the first has no number."""
    parts = list(divide_ranking(range(length), "/hay/"))
    assert [item for part in parts for item in part.items] == list(range(length))
    for place, part in enumerate(parts):
        assert (part.number, part.url) == ((place + 1, f"/hay/page-{place + 1}/") if place else (0, "/hay/"))
        assert len(part.items) == 20 or place == len(parts) - 1
        assert part.items or length == 0
        assert part.steps.newer == (parts[place - 1].url if place else "")
        assert part.steps.older == (parts[place + 1].url if place + 1 < len(parts) else "")
        assert part.steps.newest == ("/hay/" if place else "")
        assert part.steps.oldest == (parts[-1].url if place + 1 < len(parts) else "")
