// Suggestions while typing: places, topics, people, columns, key words, and headlines that hold what was typed.

import { make } from "./words.js";

const MOST = 8;
const HEADLINES = 4;
const PAUSE = 150; // milliseconds without a key before anything is looked up
const HEAD = 2; // the tier of an article whose head holds the text

/** `[{kind, text, id, at}]` for what was typed so far; a headline has the article's id, and of a volume its place. */
export async function suggestions(index, typed) {
  const text = typed.trim();
  if (!text) return [];
  const wanted = index.fold.fold(text);
  const names = await index.names();
  const spelled = ([, name, , english]) => [name, english].filter(Boolean).map(index.fold.fold);
  const fitting = names.filter((one) => one[1] !== text && spelled(one).some((name) => name.includes(wanted)));
  const starts = (one) => (spelled(one).some((name) => name.startsWith(wanted)) ? 0 : 1);
  fitting.sort((one, other) => starts(one) - starts(other) || other[2] - one[2]);
  const headlines = Array.from(text).length > 1 ? await headlinesWith(index, text) : [];
  return [...fitting.slice(0, MOST - headlines.length).map(([kind, name, , english]) => ({ kind, text: name, english })), ...headlines];
}

async function headlinesWith(index, text) {
  const { articles, ranks } = await index.find(`"${text.replaceAll('"', "")}"`);
  const newest = [];
  for (let place = articles.length - 1; place >= 0 && newest.length < HEADLINES; place -= 1) {
    if (ranks[place] >= HEAD) newest.push(articles[place]);
  }
  const records = await index.texts.of(newest);
  return records.filter((record) => record.headline).map((record) => ({ kind: "headline", text: record.headline, id: record.id, at: record.at }));
}

/** Makes a field offer suggestions below it; `choose` gets the one taken. */
export function offer(field, list, { load, say, choose }) {
  let timer = 0;
  let asked = 0;
  let shown = [];
  let at = -1;
  const close = () => {
    shown = [];
    at = -1;
    list.hidden = true;
    list.replaceChildren();
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const point = (step) => {
    at = (at + step + shown.length + 1) % (shown.length + 1);
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === at)));
    if (list.children[at]) field.setAttribute("aria-activedescendant", list.children[at].id);
    else field.removeAttribute("aria-activedescendant");
  };
  const show = (found) => {
    close();
    shown = found;
    list.append(...found.map((one, place) => option(one, place, say)));
    list.hidden = !found.length;
    field.setAttribute("aria-expanded", String(found.length > 0));
  };
  const look = async () => {
    const number = ++asked;
    const found = await load()
      .then((index) => suggestions(index, field.value))
      .catch(() => []); // a suggestion that does not come is no answer missed: the search itself says what fails
    if (number === asked && document.activeElement === field) show(found);
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || !shown.length) return;
    const taken = event.key === "Enter" ? shown[at] : null;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") point(event.key === "ArrowDown" ? 1 : -1);
    else if (taken) choose(taken);
    else if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (taken || event.key === "Escape") close();
  });
  field.addEventListener("blur", () => setTimeout(close, PAUSE));
  list.addEventListener("pointerdown", (event) => {
    const place = [...list.children].indexOf(event.target.closest("[role=option]"));
    if (shown[place]) choose(shown[place]);
    close();
  });
  return { close: () => ((asked += 1), clearTimeout(timer), close()) };
}

function option({ kind, text, english }, place, say) {
  const note = document.documentElement.lang === "en" && english ? `${english} · ${say(`kind-${kind}`)}` : say(`kind-${kind}`);
  const attributes = { role: "option", id: `suggestion-${place}`, "aria-selected": "false", "data-kind": kind };
  return make("li", attributes, make("span", { lang: "zh-Hans" }, text), " ", make("span", { class: "note" }, note));
}
