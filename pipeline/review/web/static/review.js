/* The desk: an article, its records as cards, and the keys. Everything also works by mouse, and what decides
   works without this script. htmx sends forms and puts the parts of an answer in their places. */
import { follow } from "./review/answers.js";
import { listen } from "./review/keys.js";
import { watchMenu } from "./review/menu.js";
import { watchSelection } from "./review/picking.js";
import { firstOpen, select, selectByMark } from "./review/records.js";
import { drawLinks } from "./review/links.js";
import { holdForms } from "./review/forms.js";
import { say } from "./review/status.js";

const desk = document.getElementById("desk");
if (desk) {
  document.body.classList.add("scripted");
  follow(desk);
  listen(desk);
  holdForms(desk);
  watchSelection(desk);
  watchMenu();

  const cards = document.getElementById("cards");
  desk.addEventListener("click", (event) => {
    if (getSelection()?.isCollapsed === false) return; // words are being selected, not clicked
    const mark = event.target.closest("mark[data-records]");
    const tie = event.target.closest(".ties a");
    const card = event.target.closest(".card");
    if (mark || tie) say("");
    if (mark) selectByMark(mark);
    else if (tie) {
      event.preventDefault();
      select(document.querySelector(tie.getAttribute("href")));
    } else if (card && !event.target.closest("a, button, summary, input, select, textarea, label")) select(card);
  });
  cards.addEventListener("focusin", (event) => {
    const card = event.target.closest(".card");
    if (card && !card.classList.contains("selected")) select(card, { focus: false });
  });

  new ResizeObserver(drawLinks).observe(document.querySelector(".lines"));
  document.fonts?.ready.then(drawLinks);
  const card = document.getElementById(`card-${desk.dataset.selected}`) ?? firstOpen() ?? cards.querySelector(".card");
  if (card) select(card);
  else cards.querySelector(".none")?.focus({ preventScroll: true });
}
