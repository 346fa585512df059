// A button with data-print prints the page. Who changes the excerpt of a text
// means to take it.

document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("[data-print]")) window.print();
});

document.addEventListener("input", (event) => {
  if (!(event.target instanceof HTMLTextAreaElement)) return;
  const take = event.target.closest(".source")?.querySelector<HTMLInputElement>("input[type=checkbox]");
  if (take) take.checked = true;
});
