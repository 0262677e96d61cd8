// @ts-check
/** Wide tables in an article's body: they scroll in a box of their own that the keyboard can reach. */

/**
 * Put each table of the body into a box; one that is too wide for the page can be focused and so scrolled by keys.
 *
 * @param {Document} page
 */
export function wrapTables(page) {
  for (const table of page.querySelectorAll(".prose table")) {
    const box = page.createElement("div");
    box.className = "prose__table";
    table.before(box);
    box.append(table);
    if (box.scrollWidth > box.clientWidth) {
      box.tabIndex = 0;
      box.setAttribute("role", "region");
      box.setAttribute("aria-label", table.querySelector("caption")?.textContent?.trim() || "Bảng số liệu");
    }
  }
}
