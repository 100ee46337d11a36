// A place on a page where a passkey is made or used: signing in, joining, and showing once more who you are.
import { arrive } from "../offline.js";
import { changedTheirMind, make, post, Refusal, stepUp, use, works } from "./ceremony.js";

const ROAD = { "sign-in": signIn, join, "step-up": again };
const FRESH = 4 * 60 * 1000; // a question is good for five minutes

export function attach(place) {
  const button = place.querySelector("[data-go]");
  const problem = place.querySelector("[data-problem]");
  const say = (words) => {
    problem.textContent = words || "";
    problem.hidden = !words;
  };
  if (!works()) return say(place.dataset.old);
  button.disabled = false; // until now a tap would have done nothing, or sent the name in an address
  const autofill = place.dataset.passkey === "sign-in" ? offerInField(place, say) : null;

  const go = async (event) => {
    event.preventDefault();
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    say("");
    try {
      await autofill?.stop();
      await ROAD[place.dataset.passkey](place);
    } catch (error) {
      tell(place, say, error);
      autofill?.start();
    } finally {
      button.removeAttribute("aria-busy");
    }
  };
  if (place.matches("form")) place.addEventListener("submit", go);
  else button.addEventListener("click", go);
}

function tell(place, say, error) {
  if (changedTheirMind(error)) return;
  if (error.name === "InvalidStateError") return say(place.dataset.known || place.dataset.failed);
  if (!(error instanceof Refusal)) return say(navigator.onLine ? place.dataset.failed : place.dataset.offline);
  const problems = Object.values(error.answer.problems || {});
  say(error.message || problems[0] || place.dataset.failed);
  const called = place.querySelector("[name=called]");
  if (!problems.length || !called) return;
  called.setAttribute("aria-invalid", "true");
  called.focus();
}

async function send(place, credential) {
  try {
    const { next } = await post("/sign-in/passkey", { credential, next: place.dataset.next });
    await settle(place, credential);
    location.assign(next);
  } catch (error) {
    // The phone may take a passkey that is gone from its list.
    if (error.answer?.error === "unknown") {
      PublicKeyCredential.signalUnknownCredential?.({ rpId: location.hostname, credentialId: credential.id }).catch(() => {});
    }
    throw error;
  }
}

// This phone prepares to work without network for who is in now; that it cannot is no reason to keep them out.
const settle = (place, { secret, id }) => arrive(secret, id, place.querySelector("[data-shared]")?.checked).catch(() => {});

async function signIn(place) {
  await send(place, await use(await post("/sign-in/options")));
}

async function join(form) {
  const { called, language } = Object.fromEntries(new FormData(form));
  const options = await post("/join/options", { called, language });
  const credential = await make(options);
  const { next } = await post("/join/passkey", { credential });
  await settle(form, credential);
  location.assign(next);
}

async function again(place) {
  await stepUp(place.dataset.about);
  location.assign(place.dataset.next);
}

// Where the browser can, it offers the passkey in a field by itself; the button stays for who does not see that.
function offerInField(place, say) {
  const field = place.querySelector("[data-autofill]");
  let asking = null;
  let timer = null;
  let ended = Promise.resolve();

  async function ask(mine) {
    try {
      const options = await post("/sign-in/options");
      if (mine.signal.aborted) return;
      await send(place, await use(options, { mediation: "conditional", signal: mine.signal }));
    } catch (error) {
      if (error instanceof Refusal) tell(place, say, error);
    }
  }

  async function start() {
    if (!field || !(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
    field.hidden = false;
    const mine = (asking = new AbortController());
    ended = ask(mine);
    clearTimeout(timer);
    timer = setTimeout(() => stop().then(start), FRESH);
  }

  async function stop() {
    clearTimeout(timer);
    asking?.abort();
    await ended;
  }

  start();
  return { start, stop };
}
