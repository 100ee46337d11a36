// What every page does: bring in behaviours by their attribute, keep a form from being sent twice.
const BEHAVIOURS = {
  "[data-shell]": "./shell.js",
  "[data-passkey]": "./accounts/passkeys.js",
  "[data-invitation]": "./accounts/invitation.js",
  "[data-step-up]": "./accounts/step-up.js",
  "[data-accepted]": "./accounts/accepted.js",
  "[data-lines]": "./review/keys.js",
  "[data-looks-again]": "./review/look-again.js",
  "[data-letters]": "./goals/letters.js",
  "[data-install]": "./install.js",
  "[data-away]": "./leave.js",
  "[data-soft-hints]": "./feedback/hints.js",
};

export function attach(root = document) {
  for (const [selector, file] of Object.entries(BEHAVIOURS)) {
    const found = root.querySelectorAll(selector);
    if (found.length) import(file).then((its) => found.forEach(its.attach));
  }
  root.querySelector("[data-focus]")?.focus();
}

// One tap is one send: the button says it is busy until the answer is there.
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (event.defaultPrevented || !button) return;
  if (button.getAttribute("aria-busy") === "true") return event.preventDefault();
  button.setAttribute("aria-busy", "true");
  setTimeout(() => button.removeAttribute("aria-busy"), 8000);
});
addEventListener("pageshow", () => document.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy")));

attach();
document.addEventListener("htmx:after:swap", (event) => attach(event.target));

// htmx comes when the page stands, and only where a page uses it.
function bringHtmx() {
  if (!document.querySelector("[hx-post], [hx-get], [hx-boost]")) return;
  const script = document.createElement("script");
  script.src = new URL("../vendor/htmx.min.js", import.meta.url).href;
  document.head.append(script);
}
bringHtmx();

if (document.body.dataset.person || document.querySelector("[data-passkey=sign-in]")) import("./offline.js");
