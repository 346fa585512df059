// Opens and closes dialogs by attributes: data-open="#id" on what opens one,
// data-close inside it. Links of the form data-open keep their address for
// browsers without scripts.

document.addEventListener("click", (event) => {
  const target = event.target;
  if (!(target instanceof Element)) return;
  const opener = target.closest<HTMLElement>("[data-open]");
  if (opener) {
    const dialog = document.querySelector(opener.dataset["open"] ?? "");
    if (dialog instanceof HTMLDialogElement && !dialog.open) {
      event.preventDefault();
      dialog.showModal();
    }
    return;
  }
  const dialog = target.closest("dialog");
  // A click on the backdrop has the dialog itself as its target.
  if (dialog && (target.closest("[data-close]") || target === dialog)) {
    event.preventDefault();
    dialog.close();
  }
});
