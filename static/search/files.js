// The files of the index: fetched, unpacked, kept. A copy of the site opened as files finds them in a script.

const PATIENCE = 30000; // milliseconds until a file that does not come counts as failed

/** A file of the index could not be had. */
export class LoadError extends Error {
  constructor(name, cause) {
    super(`${name}: ${cause?.message ?? cause}`, { cause });
    this.name = "LoadError";
  }
}

/** Files below an address; of several such shelves each has a title, told when a file fails. `get` gives the unpacked bytes, each file once, and a failed one anew when asked again. */
export function shelf(address, title = "") {
  const kept = new Map();
  const once = (name, load) => {
    if (!kept.has(name)) {
      const coming = load(name).catch((cause) => {
        kept.delete(name);
        throw cause instanceof LoadError ? cause : new LoadError(title ? `${title}: ${name}` : name, cause);
      });
      kept.set(name, coming);
    }
    return kept.get(name);
  };
  return {
    get: (name) => once(`${name}.bin`, (file) => raw(address, file).then(unpacked)),
    manifest: () => once("manifest.json", async (file) => JSON.parse(decoded(await raw(address, file)))),
    forget: () => kept.clear(),
  };
}

/** The text of UTF-8 bytes. */
export function decoded(bytes) {
  return new TextDecoder().decode(bytes);
}

/** The text of bytes in GBK, or in UTF-8 when they begin with its mark. */
export function decodedDense(bytes) {
  return new TextDecoder(bytes[0] === 0xef ? "utf-8" : "gbk", { fatal: true }).decode(bytes);
}

/** The bytes of base64. */
export function unbase64(text) {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** Whether the archive came as one script, to be searched by plain scan. */
export function isOffline() {
  return Boolean(globalThis.gzsiteFiles);
}

async function raw(address, name) {
  if (isOffline()) {
    const held = globalThis.gzsiteFiles[name];
    if (held === undefined) throw new LoadError(name, "not in the copy");
    return unbase64(held);
  }
  // The manifest alone keeps its name when it changes.
  const cache = name === "manifest.json" ? "no-cache" : "default";
  const answer = await fetch(new URL(name, address), { cache, signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok) throw new LoadError(name, `HTTP ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** Written into the stream at once: by way of a Blob each file would take a trip to the browser's own process. */
async function unpacked(bytes) {
  const { writable, readable } = new DecompressionStream("deflate-raw");
  const writer = writable.getWriter();
  for (const step of [writer.write(bytes), writer.close()]) step.catch(() => {}); // a damaged file is told when it is read
  return new Uint8Array(await new Response(readable).arrayBuffer());
}
