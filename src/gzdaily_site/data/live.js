// In a preview only: shows a page anew as soon as it has changed, and says what keeps it from being shown.
const me = new URL(import.meta.url);
const shown = Number(me.searchParams.get("shown"));
const listening = `gzsite ${new URL(".", me).pathname}`;
const others = new BroadcastChannel(listening);
let news = { number: shown, trouble: "" };
let notice = null;

const look = {
  position: "fixed", inset: "auto 0 0 0", zIndex: "9999", margin: "0", padding: "1rem 1.25rem", maxHeight: "50vh",
  overflow: "auto", whiteSpace: "pre-wrap", overflowWrap: "anywhere", font: "14px/1.5 ui-monospace, monospace",
  color: "#fff", background: "#7a1414", borderTop: "3px solid #ffb4a8",
};

function tell(trouble) {
  if (notice?.textContent === trouble) return;
  notice?.remove();
  notice = null;
  if (!trouble) return;
  notice = Object.assign(document.createElement("pre"), { textContent: trouble, lang: "en" });
  notice.setAttribute("role", "alert");
  Object.assign(notice.style, look);
  document.body.append(notice);
}

/** The page anew; where it has another address now, the one above it. */
async function again() {
  const here = await fetch(location.href, { method: "HEAD" }).catch(() => null);
  const above = [...document.querySelectorAll(".crumbs a")].pop();
  if (here?.status === 404 && above) location.replace(above.href);
  else location.reload();
}

/** A page that nobody sees waits until somebody does. */
function show() {
  if (document.visibilityState !== "visible") return;
  if (news.number === shown) return tell(news.trouble);
  if (news.number === again.for) return;
  again.for = news.number;
  again();
}

function hear(told) {
  news = told;
  show();
}

/** Listens to the host, and tells the other pages. */
function listen() {
  return new Promise(() => {
    const source = new EventSource(new URL("changes", me));
    source.addEventListener("message", (event) => {
      hear(JSON.parse(event.data));
      others.postMessage(news);
    });
    others.addEventListener("message", (event) => { if (event.data === "what news?") others.postMessage(news); });
    addEventListener("pagehide", () => source.close());
  });
}

others.addEventListener("message", (event) => { if (event.data !== "what news?") hear(event.data); });
document.addEventListener("visibilitychange", show);
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
// A browser holds six connections to a host: one page listens for all of them.
if (navigator.locks) navigator.locks.request(listening, listen);
else listen();
others.postMessage("what news?");
