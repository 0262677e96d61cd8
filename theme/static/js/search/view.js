// @ts-check
/** The search page: its form, its address, its results.  The only module of search that touches the document. */

import { LoadError, loadText } from "./load.js";

const PAGE = 10;
const TYPING_PAUSE = 200;

const PROBLEMS = {
  network: "Không tải được dữ liệu tìm kiếm. Hãy kiểm tra kết nối mạng rồi thử lại.",
  missing: "Cổng thông tin vừa có bản mới. Hãy tải lại trang này rồi tìm tiếp.",
  damaged: "Không đọc được dữ liệu tìm kiếm. Hãy tải lại trang này.",
};
const HINT = "Gõ một hay nhiều từ, có dấu hoặc không dấu, ví dụ: công nghệ thông tin.";

/**
 * @typedef {import("./engine.js").Result} Result
 * @typedef {import("./engine.js").Marked} Marked
 * @typedef {{total: number, complete: number, results: Result[]}} Reply
 */

const number = new Intl.NumberFormat("vi-VN");
const place = /** @type {HTMLElement} */ (document.querySelector("[data-search-root]"));
const form = find("form");
const input = /** @type {HTMLInputElement} */ (find("input[name=q]"));
const list = find("[data-search-results]");
const count = find("[data-search-count]");
const message = find("[data-search-message]");
const more = find("[data-search-more]");
const retry = find("[data-search-retry]");

let request = 0;
let first = 0;
let query = "";
/** @type {Promise<Worker> | undefined} */
let opening;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let typing;

function start() {
  find("[data-search-live]").hidden = false;
  find("[data-search-fallback]").hidden = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    remember("pushState");
    search();
  });
  input.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => {
      remember("replaceState");
      search();
    }, TYPING_PAUSE);
  });
  more.addEventListener("click", () => ask(list.childElementCount));
  retry.addEventListener("click", () => search());
  addEventListener("popstate", readAddress);
  readAddress();
}

function readAddress() {
  clearTimeout(typing);
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  search();
}

/** @param {"pushState" | "replaceState"} method */
function remember(method) {
  clearTimeout(typing);
  const address = new URL(location.href);
  address.search = input.value.trim() ? `?${new URLSearchParams({ q: input.value })}` : "";
  if (address.href !== location.href) {
    history[method](null, "", address);
  }
}

function search() {
  query = input.value;
  if (/[\p{L}\p{N}]/u.test(query)) {
    ask(0);
  } else {
    request += 1;
    showNothing(HINT);
    open().catch(() => {});
  }
}

/** @param {number} from how many results are there already */
async function ask(from) {
  request += 1;
  first = from;
  const id = request;
  place.setAttribute("aria-busy", "true");
  try {
    (await open()).postMessage({ id, query, first, count: PAGE });
  } catch (error) {
    showProblem(id, error instanceof LoadError ? error.kind : "network");
  }
}

/** The worker, which knows the root; after a failure the next call tries again. */
function open() {
  opening ??= openWorker().catch((error) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

async function openWorker() {
  const address = new URL(place.dataset.searchRoot ?? "", location.href).href;
  const worker = new Worker(place.dataset.searchWorker ?? "", { type: "module" });
  worker.onmessage = ({ data }) => {
    if (data.problem) {
      showProblem(data.id ?? request, data.problem);
    } else if (data.id === request) {
      show(data);
    }
  };
  worker.onerror = (event) => {
    event.preventDefault();
    opening = undefined;
    showProblem(request, "network");
  };
  try {
    worker.postMessage({ address, text: await loadText(address) });
  } catch (error) {
    worker.terminate();
    throw error;
  }
  return worker;
}

/**
 * @param {number} id
 * @param {keyof PROBLEMS} problem
 */
function showProblem(id, problem) {
  if (id === request) {
    showNothing(PROBLEMS[problem]);
    retry.hidden = problem !== "network";
  }
}

/** @param {string} text */
function showNothing(text) {
  place.removeAttribute("aria-busy");
  list.replaceChildren();
  count.textContent = "";
  message.textContent = text;
  more.hidden = true;
  retry.hidden = true;
}

/** @param {Reply} reply */
function show({ total, complete, results }) {
  const items = results.map(item);
  place.removeAttribute("aria-busy");
  retry.hidden = true;
  message.textContent = total ? "" : `Không có bài nào có từ trong câu hỏi “${query.trim()}”. Hãy thử từ khác.`;
  count.textContent = total ? counted(total, complete) : "";
  if (first === 0) {
    list.replaceChildren(...items);
  } else {
    list.append(...items);
    items[0]?.querySelector("a")?.focus();
  }
  more.hidden = list.childElementCount >= total;
}

/**
 * @param {number} total
 * @param {number} complete
 */
function counted(total, complete) {
  if (complete === total) {
    return `Tìm thấy ${number.format(total)} bài.`;
  }
  const some = `${number.format(total - complete)} bài có một vài từ`;
  return complete ? `${number.format(complete)} bài có đủ các từ, ${some}.` : `Không bài nào có đủ các từ; ${some}.`;
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

/**
 * @param {string} selector
 * @returns {HTMLElement}
 */
function find(selector) {
  return /** @type {HTMLElement} */ (place.querySelector(selector));
}

start();
