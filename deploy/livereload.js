// @ts-check
// Loads the page anew when the site has changed, and shows what is wrong while it cannot be built.
// Only ./inv livereload serves this file.

/** @typedef {{version: string, kind: "fine" | "warning" | "error", report: string}} State */

const PAUSE = 400; // milliseconds
const HEADINGS = {
  error: "Chưa dựng lại được – đây vẫn là trang cũ",
  warning: "Đã dựng lại, có điều cần xem",
};

const shown = new URL(import.meta.url).search.slice(1);
const host = document.createElement("livereload-report");
const root = host.attachShadow({ mode: "open" });
let last = "";

/** @param {State} state */
function show(state) {
  const text = `${state.kind} ${state.report}`;
  if (text === last) return;
  last = text;
  if (state.kind === "fine") {
    host.remove();
    return;
  }
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = new URL("livereload.css", import.meta.url).href;
  const box = document.createElement("details");
  box.className = state.kind;
  box.open = state.kind === "error";
  const heading = document.createElement("summary");
  heading.textContent = HEADINGS[state.kind];
  const report = document.createElement("pre");
  report.textContent = state.report;
  report.tabIndex = 0;
  box.append(heading, report);
  box.setAttribute("role", state.kind === "error" ? "alert" : "status");
  root.replaceChildren(style, box);
  document.body.append(host);
}

async function look() {
  try {
    const answer = await fetch(new URL("state.json", import.meta.url), { cache: "no-store" });
    /** @type {State} */
    const state = await answer.json();
    if (state.version !== shown) {
      location.reload();
      return;
    }
    show(state);
  } catch {
    // The server is stopped or starting anew; the page stays as it is.
  }
  setTimeout(look, PAUSE);
}

look();
