// @ts-check
/**
 * What every page does beyond its HTML: each step is for comfort, and the page is whole without it.
 * Another module is fetched only where there is something for it to do.
 */

/**
 * @param {string} place A selector; nothing happens where the page has none.
 * @param {() => unknown} act What to do once the place comes near the window.
 */
function whenNear(place, act) {
  const element = document.querySelector(place);
  const watch = new IntersectionObserver((seen) => {
    if (seen.some((entry) => entry.isIntersecting)) {
      watch.disconnect();
      act();
    }
  }, { rootMargin: "50%" });
  element && watch.observe(element);
}

whenNear("[data-block=statistics] a[data-figures]", () =>
  import("./statistics.js").then(({ showFigures }) => showFigures(document)));
whenNear("[data-feedback]", () => import("./feedback.js").then(({ offerFeedback }) => offerFeedback(document)));

if (document.querySelector(".prose table")) {
  import("./tables.js").then(({ wrapTables }) => wrapTables(document));
}

/** @type {Record<string, () => unknown>} What the buttons below an article do. */
const TOOLS = {
  print: () => window.print(),
  save: () => import("./save.js").then(({ saveArticle }) => saveArticle(document)),
};

for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-tool]"))) {
  button.hidden = false;
  button.addEventListener("click", TOOLS[button.dataset.tool ?? ""]);
}
