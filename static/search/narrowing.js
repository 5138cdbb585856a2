// The fields by which results are narrowed, each with how many articles every choice would leave.

import { KINDS, nameOf, placeOf } from "./facets.js";
import { make, number } from "./words.js";

const MOST = 300; // choices of one field; nobody reads further, and the most frequent come first

/** Fills the fields; `chosen` is what is set, `counts` how many each value would leave. */
export function fill(fields, kinds, chosen, counts, say) {
  for (const kind of KINDS) {
    const field = fields.querySelector(`[name="${kind}"]`);
    const taken = chosen[kind] ? placeOf(kinds[kind], chosen[kind]) : -1;
    const rows = kind === "region" ? regionsIn(kinds[kind], counts[kind], taken) : ranked(kinds[kind], counts[kind], taken, kind);
    const options = rows.map(([place, indent]) => choice(kinds[kind].values[place], indent, counts[kind].get(place) ?? 0, say));
    field.replaceChildren(make("option", { value: "" }, say(`any-${kind}`)), ...options);
    if (chosen[kind] && taken < 0) field.append(make("option", { value: chosen[kind] }, `${chosen[kind]} (0)`));
    field.value = taken < 0 ? (chosen[kind] ?? "") : kinds[kind].values[taken].key;
    field.disabled = !options.length && !chosen[kind];
  }
}

/** Before anything is counted: only what is chosen. */
export function fillPlain(fields, chosen, say) {
  for (const kind of KINDS) {
    const field = fields.querySelector(`[name="${kind}"]`);
    field.replaceChildren(make("option", { value: "" }, say(`any-${kind}`)));
    if (chosen[kind]) field.append(make("option", { value: chosen[kind] }, chosen[kind]));
    field.value = chosen[kind] ?? "";
  }
}

function choice(value, indent, count, say) {
  return make("option", { value: value.key }, `${"\u3000".repeat(indent)}${nameOf(value, say)} (${number(count)})`);
}

/** A prefecture, then its counties. */
function regionsIn({ values }, counts, taken) {
  const depth = (place) => {
    const above = values.findIndex((value) => value.key === values[place].above);
    return above < 0 ? 0 : 1 + depth(above);
  };
  const below = (key) => values.flatMap((value, place) => (value.above === key ? [place, ...below(value.key)] : []));
  const tops = values.flatMap((value, place) => (values.some(({ key }) => key === value.above) ? [] : [place]));
  const order = tops.flatMap((place) => [place, ...below(values[place].key)]);
  return order.filter((place) => counts.has(place) || place === taken).map((place) => [place, depth(place)]);
}

function ranked({ values }, counts, taken, kind) {
  const places = [...values.keys()].filter((place) => counts.has(place) || place === taken);
  if (kind === "year") places.reverse();
  else places.sort((one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0) || one - other);
  return places.slice(0, MOST).map((place) => [place, 0]);
}
