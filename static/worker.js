// Keeps the shell and the pages that a reader visited, so that they can be read again without a line.
const STORE = "gzsite-" + "VERSION";
const VISITED = "gzsite-visited";
const MOST = 300; // pages kept; the first visited go first
const SHELL = ["SHELL"];
const HOMES = ["HOMES"];
const APOLOGIES = ["APOLOGIES"]; // what is shown for a page that was never visited, the first language's first

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(STORE).then((store) => store.addAll([...SHELL, ...HOMES, ...APOLOGIES])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("gzsite-") && name !== STORE && name !== VISITED);
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

// The network comes first: a page that was built anew is seen at once. What fails comes from the store.
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.headers.get("accept") === "text/event-stream") return; // has no end that could be kept
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  event.respondWith(answer(request, (work) => event.waitUntil(work)));
});

async function answer(request, meanwhile) {
  try {
    const fresh = await fetch(request);
    if (fresh.ok) meanwhile(keep(request, fresh.clone()));
    return fresh;
  } catch (trouble) {
    const visited = await caches.open(VISITED);
    const kept = await visited.match(request, { ignoreSearch: true }) ?? await caches.match(request, { ignoreSearch: true });
    if (kept) return kept;
    if (request.mode === "navigate") return Response.redirect(apology(request.url));
    throw trouble;
  }
}

/** The page that says so, in the language of the page that was wanted. */
function apology(url) {
  const wanted = url.slice(self.registration.scope.length);
  const own = APOLOGIES.slice(1).find((address) => wanted.startsWith(address.replace(/[^/]+\/$/, "")));
  return new URL(own ?? APOLOGIES[0], self.registration.scope).href;
}

async function keep(request, fresh) {
  const store = await caches.open(VISITED);
  await store.put(request, fresh);
  const keys = await store.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST)).map((key) => store.delete(key)));
}
