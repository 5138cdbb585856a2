// What is asked, as it stands in the address of the page.

import { KINDS } from "./facets.js";

/** `{text, filters, newest, lines, volume}` of an address. */
export function asked(address) {
  const values = new URL(address).searchParams;
  const filters = {};
  for (const kind of KINDS) if (values.get(kind)) filters[kind] = values.get(kind);
  return {
    text: values.get("q") ?? "",
    filters,
    newest: values.get("sort") === "new",
    lines: values.get("view") === "lines",
    volume: values.get("volume") ?? "",
  };
}

/** The address for what is asked. */
export function addressOf({ text, filters, newest, lines, volume }, here) {
  const address = new URL(here);
  address.search = "";
  address.hash = "";
  if (text) address.searchParams.set("q", text);
  for (const kind of KINDS) if (filters[kind]) address.searchParams.set(kind, filters[kind]);
  if (volume) address.searchParams.set("volume", volume);
  if (newest) address.searchParams.set("sort", "new");
  if (lines) address.searchParams.set("view", "lines");
  return address.href;
}
