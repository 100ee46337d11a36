// The desk by keyboard: j and k go down and up the lines, Enter opens (a link does that), s marks as seen, r answers, f follows up.
const lines = () => [...document.querySelectorAll("[data-lines] a.line")];

function go(step) {
  const all = lines();
  if (!all.length) return;
  const here = all.indexOf(document.activeElement);
  const open = all.findIndex((line) => line.ariaCurrent === "true");
  const from = here >= 0 ? here : step > 0 && open < 0 ? -1 : open;
  all[Math.min(all.length - 1, Math.max(0, from + step))].focus();
}

const press = (key) => {
  const there = document.querySelector(`[data-key="${key}"]`);
  if (key === "r") return document.querySelector("#f-said")?.focus();
  there?.click();
  if (key === "f") document.querySelector("#f-do")?.focus();
};
const KEYS = { j: () => go(1), k: () => go(-1), s: () => press("s"), r: () => press("r"), f: () => press("f") };

export function attach() {
  if (document.body.dataset.keys) return;
  document.body.dataset.keys = "on";
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const act = KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
