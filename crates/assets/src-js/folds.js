// What stands open on a wide page is folded on a telephone, and opens by a tap.
const narrow = window.matchMedia("(max-width: 40rem)");

function fold() {
  for (const one of document.querySelectorAll("details[data-fold-narrow]")) one.open = !narrow.matches;
}

fold();
narrow.addEventListener("change", fold);
