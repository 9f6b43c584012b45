/* What comes back: where it leads, what went wrong, and what must not be disturbed by it. */
import { highlight, openForm } from "./forms.js";
import { nextOpen, select, selectAgain, selected } from "./records.js";
import { say } from "./status.js";

const DECIDING = ["/accept", "/reject"];
let underway = 0; // decisions that have not been answered yet
let undoing = false; // waits for them: what is taken back is the last one
const SHOWN = [409, 422]; // answers that bring parts of the page with them, though nothing was saved

export function follow(desk) {
  desk.addEventListener("htmx:beforeRequest", sending);
  document.body.addEventListener("htmx:afterRequest", (event) => answered(desk, event.detail.requestConfig.path));
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if (SHOWN.includes(event.detail.xhr.status) && !event.detail.xhr.getResponseHeader("content-type")?.startsWith("text/plain"))
      Object.assign(event.detail, { shouldSwap: true, isError: false });
  });
  document.body.addEventListener("htmx:oobAfterSwap", settle);
  document.body.addEventListener("desk:answered", (event) => lead(event.detail));
  document.body.addEventListener("htmx:responseError", (event) => failed(event, event.detail.xhr.responseText));
  document.body.addEventListener("htmx:sendError", (event) => failed(event, "The server does not answer. Nothing was saved: try again when it runs."));
  document.body.addEventListener("htmx:timeout", (event) => failed(event, "The server took too long. Reload the page to see whether it was saved."));
}

/** A decision is on its way: the next record can be looked at, and decided, meanwhile. */
function sending(event) {
  const path = event.detail.requestConfig.path;
  if (event.detail.elt.id === "presence" && document.hidden) return event.preventDefault();
  if (path === "/undo" && underway) {
    undoing = true;
    return event.preventDefault();
  }
  if (event.defaultPrevented || !DECIDING.includes(path)) return;
  const card = event.detail.elt.closest(".card");
  if (card.classList.contains("sent")) return event.preventDefault();
  card.classList.add("sent");
  underway += 1;
  const next = nextOpen(card);
  if (next && card.classList.contains("selected") && !openForm()) select(next);
}

function answered(desk, path) {
  if (!DECIDING.includes(path)) return;
  underway -= 1;
  if (underway || !undoing) return;
  undoing = false;
  desk.querySelector('[data-key="u"]').click();
}

/** Put the cards that came with an answer in their places. */
function settle(event) {
  if (event.detail.target.id === "arrived") for (const card of [...event.detail.target.children]) put(card);
}

function put(card) {
  const old = document.querySelector(`#cards > #${CSS.escape(card.id)}`);
  const form = old?.matches(".editing") ? old.querySelector("form") : null;
  if (form && !form.classList.contains("htmx-request")) {
    // what somebody is typing stays, though the record moved on: saving will show both
    say(`Somebody has decided the record that you are editing (${card.dataset.state ?? "gone"} now). Save, and you will see both.`);
    card.remove();
  } else if ("gone" in card.dataset) {
    old?.remove();
    card.remove();
  } else if (old) old.replaceWith(card);
  else {
    const list = document.getElementById("cards");
    list.querySelector(".none")?.remove();
    list.insertBefore(card, document.getElementById(card.dataset.before));
  }
}

function lead({ go, record }) {
  const card = record ? document.getElementById(`card-${record}`) : null;
  card?.classList.remove("sent");
  highlight();
  if (go === "form") {
    const form = openForm();
    const editing = form?.closest(".card");
    if (editing) select(editing);
    if (form?.querySelector(".message, [aria-invalid]")) form.dataset.returned = "";
    else say("");
    const wanted = [".message[autofocus]", "[aria-invalid=true]", "[autofocus]"].map((one) => form?.querySelector(one)).find(Boolean);
    wanted?.focus();
    wanted?.closest(".field")?.scrollIntoView({ block: "nearest" }); // with what is said below it
  } else if (go === "there" && card) select(card);
  else if (go === "next" && (!selected() || selected() === card || !selected().hasAttribute("data-open"))) select(nextOpen(card) ?? card ?? selected());
  else selectAgain();
}

function failed(event, words) {
  const card = event.detail.elt?.closest?.(".card");
  card?.classList.remove("sent");
  say(words || "That did not work. Nothing was saved.");
  if (card && event.detail.requestConfig.path !== "/edit") select(card);
}
