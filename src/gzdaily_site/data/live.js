// In a preview only: shows a page anew as soon as it has changed, and says what keeps it from being shown.
const me = new URL(import.meta.url);
const shown = Number(me.searchParams.get("shown"));
const changes = new URL("changes", me);
changes.searchParams.set("shown", String(shown));
let listening = null;
let notice = null;

const look = {
  position: "fixed", inset: "auto 0 0 0", zIndex: "9999", margin: "0", padding: "1rem 1.25rem", maxHeight: "50vh",
  overflow: "auto", whiteSpace: "pre-wrap", overflowWrap: "anywhere", font: "14px/1.5 ui-monospace, monospace",
  color: "#fff", background: "#7a1414", borderTop: "3px solid #ffb4a8",
};

function tell(trouble) {
  notice?.remove();
  notice = null;
  if (!trouble) return;
  notice = Object.assign(document.createElement("pre"), { textContent: trouble, lang: "en" });
  notice.setAttribute("role", "alert");
  notice.dataset.trouble = "";
  Object.assign(notice.style, look);
  document.body.append(notice);
}

function listen() {
  if (listening) return;
  listening = new EventSource(changes);
  listening.addEventListener("message", (event) => {
    const news = JSON.parse(event.data);
    if (news.number !== shown) location.reload();
    else tell(news.trouble);
  });
}

// A browser holds few connections to one host: pages that nobody sees do without.
function attend() {
  if (document.visibilityState === "visible") return listen();
  listening?.close();
  listening = null;
}

document.addEventListener("visibilitychange", attend);
addEventListener("pagehide", () => { listening?.close(); listening = null; });
addEventListener("pageshow", attend);
attend();
