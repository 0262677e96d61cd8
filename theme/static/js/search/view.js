// @ts-check
/** The search page: what is typed and chosen goes to the worker, what it answers to the list. */

import { LoadError, loadText } from "./load.js";
import { LONGEST } from "./query.js";
import { SearchForm } from "./view-form.js";
import { item } from "./view-results.js";

const PAGE = 10;
const MOST_COUNTED = 1000;
const TYPING_PAUSE = 200;
const RELOADED = "search-reloaded";

const PROBLEMS = {
  network: "Không tải được dữ liệu tìm kiếm. Hãy kiểm tra kết nối mạng rồi thử lại.",
  missing: "Cổng thông tin vừa có bản mới. Hãy tải lại trang này rồi tìm tiếp.",
  damaged: "Không đọc được dữ liệu tìm kiếm. Hãy tải lại trang này.",
};
const HINT = "Gõ một hay nhiều từ, có dấu hoặc không dấu, ví dụ: công nghệ thông tin.";
const BACKWARDS = "Ngày đầu đứng sau ngày cuối. Hãy đổi lại khoảng ngày.";
const EMPTY = "Cổng thông tin chưa có bài nào để tìm.";

/**
 * @typedef {object} Reply
 * @property {number} documents in all
 * @property {number} total
 * @property {boolean} isExact
 * @property {number} [complete]
 * @property {import("./select.js").Counts} [counts]
 * @property {string[]} unknown
 * @property {string} proposal another query, or ""
 * @property {import("./engine.js").Result[]} results
 */

const number = new Intl.NumberFormat("vi-VN");
const place = /** @type {HTMLElement} */ (document.querySelector("[data-search-root]"));
const form = new SearchForm(/** @type {HTMLFormElement} */ (find("form")));
const list = find("[data-search-results]");
const count = find("[data-search-count]");
const message = find("[data-search-message]");
const notices = find("[data-search-notices]");
const proposed = find("[data-search-proposal]");
const proposal = find("[data-search-proposal] button");
const more = find("[data-search-more]");
const retry = find("[data-search-retry]");

let request = 0;
let first = 0;
/** @type {import("./select.js").Asked | undefined} */
let asked;
/** @type {Promise<Worker> | undefined} */
let opening;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let typing;

function start() {
  find("[data-search-live]").hidden = false;
  find("[data-search-fallback]").hidden = true;
  form.form.addEventListener("submit", (event) => {
    event.preventDefault();
    change("pushState");
  });
  form.form.addEventListener("input", ({ target }) => {
    clearTimeout(typing);
    if (target === form.query) {
      typing = setTimeout(change, TYPING_PAUSE, "replaceState");
    }
  });
  form.form.addEventListener("change", ({ target }) => {
    if (target !== form.query) {
      change("pushState");
    }
  });
  find("[data-search-clear]").addEventListener("click", () => {
    form.clear();
    change("pushState");
  });
  proposal.addEventListener("click", () => {
    form.query.value = proposal.textContent ?? "";
    form.query.focus();
    change("pushState");
  });
  form.panel.addEventListener("toggle", () => {
    if (form.panel.open && !asked?.counts) {
      search(list.childElementCount || PAGE);
    }
  });
  more.addEventListener("click", () => ask(list.childElementCount, PAGE));
  retry.addEventListener("click", () => search());
  addEventListener("online", () => retry.hidden || search());
  addEventListener("popstate", readAddress);
  readAddress();
}

function readAddress() {
  clearTimeout(typing);
  notices.textContent = form.read(location.search, LONGEST).join(" ");
  search(history.state?.shown);
}

/** @param {"pushState" | "replaceState"} method */
function change(method) {
  clearTimeout(typing);
  notices.textContent = "";
  const address = new URL(location.href);
  address.search = form.address;
  if (address.href !== location.href) {
    history[method](null, "", address);
  }
  search();
}

/** @param {number} shown how many results the reader had */
function search(shown = PAGE) {
  if (form.isBackwards) {
    showNothing(BACKWARDS);
  } else if (form.isAsking || form.panel.open) {
    ask(0, form.isAsking ? shown : 0);
  } else {
    showNothing(HINT);
    open().catch(() => {});
  }
}

/**
 * @param {number} from how many results are there already
 * @param {number} most
 */
async function ask(from, most) {
  request += 1;
  first = from;
  const id = request;
  asked = form.asked;
  place.setAttribute("aria-busy", "true");
  try {
    (await open()).postMessage({ id, asked, first, count: most });
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
  if (id === request && (problem === "network" || !reload())) {
    showNothing(PROBLEMS[problem]);
    retry.hidden = problem !== "network";
  }
}

/** A page of an earlier build asks for files that are gone: load it anew, but once for each root. */
function reload() {
  const root = place.dataset.searchRoot ?? "";
  try {
    if (sessionStorage.getItem(RELOADED) === root) {
      return false;
    }
    sessionStorage.setItem(RELOADED, root);
  } catch {
    return false;
  }
  location.reload();
  return true;
}

/** @param {string} text */
function showNothing(text) {
  request += 1;
  place.removeAttribute("aria-busy");
  list.replaceChildren();
  count.textContent = "";
  message.textContent = text;
  proposed.hidden = true;
  more.hidden = true;
  retry.hidden = true;
}

/** @param {Reply} reply */
function show(reply) {
  if (reply.unknown.length > 0) {
    notices.textContent = `${notices.textContent} ${form.refuse(reply.unknown).join(" ")}`.trim();
  }
  if (reply.counts) {
    form.offer(reply.counts);
  }
  if (form.isAsking && reply.documents > 0) {
    showResults(reply);
  } else {
    showNothing(form.isAsking ? EMPTY : HINT);
  }
}

/** @param {Reply} reply */
function showResults(reply) {
  const { total, results } = reply;
  const items = results.map(item);
  place.removeAttribute("aria-busy");
  retry.hidden = true;
  if (first === 0) {
    list.replaceChildren(...items);
  } else {
    list.append(...items);
    items[0]?.querySelector("a")?.focus();
  }
  const shown = list.childElementCount;
  if (first > 0) {
    history.replaceState({ shown }, "");
  }
  message.textContent = shown ? "" : nothingFound();
  count.textContent = shown ? counted(reply, shown) : "";
  proposal.textContent = reply.proposal;
  proposed.hidden = !reply.proposal;
  more.hidden = shown >= total;
}

function nothingFound() {
  const { query, filters, every } = form.asked;
  if (Object.keys(filters).length > 0 || every) {
    return "Không có bài nào như vậy. Hãy bỏ bớt điều kiện lọc.";
  }
  return `Không có bài nào hợp với câu hỏi “${query.trim().slice(0, 80)}”. Hãy thử từ khác.`;
}

/**
 * @param {Reply} reply
 * @param {number} shown
 */
function counted({ complete, isExact, total }, shown) {
  const paged = shown > PAGE ? ` Đang hiện ${number.format(shown)} bài.` : "";
  if (!isExact) {
    return `Tìm thấy nhiều nhất ${number.format(total)} bài.${paged}`;
  }
  if (complete === undefined || complete === total) {
    return `Tìm thấy ${number.format(total)} bài.${paged}`;
  }
  const some = `${number.format(total - complete)} bài có một vài từ.${paged}`;
  const all = complete > MOST_COUNTED ? `Hơn ${number.format(MOST_COUNTED)}` : number.format(complete);
  return complete ? `${all} bài có đủ các từ, ${some}` : `Không bài nào có đủ các từ; ${some}`;
}

/**
 * @param {string} selector
 * @returns {HTMLElement}
 */
function find(selector) {
  return /** @type {HTMLElement} */ (place.querySelector(selector));
}

start();
