// What the page says, in its language: sentences that stand in the page itself, with {gaps} to fill.

/** A function that gives the sentence of a name, its gaps filled. */
export function wordsOf(template) {
  const sentences = new Map();
  for (const one of template.content.querySelectorAll("[data-word]")) sentences.set(one.dataset.word, one.textContent);
  return (name, gaps = {}) => (sentences.get(name) ?? name).replace(/\{(\w+)\}/g, (whole, gap) => gaps[gap] ?? whole);
}

/** An element with attributes and children. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat());
  return element;
}

let numbers = null; // made once: a format costs more than a hundred uses of it
let days = null;

/** Makes the formats while something else is waited for: the first takes 20 ms. */
export function ready() {
  number(0);
  day("2000-01-01");
}

/** A number as the language of the page writes it. */
export function number(value) {
  numbers ??= new Intl.NumberFormat(document.documentElement.lang);
  return numbers.format(value);
}

/** A day as the language of the page writes it. */
export function day(iso) {
  const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
  days ??= new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
  return days.format(new Date(`${iso}T00:00:00Z`));
}
