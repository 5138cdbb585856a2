// The concordance: every hit on a line of its own, with the words left and right of it; and as CSV.

import { after, before, hitsIn } from "./hits.js";
import { hrefOf, printedOn } from "./results.js";
import { make } from "./words.js";

const CONTEXT = 24; // characters on either side
const HANGING = /^[，。、；：！？”’）》」』\s]+/u;
export const LINES_PAGE = 40; // articles whose lines are shown at once

/** The lines of an article: `{left, hit, right}`; a line does not begin with the comma of what is left out. */
export function linesOf(fold, record, terms) {
  return record.parts.flatMap((part) =>
    hitsIn(fold, part, terms).map(([from, to]) => ({
      left: part.slice(before(part, Math.max(0, from - CONTEXT)), from).replace(from > CONTEXT ? HANGING : "", ""),
      hit: part.slice(from, to),
      right: part.slice(to, after(part, Math.min(part.length, to + CONTEXT))),
    })),
  );
}

/** The rows of an article in the table. */
export function rowsOf(index, record, terms, { say, place }) {
  const href = hrefOf(record.at ?? place, record.id, terms);
  return linesOf(index.fold.fold, record, terms).map(({ left, hit, right }) =>
    make(
      "tr",
      { "data-line-of": record.id },
      make("td", { class: "left", lang: "zh-Hans" }, make("bdi", {}, left)),
      make("td", { class: "found", lang: "zh-Hans" }, make("mark", {}, hit)),
      make("td", { class: "right", lang: "zh-Hans" }, right),
      make("td", { class: "date" }, record.date || say("undated")),
      make("td", { class: "source" }, make("a", { href, lang: "zh-Hans" }, record.headline || say("untitled"))),
    ),
  );
}

/** An empty table with its head. */
export function tableOf(say) {
  const heads = ["left", "found", "right", "date", "article"].map((name) => make("th", { scope: "col" }, say(`column-${name}`)));
  return make("table", { class: "lines" }, make("thead", {}, make("tr", {}, heads)), make("tbody"));
}

/** All lines as CSV (RFC 4180, with a mark that tells spreadsheets it is UTF-8); `place` is where the articles lie. */
export function csvOf(index, records, terms, { say, place }) {
  const volume = (told) => (index.volumes > 1 ? [told] : []);
  const rows = [["left", "found", "right", "headline", "date", "printed", "id", "address", ...volume("volume")]];
  for (const record of records) {
    const address = hrefOf(record.at ?? place, record.id, []);
    for (const { left, hit, right } of linesOf(index.fold.fold, record, terms)) {
      rows.push([left, hit, right, record.headline ?? "", record.date ?? "", printedOn(record, say), record.id, address, ...volume(record.volume)]);
    }
  }
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

function cell(text) {
  // A spreadsheet takes these for formulas; a quotation mark before them keeps them text. Signs alone are none.
  const safe = /^[=+\-@\t\r]./u.test(text) && !/^[+-][0-9.,]+%?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
