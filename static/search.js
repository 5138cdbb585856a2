// The search page: what is asked stands in its address, what is found below it, and a failure is said.

import { answered } from "./search/answer.js";
import { isOffline } from "./search/files.js";
import { csvOf, LINES_PAGE, rowsOf, tableOf } from "./search/lines.js";
import { fill, fillPlain } from "./search/narrowing.js";
import { hit, hrefOf, PAGE, totalled } from "./search/results.js";
import { addressOf, asked } from "./search/state.js";
import { offer } from "./search/suggest.js";
import { library } from "./search/volumes.js";
import { make, ready, wordsOf } from "./search/words.js";
import { drawnByYear } from "./search/years.js";

const page = document.getElementById("search");
const form = document.getElementById("search-form");
const field = document.getElementById("search-text");
const narrowing = document.getElementById("search-narrow");
const status = document.getElementById("search-status");
const results = document.getElementById("search-results");
const more = document.getElementById("search-more");
const retry = document.getElementById("search-retry");
const csv = document.getElementById("search-csv");
const byYear = document.getElementById("search-years");
const say = wordsOf(document.getElementById("search-words"));
const place = new URL(page.dataset.articles, document.baseURI).href;

const volumes = library(bound());

let running = 0;
let now = null; // what is shown: {index, terms, articles, shown, query}

/** The volumes this page searches, its own first; one that its own list names again is one. A copy has its own only. */
function bound() {
  const at = (address) => new URL(address, document.baseURI).href;
  const own = { title: form.elements.volume?.options[1].value ?? "", files: at(page.dataset.files), articles: place };
  const listed = isOffline() ? [] : [...(form.elements.volume?.options ?? [])].slice(2);
  const others = listed.map(({ value, dataset }) => ({ title: value, files: at(dataset.files), articles: at(dataset.articles) }));
  if (form.elements.volume && !others.length) form.elements.volume.disabled = true;
  return [own, ...others.filter(({ files }) => files !== own.files)];
}

async function run() {
  const mine = ++running;
  const query = asked(location.href);
  show(query);
  try {
    const coming = volumes.of(query.volume);
    ready(); // while the manifest is on its way
    const found = await answered(await coming, query, narrowing.open);
    if (mine !== running) return;
    const first = await found.index.texts.of(found.articles.slice(0, query.lines ? LINES_PAGE : PAGE));
    if (mine !== running) return;
    paint(query, found, first);
    page.dataset.searchState = "done";
  } catch (trouble) {
    if (mine === running) fail(trouble);
  }
}

/** What is asked is shown at once, and that the answer is on its way. */
function show(query) {
  page.dataset.searchState = "busy";
  field.value = query.text;
  form.elements.sort.checked = query.newest;
  form.elements.view.checked = query.lines;
  if (form.elements.volume) form.elements.volume.value = volumes.titles.includes(query.volume) ? query.volume : "";
  if (Object.keys(query.filters).length || query.volume) narrowing.open = true; // what narrows an answer stays in sight
  for (const other of document.querySelectorAll("a.switch")) other.search = location.search;
  for (const part of [more, retry, csv]) part.hidden = true;
  byYear.replaceChildren();
  results.replaceChildren();
  status.replaceChildren(say("busy"));
  if (!now) fillPlain(narrowing, query.filters, say);
}

function paint(query, found, records) {
  now = { ...found, query, shown: 0 };
  status.replaceChildren(...totalled(query, found, say));
  if (found.kinds) fill(narrowing, found.kinds, query.filters, found.counts, say);
  else fillPlain(narrowing, query.filters, say);
  const drawing = found.articles.length || found.counts?.year.size ? drawnByYear(found, query.filters.year, say) : null;
  byYear.replaceChildren(...(drawing ? [drawing] : []));
  results.replaceChildren(query.lines ? tableOf(say) : make("ol", { class: "hits" }));
  append(records);
}

function append(records) {
  const { query, terms, index: it } = now;
  const build = query.lines ? (record) => rowsOf(it, record, terms, { say, place }) : (record) => [hit(it, record, terms, { say, place })];
  (results.querySelector("tbody") ?? results.querySelector("ol")).append(...records.flatMap(build));
  now.shown += records.length;
  more.hidden = now.shown >= now.articles.length;
  csv.hidden = !query.lines || !now.articles.length;
  results.hidden = !now.articles.length;
}

/** A part that does not load ends the search: fewer results would be a wrong answer. */
function fail(trouble) {
  page.dataset.searchState = "failed";
  status.replaceChildren(say("failed"), " ", make("small", {}, String(trouble?.message ?? trouble)));
  results.replaceChildren();
  byYear.replaceChildren();
  more.hidden = true;
  csv.hidden = true;
  retry.hidden = false;
}

function go(query) {
  const address = addressOf(query, location.href);
  if (location.protocol === "file:") {
    location.assign(address);
    return;
  }
  if (address !== location.href) history.pushState(null, "", address);
  run();
}

function formed() {
  const filters = {};
  for (const choice of narrowing.querySelectorAll("select")) if (choice.value) filters[choice.name] = choice.value;
  const volume = filters.volume ?? "";
  delete filters.volume; // not a facet of an article: which indexes are asked
  return { text: field.value, filters, newest: form.elements.sort.checked, lines: form.elements.view.checked, volume };
}

async function guarded(button, work) {
  const mine = running;
  button.disabled = true;
  page.dataset.searchState = "busy";
  try {
    await work(() => mine === running);
    if (mine === running) page.dataset.searchState = "done";
  } catch (trouble) {
    if (mine === running) fail(trouble);
  } finally {
    button.disabled = false;
  }
}

async function showMore(current) {
  const next = now.articles.slice(now.shown, now.shown + (now.query.lines ? LINES_PAGE : PAGE));
  const records = await now.index.texts.of(next);
  if (current()) append(records);
}

async function downloadCsv(current) {
  const records = await now.index.texts.of(now.articles);
  if (!current()) return;
  const address = URL.createObjectURL(new Blob([csvOf(now.index, records, now.terms, { say, place })], { type: "text/csv;charset=utf-8" }));
  make("a", { href: address, download: "gzsite-lines.csv" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/** Arrow keys go from the field to the hits and from hit to hit. */
function step(event) {
  if (!["ArrowDown", "ArrowUp"].includes(event.key) || event.target.closest("select, details")) return;
  const links = [field, ...results.querySelectorAll("li h2 a, td a")];
  const at = links.indexOf(document.activeElement);
  if (at < 0) return;
  const next = links[Math.max(0, Math.min(links.length - 1, at + (event.key === "ArrowDown" ? 1 : -1)))];
  next.focus();
  event.preventDefault();
}

function choose(one) {
  if (one.id) {
    location.assign(hrefOf(one.at ?? place, one.id, [field.value.trim()]));
    return;
  }
  field.value = /\s/.test(one.text) ? `"${one.text}"` : one.text;
  go(formed());
}

const list = offer(field, document.getElementById("search-suggestions"), { load: () => volumes.of(formed().volume), say, choose });
form.addEventListener("submit", (event) => {
  event.preventDefault();
  list.close();
  go(formed());
});
status.addEventListener("click", (event) => {
  if (!event.target.closest("[data-drop-filters]") || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go({ ...asked(location.href), filters: {} });
  field.focus();
});
form.addEventListener("change", (event) => event.target !== field && go(formed()));
narrowing.addEventListener("toggle", () => narrowing.open && now && !now.kinds && run());
more.addEventListener("click", () => guarded(more, showMore));
csv.addEventListener("click", () => guarded(csv, downloadCsv));
retry.addEventListener("click", async () => {
  await volumes.forget(); // an index may have been renewed meanwhile: begin with its manifest
  run();
});
page.addEventListener("keydown", step);
globalThis.addEventListener("popstate", run);

/** For programs: `{total, articles: [id…]}` for a text and filters, best first; `volume` is a filter like the others. */
globalThis.gzsite = {
  ...globalThis.gzsite,
  async search(text, filters = {}) {
    const given = Object.entries(filters ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== "");
    const chosen = Object.fromEntries(given.map(([kind, value]) => [kind, String(value)]));
    const { volume = "", ...narrowed } = chosen;
    const found = await answered(await volumes.of(volume), { text: String(text ?? ""), filters: narrowed, newest: false }, false);
    return { total: found.articles.length, articles: await found.index.texts.ids(found.articles) };
  },
};

page.hidden = false;
run();
