// @ts-check
/** Results as elements, in which whatever a title holds is text, and what is said about them. */

/**
 * @typedef {import("./engine.js").Result} Result
 * @typedef {import("./engine.js").Marked} Marked
 *
 * @typedef {object} Reply
 * @property {number} id
 * @property {number} documents in all
 * @property {number} [total] of those found, where it is known
 * @property {boolean} isExact whether the total is no upper bound
 * @property {number} [complete] how many hold all the words, where nothing else narrows
 * @property {import("./select.js").Counts} [counts]
 * @property {string[]} unknown filters that no document has
 * @property {string} proposal another query, or ""
 * @property {Result[]} results
 */

/** How many results are shown at once. */
export const PAGE = 10;

const MOST_COUNTED = 1000;
const number = new Intl.NumberFormat("vi-VN");

/** All that stands below the form. */
export class Results {
  /** @param {HTMLElement} place */
  constructor(place) {
    const find = (/** @type {string} */ name) => /** @type {HTMLElement} */ (place.querySelector(`[data-search-${name}]`));
    this.place = place;
    this.status = find("status");
    this.total = find("count");
    this.message = find("message");
    this.proposed = find("proposal");
    this.proposal = /** @type {HTMLElement} */ (this.proposed.querySelector("button"));
    this.retry = find("retry");
    this.list = find("results");
    this.more = find("more");
    this.isOutdated = false;
  }

  get count() {
    return this.list.childElementCount;
  }

  wait() {
    this.place.setAttribute("aria-busy", "true");
  }

  /**
   * @param {Reply} reply
   * @param {number} first
   * @param {number} most
   * @param {boolean} isNarrowed
   */
  show({ results, ...reply }, first, most, isNarrowed) {
    const items = results.map(item);
    if (first === 0) {
      this.list.replaceChildren(...items);
    } else {
      this.list.append(...items);
      items[0]?.querySelector("a")?.focus();
    }
    const nothing = isNarrowed ? "narrow" : "nothing";
    this.say(this.count ? "" : nothing, this.count ? counted(reply, this.count) : "", reply.proposal);
    this.list.toggleAttribute("data-nothing-found", this.count === 0);
    this.more.hidden = items.length < most || this.count === reply.total;
  }

  /**
   * Show a text, and no results.
   *
   * @param {string} text its name
   */
  showText(text) {
    this.list.replaceChildren();
    this.say(text);
  }

  /**
   * Show what went wrong; results that are there stay.
   *
   * @param {import("./view-worker.js").Problem} problem
   */
  showProblem(problem) {
    this.say(problem);
    this.isOutdated = problem === "missing";
    this.retry.textContent = this.isOutdated ? "Tải lại trang" : "Thử lại";
    this.retry.hidden = false;
  }

  /** @param {string} meant another query, or "" */
  propose(meant) {
    this.proposal.textContent = meant;
    this.proposed.hidden = !meant;
  }

  /**
   * @param {string} text the name of one that the page holds, or ""
   * @param {string} found
   * @param {string} meant another query
   */
  say(text, found = "", meant = "") {
    this.place.removeAttribute("aria-busy");
    this.message.textContent = this.message.dataset[text] ?? "";
    this.total.textContent = found;
    this.propose(meant);
    this.retry.hidden = true;
    this.more.hidden = true;
    this.list.removeAttribute("data-nothing-found");
  }
}

/**
 * @param {Result} result
 * @returns {HTMLElement}
 */
function item({ url, title, date, category, summary, rating }) {
  const link = element("a", "item__link", ...marked(title));
  link.setAttribute("href", url);
  const day = element("time", "item__date", date.slice(0, 10).split("-").reverse().join("/"));
  day.setAttribute("datetime", date);
  const words = element(
    "div",
    "item__words",
    element("h2", "item__title", link),
    element("p", "item__meta", day, " ", element("span", "search__category", category)),
  );
  if (summary.length > 0) {
    words.append(element("p", "item__summary", ...marked(summary)));
  }
  if (rating) {
    words.append(element("p", "item__rank", `Đánh giá: ${rating}/5`));
  }
  return element("li", "item item--row", words);
}

/**
 * @param {Reply} reply
 * @param {number} shown
 * @returns {string}
 */
function counted({ complete, isExact, total }, shown) {
  const paged = shown > PAGE ? ` Đang hiện ${number.format(shown)} bài.` : "";
  if (complete === undefined || complete === total) {
    return `Tìm thấy ${isExact ? "" : "nhiều nhất "}${atMost(total)} bài.${paged}`;
  }
  const rest = total === undefined ? "" : `, ${number.format(total - complete)} bài có một vài từ`;
  const all = complete ? `${atMost(complete)} bài có đủ các từ` : "Không bài nào có đủ các từ";
  return `${all[0].toUpperCase()}${all.slice(1)}${rest}.${paged}`;
}

/** @param {number} [count] none is known where there are too many to count */
const atMost = (count = Infinity) =>
  count > MOST_COUNTED ? `hơn ${number.format(MOST_COUNTED)}` : number.format(count);

/**
 * @param {Marked} pieces
 * @returns {(string | HTMLElement)[]}
 */
const marked = (pieces) => pieces.map(([text, isMarked]) => (isMarked ? element("mark", "", text) : text));

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
