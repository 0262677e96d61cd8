// @ts-check
/**
 * What the desk adds to Sveltia CMS: Vietnamese for everybody, the preview of what was saved, and Word files.
 *
 * Loaded before the CMS. Saves are seen as they pass `fetch`; the token stays where the CMS keeps it and goes out in a
 * header only.
 */

const ACCOUNT = "sveltia-cms.user";
const LANGUAGE = "vi";
const TURNS = 15; // of waiting for a preview, the first of a large archive takes minutes

/** @param {string} name @param {Record<string, string>} [attributes] @param {(string | Node)[]} children */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** The token of whoever is signed in, "" where nobody is. */
function token() {
  try {
    return JSON.parse(localStorage.getItem(ACCOUNT) ?? "{}").token ?? "";
  } catch {
    return "";
  }
}

/**
 * Ask the desk; a refusal is an error with the desk's words.
 * @param {string} address
 * @param {RequestInit} [options]
 */
async function ask(address, options = {}) {
  const answer = await plainFetch(address, { ...options, headers: { Authorization: `token ${token()}` } });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.message);
  return said;
}

const plainFetch = window.fetch.bind(window);

/** Let a save pass, and afterwards offer the preview of what it wrote. */
window.fetch = async (input, options) => {
  const answer = await plainFetch(input, options);
  const address = input instanceof Request ? input.url : String(input);
  if (options?.method === "POST" && address.endsWith("/contents") && answer.ok) {
    const { files } = JSON.parse(String(options.body));
    const file = files.find((/** @type {any} */ one) => one.operation !== "delete" && one.path.endsWith(".md"));
    if (file) offerPreview(file.path);
  }
  return answer;
};

// The CMS speaks the browser's language; this desk is Vietnamese on every computer.
Object.defineProperty(navigator, "language", { get: () => LANGUAGE });
Object.defineProperty(navigator, "languages", { get: () => [LANGUAGE] });

const status = element("div", { class: "desk-status", role: "status" });
const wordButton = element("button", { type: "button", class: "desk-button", "data-desk": "word" }, "Nhập tệp Word");
const bar = element("aside", { class: "desk-bar", "aria-label": "Bàn biên tập", hidden: "" }, status, wordButton);

/** @param {string} path of the article in the repository */
async function offerPreview(path) {
  show("Đã lưu. Đang dựng bản xem trước…");
  try {
    const question = `/desk/preview?path=${encodeURIComponent(path)}`;
    let found = await ask(question); // waits on the desk's side, though not for ever
    for (let turn = 1; turn < TURNS && !found.ready; turn += 1) found = await ask(question);
    const notes = [found.report, found.publication && `Trang chưa được xuất bản: ${found.publication}`].filter(Boolean);
    if (found.ready && found.address && !found.report) {
      const link = element("a", { href: found.address, target: "xem-truoc", "data-desk": "preview" }, "Xem trước bài vừa lưu");
      show(link, ...notes);
    } else {
      show("Chưa có bản xem trước. ", ...notes);
    }
  } catch (error) {
    show(`Chưa có bản xem trước: ${/** @type {Error} */ (error).message}`);
  }
}

/** @param {(string | Node)[]} parts */
function show(...parts) {
  status.replaceChildren(...parts.map((part) => (typeof part === "string" ? element("p", {}, part) : part)));
}

/** @param {{slug: string, name: string}[]} choices @param {string} name @param {string} label @param {string} empty */
function choice(choices, name, label, empty) {
  const options = choices.map((one) => element("option", { value: one.slug }, one.name));
  return element("label", {}, label, element("select", { name }, element("option", { value: "" }, empty), ...options));
}

/** Ask for a Word file, and make a draft of it. */
async function openWord() {
  const { categories, units } = await ask("/desk/choices");
  const said = element("p", { role: "alert" });
  const form = /** @type {HTMLFormElement} */ (
    element(
      "form",
      { method: "dialog" },
      element("h2", {}, "Nhập tệp Word"),
      element("p", {}, "Bài thành bản nháp; bảng, danh sách và ảnh được giữ nguyên. Nhận tệp .docx, .doc, .odt."),
      element("label", {}, "Tệp Word", element("input", { type: "file", name: "file", accept: ".docx,.doc,.odt", required: "" })),
      choice(categories, "category", "Chuyên mục", "Hãy chọn…"),
      choice(units, "unit", "Đơn vị", "Không ghi"),
      said,
      element("button", { type: "button", value: "close", class: "desk-button" }, "Đóng"),
      element("button", { type: "submit", class: "desk-button desk-main" }, "Nhập"),
    )
  );
  const dialog = /** @type {HTMLDialogElement} */ (element("dialog", { class: "desk-dialog" }, form));
  form.querySelector("[value=close]")?.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    said.textContent = "Đang đọc tệp…";
    try {
      const made = await ask("/desk/word", { method: "POST", body: new FormData(form) });
      const remarks = made.remarks.map((/** @type {string} */ remark) => element("li", {}, remark));
      const reload = element("button", { type: "button", class: "desk-button desk-main" }, "Tải lại danh sách bài");
      reload.addEventListener("click", () => location.reload());
      form.replaceChildren(
        element("h2", {}, `Đã nhập: ${made.title}`),
        element("p", {}, remarks.length ? "Cần xem lại trong bài:" : "Bài là bản nháp, hãy đọc lại rồi gửi duyệt."),
        element("ul", {}, ...remarks),
        reload,
      );
    } catch (error) {
      said.textContent = /** @type {Error} */ (error).message;
    }
  });
  document.body.append(dialog);
  dialog.showModal();
}

wordButton.addEventListener("click", () => openWord().catch((error) => show(error.message)));
document.addEventListener("DOMContentLoaded", () => document.body.append(bar));
// The CMS signs in and out without loading the page anew.
setInterval(() => bar.toggleAttribute("hidden", !token()), 500);
