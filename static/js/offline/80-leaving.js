// Signing out, a phone that threw away what it kept, and new versions of the app.
// Signing out wipes what can be read; what waits stays, sealed, until its writer is back.
async function forget(user) {
  await dropPagesOf(user);
  await amend(user, ({ own }) => ({ keep: [], forms: [], browser: null, own: own?.wrapped ? own : null }));
  await remove("notes", "last");
  navigator.clearAppBadge?.().catch(() => {});
}

async function leave(form) {
  const user = here();
  const items = await waitingOf(user);
  if (items.length && !(await settleWaiting(user, items.length))) return;
  await forget(user);
  const sent = await post("/sign-out", {}).catch(() => null);
  if (!sent) await put("notes", { name: "left", user }); // the server hears it when there is network
  location.replace("/sign-in");
}

// Something waits: send it, keep it sealed (what happens if nothing is chosen), or throw it away, after asking twice.
function settleWaiting(user, number) {
  return new Promise((resolve) => {
    const sheet = make("dialog", { onclose: () => (sheet.remove(), resolve(sheet.returnValue)) });
    const choose = (label, kind, act) =>
      button(label, `button wide ${kind}`, async ({ target }) => (await act(target)) && sheet.close("go"));
    const line = make("p", { role: "status", textContent: words.leaving.replace("{n}", number) });
    sheet.append(
      make("div", {}, line,
        choose(words.keep, "", () => true),
        choose(words.send, "second", async () => {
          await drain(user);
          const left = (await waitingOf(user)).length;
          if (left) line.textContent = words.still.replace("{n}", left);
          return !left;
        }),
        choose(words.drop, "danger", async (target) => {
          if (!target.dataset.sure) return void (target.textContent = words.sure, target.dataset.sure = "1");
          await alone(user, async () => {
            await throwAway(...(await waitingOf(user)));
            await remove("drafts", ...(await ofPerson("drafts", user)).map((draft) => [user, draft.name]));
          });
          return true;
        }),
        button(words.stay, "text-button", () => sheet.close("")),
      ),
    );
    document.body.append(sheet);
    sheet.showModal();
  });
}

// The browser threw away what was kept (it may, when space is short): say so, and what had arrived.
function tellOfLoss({ seen, waiting }) {
  banner(dated(words.lost, Date.parse(seen)) + (waiting ? ` ${words.lostwaiting.replace("{n}", waiting)}` : ""));
}

function banner(said, ...more) {
  const line = make("div", { className: "notice amber", role: "status" }, make("p", { className: "grow", textContent: said }), ...more);
  $("main")?.prepend(line);
  return line;
}

// A new version is offered, and taken by itself when nobody has looked for a while: a page that is asked for at the
// moment at which one worker takes over from another may hang for ever in Chromium.
const hidden = () => document.visibilityState === "hidden";
async function mindUpdates() {
  const registered = await navigator.serviceWorker?.register("/sw.js").catch(() => null);
  if (!registered) return;
  let wanted, line;
  const take = () => registered.waiting?.postMessage("take-over");
  // Chromium forgets a worker that was told so while the older one, told to stop, got one more thing to do; a page that
  // is asked for then may hang. So both go, where our server answers, and the page comes without a worker.
  const anew = () => {
    wanted = true;
    take();
    setTimeout(async () => {
      if (ours(await fetch("/ping").catch(Response.error))) registered.unregister().then(() => location.reload());
    }, 5000);
  };
  const look = () => {
    if (!registered.waiting || !worker() || $("[data-shell]")) return; // the shell opens its page anew by itself
    if (wanted) return take();
    if (hidden()) return setTimeout(() => hidden() && ![...document.forms].some(isTyped) && take(), 5000);
    line ??= banner(words.update, button(words.refresh, "button second", anew));
  };
  navigator.serviceWorker.addEventListener("controllerchange", () => (wanted ? location.reload() : line?.remove()));
  registered.addEventListener("updatefound", () => registered.installing?.addEventListener("statechange", look));
  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    look();
    if (!hidden() && Date.now() - asked > HOUR) {
      asked = Date.now();
      registered.update().catch(() => {});
    }
  });
  look();
  return registered;
}
