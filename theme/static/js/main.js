// @ts-check
/**
 * What every page does beyond its HTML: each step is for comfort, and the page is whole without it.
 * Another module is fetched only where there is something for it to do.
 */

const figures = document.querySelector("[data-block=statistics] a[data-figures]");
if (figures) {
  const whenNear = new IntersectionObserver((seen) => {
    if (seen.some((entry) => entry.isIntersecting)) {
      whenNear.disconnect();
      import("./statistics.js").then(({ showFigures }) => showFigures(document));
    }
  }, { rootMargin: "50%" });
  whenNear.observe(figures);
}

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
