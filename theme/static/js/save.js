// @ts-check
/** An article as one file that needs nothing else: its text, its pictures, its style. */

const KEPT = ["alt", "width", "height", "class"];
const LEFT_OUT = ".tools, .report, .tags, .contents, form, template, .feedback-send";

/**
 * Give the reader the article of the page as a file to keep, and say in `[data-tool-status]` whether that was done.
 *
 * @param {Document} page
 */
export async function saveArticle(page) {
  const status = /** @type {Element} */ (page.querySelector("[data-tool-status]"));
  const file = await makeFile(page).catch(() => null);
  if (!file) {
    status.textContent = "Chưa lưu được bài viết. Mời bạn thử lại.";
    return;
  }
  const link = page.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${location.pathname.split("/").pop()?.replace(/\.html$/, "") || "bai-viet"}.html`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  status.textContent = `Đã lưu: ${link.download}`;
}

/**
 * @param {Document} page
 * @returns {Promise<Blob>}
 */
async function makeFile(page) {
  const source = /** @type {Element} */ (page.querySelector("article"));
  const article = /** @type {Element} */ (source.cloneNode(true));
  for (const part of article.querySelectorAll(LEFT_OUT)) {
    part.remove();
  }
  // The file has one form of each picture: the one that this window has fetched already.
  const shown = Array.from(source.querySelectorAll("img"), (image) => image.currentSrc || image.src);
  for (const other of article.querySelectorAll("picture > source")) {
    other.remove();
  }
  const home = /** @type {HTMLLinkElement} */ (page.querySelector("link[rel=canonical]")).href;
  for (const link of article.querySelectorAll("a[href]")) {
    link.setAttribute("href", new URL(link.getAttribute("href") ?? "", home).href);
  }
  for (const [place, image] of article.querySelectorAll("img").entries()) {
    const data = await read(await fetch(shown[place]));
    for (const name of image.getAttributeNames().filter((name) => !KEPT.includes(name))) {
      image.removeAttribute(name);
    }
    image.src = data;
  }
  const sheet = /** @type {HTMLLinkElement} */ (page.querySelector("link[rel=stylesheet]"));
  const style = await (await fetch(sheet.href)).text();
  const title = page.createElement("title");
  title.textContent = page.title;
  // Put together as text: the page's own security policy lets no script make a <style>.
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">`
    + `${title.outerHTML}<style>${style}.article__address{display:block}</style>`;
  const body = `<main class="columns shell">${article.outerHTML}</main>`;
  const whole = `<!DOCTYPE html>\n<html lang="vi"><head>${head}</head><body>${body}</body></html>\n`;
  return new Blob([whole], { type: "text/html" });
}

/**
 * @param {Response} answer
 * @returns {Promise<string>} What was answered, as a `data:` address.
 */
async function read(answer) {
  if (!answer.ok) {
    throw new Error(answer.statusText);
  }
  const body = await answer.blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(body);
  });
}
