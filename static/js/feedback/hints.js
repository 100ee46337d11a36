// Soft hints while typing, on the phone alone: nothing of it is sent. Whoever leaves a hint does not see it again here.
export function attach(form) {
  const hints = [...form.querySelectorAll("[data-soft-hint]")].map((box) => ({
    box,
    left: false,
    sign: new RegExp(`(^|[^\\p{L}])(${box.dataset.softHint})(?=$|[^\\p{L}])`, "iu"),
  }));
  form.addEventListener("input", (event) => {
    if (!event.target.matches("textarea")) return;
    for (const hint of hints) {
      const called = !hint.left && hint.sign.test(event.target.value);
      if (called && hint.box.hidden) event.target.closest(".field").after(hint.box);
      if (called || hint.box.previousElementSibling?.contains(event.target)) hint.box.hidden = !called;
    }
  });
  for (const hint of hints) {
    hint.box.querySelector("[data-leave]").addEventListener("click", () => {
      hint.left = hint.box.hidden = true;
      hint.box.previousElementSibling?.querySelector("textarea")?.focus();
    });
  }
}
