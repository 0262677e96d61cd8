// @ts-check
/** The search page: what is typed and chosen goes to the worker, what it answers to the list. */

import { SearchForm } from "./view-form.js";
import { PAGE, Results } from "./view-results.js";
import { Line } from "./view-worker.js";

const TYPING_PAUSE = 200;

const place = /** @type {HTMLElement} */ (document.querySelector("[data-search-root]"));
const { searchRoot = "", searchWorker = "" } = place.dataset;
const form = new SearchForm(/** @type {HTMLFormElement} */ (place.querySelector("form")));
const results = new Results(place);
const notices = /** @type {HTMLElement} */ (place.querySelector("[data-search-notices]"));
const line = new Line(searchWorker, searchRoot, show, showProblem);
const { title } = document;

let request = 0;
/** The last request that has its results. */
let answered = 0;
let first = 0;
let most = PAGE;
let isUnfinished = false;
/** Where a reader was who comes back. */
let top = 0;
/** @type {import("./select.js").Asked} */
let asked;
/** @type {import("./view-form.js").Ignored[]} */
let ignored = [];
/** @type {ReturnType<typeof setTimeout> | undefined} */
let typing;

function start() {
  /** @type {HTMLElement} */ (place.querySelector("[data-search-live]")).hidden = false;
  /** @type {HTMLElement} */ (place.querySelector("[data-search-fallback]")).hidden = true;
  listenToForm();
  const { list, more, proposal, retry, status } = results;
  proposal.addEventListener("click", () => {
    form.query.value = proposal.textContent ?? "";
    change("pushState");
    status.focus();
  });
  retry.addEventListener("click", () => {
    status.focus();
    again();
  });
  more.addEventListener("click", () => ask(results.count, PAGE));
  list.addEventListener("click", () => history.replaceState({ shown: results.count, top: scrollY }, ""));
  addEventListener("online", () => retry.hidden || again());
  addEventListener("popstate", readAddress);
  readAddress();
}

function listenToForm() {
  form.form.addEventListener("submit", (event) => {
    event.preventDefault();
    change("pushState");
    if (matchMedia("(hover: none)").matches) {
      form.query.blur();
    }
  });
  form.form.addEventListener("input", ({ target }) => {
    clearTimeout(typing);
    if (target === form.query) {
      typing = setTimeout(change, TYPING_PAUSE, "replaceState", true);
    }
  });
  form.form.addEventListener("change", ({ target }) => target === form.query || change("pushState"));
  form.panel.addEventListener("toggle", () => {
    if (form.panel.open && !asked?.counts) {
      search(results.count || PAGE);
    }
  });
  form.clearer.addEventListener("click", () => {
    form.clear();
    change("pushState");
    form.panel.querySelector("summary")?.focus();
  });
}

function readAddress() {
  ignored = form.read(location.search);
  isUnfinished = false;
  top = history.state?.top ?? 0;
  search(history.state?.shown);
}

/**
 * @param {"pushState" | "replaceState"} method
 * @param {boolean} isTyped so that the last word may go on
 */
function change(method, isTyped = false) {
  ignored = [];
  isUnfinished = isTyped;
  const address = new URL(location.href);
  address.search = form.address;
  if (address.href !== location.href) {
    history[method](null, "", address);
  }
  search();
}

/** @param {number} shown how many results the reader had */
function search(shown = PAGE) {
  clearTimeout(typing);
  const query = form.query.value.trim();
  document.title = query ? `${query} - ${title}` : title;
  form.showCount();
  giveNotice();
  asked = { ...form.asked, isUnfinished };
  request += 1;
  if (form.isBackwards) {
    results.showText("backwards");
  } else if (form.isAsking || asked.counts) {
    ask(0, form.isAsking ? shown : 0);
  } else {
    results.showText("hint");
    line.open().catch(() => {});
  }
}

/**
 * @param {number} from how many results are there already
 * @param {number} wanted
 */
function ask(from, wanted) {
  request += 1;
  [first, most] = [from, wanted];
  results.wait();
  line.ask({ id: request, asked, first, count: most });
}

/**
 * @param {import("./view-worker.js").Problem} problem
 * @param {number} [id]
 */
function showProblem(problem, id = request) {
  if (id === request && (problem === "network" || !line.reload())) {
    request += 1;
    results.showProblem(problem);
    if (first > 0) {
      results.status.focus();
    } else if (id !== answered) {
      results.list.replaceChildren();
    }
  }
}

/** After a failure. */
function again() {
  if (results.isOutdated) {
    location.reload();
  } else {
    search(first + most || PAGE);
  }
}

/** @param {import("./view-results.js").Reply} reply in two parts where other words may find more: the second proposes them */
function show(reply) {
  if (reply.id !== request) {
    return;
  }
  if (!reply.results) {
    results.propose(reply.proposal);
    return;
  }
  answered = request;
  if (reply.counts || reply.unknown.length > 0) {
    showChoices(reply);
  }
  if (!form.isAsking || reply.documents === 0) {
    results.showText(form.isAsking ? "empty" : "hint");
    return;
  }
  results.show(reply, first, most, asked.every || form.isFiltered);
  if (first > 0) {
    history.replaceState({ shown: results.count }, "");
  }
  if (top) {
    scrollTo(0, top);
    top = 0;
  }
}

/** @param {import("./view-results.js").Reply} reply */
async function showChoices({ id, counts = {}, unknown }) {
  const { offer, refuse } = await loadFilters();
  if (id === request) {
    offer(form, counts);
    ignored.push(...refuse(form, unknown));
    form.showCount();
    giveNotice();
  }
}

async function giveNotice() {
  const said = ignored;
  notices.textContent = "";
  if (said.length > 0) {
    const { notice } = await loadFilters();
    if (said === ignored) {
      notices.textContent = notice(said, form.query);
    }
  }
}

/** Never settles where it fails: the page then says so. */
function loadFilters() {
  return import("./view-filters.js").catch(() => {
    showProblem("network");
    return new Promise(() => {});
  });
}

start();
