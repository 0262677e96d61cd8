// @ts-check
/** The form is the state of the search, and the address its copy: the names of its fields are those of the address. */

/** What the worker calls a filter → the name of its field. */
export const FILTERS = { category: "chuyen-muc", unit: "don-vi", tag: "the", rating: "danh-gia", since: "tu", until: "den" };

/**
 * @typedef {HTMLInputElement | HTMLSelectElement} Field
 * @typedef {[field: Field, value: string]} Ignored what an address wanted of a field, which cannot be had
 */

export class SearchForm {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.query = /** @type {HTMLInputElement} */ (this.field("q"));
    this.panel = /** @type {HTMLDetailsElement} */ (form.querySelector("[data-search-filters]"));
    this.clearer = /** @type {HTMLElement} */ (form.querySelector("[data-search-clear]"));
  }

  /** @returns {import("./select.js").Asked} */
  get asked() {
    return {
      query: this.query.value,
      filters: this.filters,
      every: /** @type {HTMLInputElement} */ (this.field("du-tu")).checked,
      byDate: this.field("sap-xep").value === "ngay",
      counts: this.panel.open,
    };
  }

  /** The filters that are set, by the worker's names. */
  get filters() {
    const set = Object.entries(FILTERS).map(([name, field]) => [name, this.field(field).value]);
    return Object.fromEntries(set.filter(([, value]) => value));
  }

  /** What stands in the address: fields that say something. */
  get address() {
    const data = /** @type {[string, string][]} */ ([...new FormData(this.form)]);
    const search = String(new URLSearchParams(data.filter(([, value]) => value.trim())));
    return search && `?${search}`;
  }

  get isFiltered() {
    return Object.keys(this.filters).length > 0;
  }

  /** Whether there is a word, or a filter. */
  get isAsking() {
    return this.isFiltered || /[\p{L}\p{N}]/u.test(this.query.value);
  }

  /** Whether the last day comes before the first. */
  get isBackwards() {
    const { since, until } = this.filters;
    return Boolean(since && until && since > until);
  }

  /**
   * Fill the fields from an address.
   *
   * @param {string} search
   * @returns {Ignored[]}
   */
  read(search) {
    const wanted = new URLSearchParams(search);
    /** @type {Ignored[]} */
    const ignored = [];
    for (const field of /** @type {Iterable<Field>} */ (this.form.elements)) {
      const value = wanted.get(field.name) ?? "";
      if (field.name && !fill(field, field === this.query ? [...value].slice(0, this.query.maxLength).join("") : value, value)) {
        ignored.push([field, value]);
      }
    }
    return ignored;
  }

  /** Say how many filters are set, on the button that takes them off. */
  showCount() {
    const count = Object.keys(this.filters).length;
    this.clearer.textContent = `Bỏ ${count} bộ lọc`;
    this.clearer.hidden = count === 0;
  }

  /** Set no filter. */
  clear() {
    for (const name of Object.values(FILTERS)) {
      this.field(name).value = "";
    }
  }

  /**
   * @param {string} name
   * @returns {Field}
   */
  field(name) {
    return /** @type {Field} */ (this.form.elements.namedItem(name));
  }
}

/**
 * @param {Field} field
 * @param {string} value
 * @param {string} wanted
 * @returns {boolean} whether the field now says what was wanted
 */
function fill(field, value, wanted) {
  if (field.type === "checkbox") {
    /** @type {HTMLInputElement} */ (field).checked = value === field.value;
    return !value || value === field.value;
  }
  field.value = value;
  if (value && "facet" in field.dataset && field.value !== value) {
    // Its options are not known before the filters are opened; the worker says whether there is such a one.
    /** @type {HTMLSelectElement} */ (field).add(new Option(value, value, false, true));
  }
  const isTaken = field.value === wanted;
  field.value ||= "";
  return isTaken;
}
