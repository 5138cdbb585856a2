// Hits by year, as a drawing.

import { number } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const BAR = 36;
const HEIGHT = 80;

/**
 * A bar a year, from the first year of the archive to the last; null where no page is dated. Where a year is chosen, the
 * others keep what they have and stand back.
 */
export function drawnByYear({ dated, kinds, counts, index }, chosen, say) {
  const { years } = index.manifest;
  const bars = filled(chosen && kinds ? leftBy(kinds.year, counts.year) : countedByYear(dated, years), years);
  if (!bars.length) return null;
  const most = Math.max(1, ...bars.map(([, count]) => count));
  const width = bars.length * BAR;
  const svg = node("svg", { viewBox: `0 0 ${width} ${HEIGHT + 34}`, width, height: HEIGHT + 34, role: "img", class: "years" });
  const name = node("title");
  name.textContent = say("by-year", { list: bars.map(([year, count]) => `${year}: ${number(count)}`).join(", ") });
  svg.append(name);
  bars.forEach(([year, count], place) => {
    const height = Math.round((HEIGHT * count) / most);
    const x = place * BAR;
    svg.append(node("rect", { x: x + 6, y: HEIGHT + 14 - height, width: BAR - 12, height, "data-year": year, "data-count": count, ...(chosen && chosen !== String(year) ? { class: "other" } : {}) }));
    svg.append(label(x, HEIGHT + 10 - height, number(count)), label(x, HEIGHT + 28, String(year)));
  });
  return svg;
}

/** How many each year would leave if it were chosen, as the filter has it. */
function leftBy({ values }, counts) {
  return new Map([...counts].map(([place, count]) => [Number(values[place].key) || 0, count]));
}

/** Year → hits. */
function countedByYear(articles, years) {
  const counts = new Map();
  for (const article of articles) {
    const year = years.findLast(([, from]) => from <= article)[0];
    counts.set(year, (counts.get(year) ?? 0) + 1);
  }
  return counts;
}

/** `[year, hits]` for every year from the first dated one to the last. */
function filled(counts, years) {
  const named = years.filter(([year]) => year > 0).map(([year]) => year); // rising in each volume, not from one to the next
  if (!named.length) return [];
  const first = Math.min(...named);
  return Array.from({ length: Math.max(...named) - first + 1 }, (_, n) => [first + n, counts.get(first + n) ?? 0]);
}

function label(x, y, text) {
  const element = node("text", { x: x + BAR / 2, y, "text-anchor": "middle" });
  element.textContent = text;
  return element;
}

function node(tag, attributes = {}) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
