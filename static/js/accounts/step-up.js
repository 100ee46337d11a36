// A form that matters: the passkey is asked for first, and what was typed stays in the form.
import { changedTheirMind, stepUp, works } from "./ceremony.js";

export function attach(form) {
  let sure = false;
  form.addEventListener("submit", async (event) => {
    if (sure || !works()) return;
    event.preventDefault();
    const problem = form.querySelector("[data-problem]");
    if (problem) problem.hidden = true;
    try {
      await stepUp(form.dataset.about);
    } catch (error) {
      if (changedTheirMind(error)) return;
      if (problem) {
        problem.textContent = error.message || form.dataset.failed || "";
        problem.hidden = false;
        return;
      }
    }
    sure = true;
    form.requestSubmit(event.submitter);
  });
}
