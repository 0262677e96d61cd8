// @ts-check
/** The form is the state of the search, and the address its copy: the names of its fields are those of the address. */

/** Facets and dates → their fields' names. */
const FILTERS = { category: "chuyen-muc", unit: "don-vi", tag: "the", rating: "danh-gia", since: "tu", until: "den" };

const number = new Intl.NumberFormat("vi-VN");

/** @typedef {HTMLInputElement | HTMLSelectElement} Field */

export class SearchForm {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.query = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
    this.panel = /** @type {HTMLDetailsElement} */ (form.querySelector("details"));
  }

  /** @returns {Field[]} */
  get fields() {
    return /** @type {Field[]} */ ([...this.form.elements].filter((field) => field.getAttribute("name")));
  }

  /** @returns {import("./select.js").Asked} */
  get asked() {
    return {
      query: this.query.value,
      filters: Object.fromEntries(
        Object.entries(FILTERS).flatMap(([name, field]) => {
          const { value } = this.field(field);
          return value ? [[name, value]] : [];
        }),
      ),
      every: /** @type {HTMLInputElement} */ (this.field("du-tu")).checked,
      byDate: this.field("sap-xep").value === "ngay",
      counts: this.panel.open,
    };
  }

  /** What stands in the address: fields that say something. */
  get address() {
    const data = /** @type {[string, string][]} */ ([...new FormData(this.form)]);
    const search = String(new URLSearchParams(data.filter(([, value]) => value.trim())));
    return search ? `?${search}` : "";
  }

  /**
   * Fill the fields from the address.
   *
   * @param {string} search
   * @param {number} longest characters of a query
   * @returns {string[]} what could not be taken
   */
  read(search, longest) {
    const ignored = [];
    const wanted = new URLSearchParams(search);
    for (const field of this.fields) {
      const value = wanted.get(field.name) ?? "";
      if (field.type === "checkbox") {
        /** @type {HTMLInputElement} */ (field).checked = value === field.value;
        ignored.push(...(value && value !== field.value ? [notice(field, value)] : []));
        continue;
      }
      if (value && field instanceof HTMLSelectElement && "facet" in field.dataset && !optionOf(field, value)) {
        field.add(new Option(value, value));
      }
      field.value = field === this.query ? [...value].slice(0, longest).join("") : value;
      if (field.value !== value) {
        ignored.push(field === this.query ? `Chỉ đọc ${number.format(longest)} ký tự đầu.` : notice(field, value));
        field.value ||= "";
      }
    }
    if (Object.keys(this.asked.filters).length > 0) {
      this.panel.open = true;
    }
    return ignored;
  }

  /** Whether there is a word, or a filter. */
  get isAsking() {
    const { query, filters } = this.asked;
    return /[\p{L}\p{N}]/u.test(query) || Object.keys(filters).length > 0;
  }

  /** Whether the last day comes before the first. */
  get isBackwards() {
    const { since, until } = this.asked.filters;
    return Boolean(since && until && since > until);
  }

  /** Choose nothing. */
  clear() {
    for (const name of Object.values(FILTERS)) {
      this.field(name).value = "";
    }
  }

  /**
   * Offer what there is, with how many results each choice would leave.
   *
   * @param {import("./select.js").Counts} counts
   */
  offer(counts) {
    for (const [name, options] of Object.entries(counts)) {
      const field = /** @type {HTMLSelectElement} */ (this.field(FILTERS[/** @type {"category"} */ (name)]));
      const { value } = field;
      const made = options.map(([slug, text, count]) => {
        const label = name === "rating" ? `Từ ${text} sao` : text;
        return new Option(count === undefined ? label : `${label} (${number.format(count)})`, slug);
      });
      field.replaceChildren(field.options[0], ...made);
      field.value = optionOf(field, value) ? value : "";
    }
  }

  /**
   * Take back choices that there are not.
   *
   * @param {string[]} names
   * @returns {string[]}
   */
  refuse(names) {
    return names.map((name) => {
      const field = this.field(FILTERS[/** @type {"category"} */ (name)]);
      const text = notice(field, field.value);
      field.value = "";
      return text;
    });
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
 * @param {HTMLSelectElement} field
 * @param {string} value
 */
const optionOf = (field, value) => [...field.options].some((option) => option.value === value);

/**
 * @param {Field} field
 * @param {string} value
 */
function notice(field, value) {
  const label = field.labels?.[0].querySelector("span")?.textContent ?? "";
  return `${label}: không có “${value.slice(0, 60)}”, nên không lọc theo đó.`;
}
