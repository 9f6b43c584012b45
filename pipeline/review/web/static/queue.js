// On a narrow screen the filters begin folded, so that the documents are what is seen first.
"use strict";

if (!matchMedia("(min-width: 60rem)").matches) {
  document.getElementById("filter-panel").open = false;
}
