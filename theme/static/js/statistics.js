// @ts-check
/** The figures of the statistics page, shown on pages that hold only a link to it. */

/**
 * Put the figures that the link `a[data-figures]` leads to above that link.
 *
 * Without such a link, or where its page cannot be had, nothing changes.
 *
 * @param {Document} page
 * @returns {Promise<void>}
 */
export async function showFigures(page) {
  const link = /** @type {HTMLAnchorElement | null} */ (page.querySelector("[data-block=statistics] a[data-figures]"));
  if (!link) {
    return;
  }
  const figures = await loadFigures(link.href).catch(() => null);
  if (figures) {
    link.parentElement?.before(page.importNode(figures, true));
  }
}

/**
 * @param {string} address
 * @returns {Promise<Element | null>}
 */
async function loadFigures(address) {
  const answer = await fetch(address);
  if (!answer.ok) {
    return null;
  }
  const source = new DOMParser().parseFromString(await answer.text(), "text/html");
  return source.querySelector("[data-block=statistics] dl");
}
