"use strict";

const documents = [...document.querySelectorAll(".document")];

// The box that narrows the list: a document stays where its line has all the words.
const lines = documents.map((one) => one.querySelector("summary").textContent.toLowerCase());
const box = document.getElementById("filter");
function narrow() {
  const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  let left = 0;
  documents.forEach((one, number) => {
    one.hidden = !words.every((word) => lines[number].includes(word));
    left += one.hidden ? 0 : 1;
  });
  document.getElementById("told").textContent = words.length ? `${left} of ${documents.length}` : "";
}
box.addEventListener("input", narrow);
box.closest("[hidden]").hidden = false;
narrow();

// One record at a time is selected: its words in the article, its card beside it. Only the sheet that has them is
// searched for what was selected before: a long run has a million elements.
let last = document.createElement("div");
function select(sheet, record) {
  for (const old of last.querySelectorAll(".selected")) old.classList.remove("selected");
  for (const old of last.querySelectorAll('[aria-pressed="true"]')) old.setAttribute("aria-pressed", "false");
  last = sheet;
  const card = sheet.querySelector(`.card[data-record="${CSS.escape(record)}"]`);
  const marks = [...sheet.querySelectorAll(`mark[data-records~="${CSS.escape(record)}"]`)];
  for (const one of [card, ...marks]) one.classList.add("selected");
  card.querySelector(".pick").setAttribute("aria-pressed", "true");
  return { card, marks };
}
document.addEventListener("click", (event) => {
  const mark = event.target.closest("mark");
  const card = event.target.closest(".card");
  if (mark) {
    const records = mark.dataset.records.split(" ");
    const current = records.findIndex((id) => mark.closest(".sheet").querySelector(`.card.selected[data-record="${CSS.escape(id)}"]`));
    select(mark.closest(".sheet"), records[(current + 1) % records.length]).card.scrollIntoView({ block: "nearest" });
  } else if (card) {
    select(card.closest(".sheet"), card.dataset.record).marks[0]?.scrollIntoView({ block: "nearest" });
  }
});

// An event of the calendar leads to its document.
function unfold() {
  const target = document.getElementById(location.hash.slice(1));
  if (target?.matches(".document")) target.open = true;
}
addEventListener("hashchange", unfold);
unfold();
