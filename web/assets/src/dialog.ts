// Opens and closes dialogs by attributes: data-open="#id" on what opens one,
// data-close inside it. Links of the form data-open keep their address for
// browsers without scripts. What confirms a form opens only once the form is
// complete: the browser says at the field what is missing.

document.addEventListener("click", (event) => {
  const target = event.target;
  if (!(target instanceof Element)) return;
  const opener = target.closest<HTMLElement>("[data-open]");
  if (opener) {
    const dialog = document.querySelector(opener.dataset["open"] ?? "");
    if (dialog instanceof HTMLDialogElement && !dialog.open) {
      event.preventDefault();
      if (!(opener instanceof HTMLButtonElement) || complete(opener.form)) dialog.showModal();
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

// One that was sent and refused stands open with what is wrong; with scripts it is
// above all else.
for (const dialog of document.querySelectorAll<HTMLDialogElement>("dialog[data-now]")) {
  dialog.close();
  dialog.showModal();
  dialog.querySelector<HTMLElement>(".is-bad input:not([type=hidden]), .is-bad select, .is-bad textarea")?.focus();
}

/** Reports whether a form may be sent; a text of spaces is none. */
function complete(form: HTMLFormElement | null): boolean {
  for (const text of form?.querySelectorAll<HTMLTextAreaElement>("textarea[required]") ?? []) {
    if (!text.value.trim()) text.value = "";
  }
  return form?.reportValidity() ?? true;
}
