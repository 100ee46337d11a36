// A desk that stands open looks again by itself: what is urgent is on top within seconds, and where somebody is stays where it was.
const EVERY = 8000;

async function look(place) {
  if (document.visibilityState !== "visible" || place.contains(document.querySelector("[data-lines] details[open]"))) return;
  const answer = await fetch(place.dataset.looksAgain, { headers: { "X-Naast": "look" }, redirect: "error" }).catch(() => null);
  if (!answer?.ok) return;
  const text = await answer.text();
  if (text === place.seen) return;
  if (place.seen !== undefined) {
    const open = place.querySelector('[aria-current="true"]')?.getAttribute("href");
    const focused = place.contains(document.activeElement) && document.activeElement.getAttribute("href");
    place.innerHTML = text;
    for (const line of place.querySelectorAll("a.line")) {
      if (line.getAttribute("href") === open) line.setAttribute("aria-current", "true");
      if (line.getAttribute("href") === focused) line.focus();
    }
  }
  place.seen = text;
}

export function attach(place) {
  if (place.looking) return;
  place.looking = setInterval(() => look(place), EVERY);
  look(place);
}
