// @ts-check
/** Results as elements: whatever a title holds is text. */

/**
 * @typedef {import("./engine.js").Result} Result
 * @typedef {import("./engine.js").Marked} Marked
 */

/**
 * @param {Result} result
 * @returns {HTMLElement}
 */
export function item({ url, title, date, category, summary, rating }) {
  const link = element("a", "item__link", ...marked(title));
  link.setAttribute("href", url);
  const day = element("time", "item__date", date.slice(0, 10).split("-").reverse().join("/"));
  day.setAttribute("datetime", date);
  const words = element(
    "div",
    "item__words",
    element("h2", "item__title", link),
    element("p", "item__meta", day, " ", element("span", "search__category", category)),
    element("p", "item__summary", ...marked(summary)),
  );
  if (rating) {
    words.append(element("p", "item__rank", `Đánh giá: ${rating}/5`));
  }
  return element("li", "item item--row", words);
}

/**
 * @param {Marked} pieces
 * @returns {(string | HTMLElement)[]}
 */
function marked(pieces) {
  return pieces.map(([text, isMarked]) => (isMarked ? element("mark", "", text) : text));
}

/**
 * @param {string} name
 * @param {string} style
 * @param {(string | HTMLElement)[]} children
 * @returns {HTMLElement}
 */
function element(name, style, ...children) {
  const made = document.createElement(name);
  if (style) {
    made.className = style;
  }
  made.append(...children);
  return made;
}
