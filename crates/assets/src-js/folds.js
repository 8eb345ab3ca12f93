// What stands open on a wide page is folded on a telephone; a fold that is empty of choices opens by a tap.
if (window.matchMedia("(max-width: 40rem)").matches) {
  for (const fold of document.querySelectorAll("details[data-fold-narrow]")) fold.open = false;
}
