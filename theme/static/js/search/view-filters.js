// @ts-check
/** What the filters offer, and what of an address was not to be had: loaded when there is either. */

import { FILTERS } from "./view-form.js";

/**
 * @typedef {import("./view-form.js").Ignored} Ignored
 * @typedef {import("./view-form.js").SearchForm} SearchForm
 */

const number = new Intl.NumberFormat("vi-VN");

/**
 * Offer what there is, with how many results each choice would leave.
 *
 * @param {SearchForm} form
 * @param {import("./select.js").Counts} counts
 */
export function offer(form, counts) {
  for (const [name, options] of Object.entries(counts)) {
    const field = /** @type {HTMLSelectElement} */ (fieldOf(form, name));
    const { value } = field;
    const made = options.map(([slug, text, count]) => {
      const label = name === "rating" ? `Từ ${text} sao` : text;
      return new Option(count === undefined ? label : `${label} (${number.format(count)})`, slug);
    });
    field.replaceChildren(field.options[0], ...made);
    field.value = value;
    field.value ||= "";
  }
}

/**
 * Take back filters that no document has.
 *
 * @param {SearchForm} form
 * @param {string[]} names
 * @returns {Ignored[]}
 */
export function refuse(form, names) {
  return names.map((name) => {
    const field = fieldOf(form, name);
    const { value } = field;
    field.value = "";
    return [field, value];
  });
}

/**
 * Say what was not taken, and that all else was.
 *
 * @param {Ignored[]} ignored
 * @param {HTMLInputElement} query
 * @returns {string}
 */
export function notice(ignored, query) {
  return ignored
    .map(([field, value]) => {
      if (field === query) {
        return `Câu hỏi quá dài: chỉ tìm theo ${number.format([...query.value].length)} ký tự đầu.`;
      }
      const label = field.labels?.[0].querySelector("span")?.textContent ?? "";
      return `${label}: không có “${value.slice(0, 60)}”, nên bỏ qua.`;
    })
    .join("\n");
}

/**
 * @param {SearchForm} form
 * @param {string} name the worker's
 */
const fieldOf = (form, name) => form.field(FILTERS[/** @type {keyof FILTERS} */ (name)]);
