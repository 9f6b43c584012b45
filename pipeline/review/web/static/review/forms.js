/* An open form: one at a time, never lost by a slip of the hand. */
import { rangeOf } from "./offsets.js";
import { say } from "./status.js";

const LEAVING = ["/edit", "/add", "/rest", "/undo", "/done", "/reopen"];
let warned = null; // the form of which the first Esc warned

export const openForm = () => document.querySelector(".card.editing form");

const isChanged = (form) => form.dataset.returned !== undefined || [...form.elements].some((field) =>
  field.type === "checkbox" ? field.checked !== field.defaultChecked || field.dataset.chosen !== undefined
  : field.tagName === "SELECT" ? [...field.options].some((option) => option.selected !== option.defaultSelected)
  : field.type !== "hidden" && "defaultValue" in field && field.value !== field.defaultValue);

export function holdForms(desk) {
  desk.addEventListener("htmx:beforeRequest", (event) => {
    const form = openForm();
    const path = event.detail.requestConfig.path.split("?")[0];
    if (!form || !LEAVING.includes(path) || form.contains(event.detail.elt)) return;
    event.preventDefault();
    say("A form is open: save it, or cancel it with Esc.");
    form.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  });
  desk.addEventListener("change", (event) => event.target.closest(".amending") && highlight());
  desk.addEventListener("click", (event) => event.target.closest("[data-cancel]") && clearAdding(event));
  addEventListener("beforeunload", (event) => {
    const form = openForm();
    if (form && isChanged(form) && !form.classList.contains("htmx-request")) event.preventDefault();
  });
}

/** Close the open form; what was typed goes only at the second Esc. */
export function cancelForm() {
  const form = openForm();
  if (!form) return false;
  if (isChanged(form) && warned !== form) {
    warned = form;
    say("What you typed is not saved: Esc once more throws it away.");
  } else {
    form.querySelector("[data-cancel]").click();
    say("Not saved.");
  }
  return true;
}

/** The form of a new record is simply taken away; that of a record gives its card back (htmx asks for it). */
function clearAdding(event) {
  const adding = event.target.closest("#adding");
  if (!adding) return;
  event.preventDefault();
  adding.replaceChildren();
  highlight();
  (document.querySelector(".card.selected") ?? document.querySelector(".card"))?.focus();
}

/** Show the chosen words of the open form in the article, where the browser can. */
export function highlight() {
  if (!globalThis.CSS?.highlights) return;
  const chosen = [...(openForm()?.querySelectorAll("input[name=piece]:checked") ?? [])].map((box) => {
    const [, part, start, end] = box.value.split(" ");
    return rangeOf({ part, start: Number(start), end: Number(end) });
  });
  CSS.highlights.set("chosen", new Highlight(...chosen.filter(Boolean)));
}
