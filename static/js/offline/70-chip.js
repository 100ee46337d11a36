// The chip in the header: the truth about saving, always. And the list of what waits.
function show(state, number = 0) {
  const chip = document.querySelector("#saving");
  if (!chip) return;
  chip.dataset.state = state;
  const line = chip.querySelector("[role=status]");
  const words = (chip.dataset[state] ?? "").replace("%(n)s", number);
  if (line.textContent !== words) line.textContent = words;
}

async function tell(why = null) {
  const user = here();
  if (!user) return;
  const items = await waitingOf(user);
  const trouble = items.filter((item) => item.state === "attention").length;
  const queued = items.length - trouble;
  if (trouble) return show("attention", trouble);
  if (!queued) return show("saved");
  if (why === "signin" || why === "other") return show("signin", queued);
  if (why === "portal") return show("portal", queued);
  show(why === "offline" ? "offline" : "waiting", queued);
}

function button(label, kind, act) {
  const made = document.createElement("button");
  made.className = kind;
  made.textContent = label;
  made.onclick = act;
  return made;
}

// On Today and in the journal, what waits stands on top, in its place, marked as waiting.
async function showWaiting() {
  const user = here();
  if (!user || !["/", "/journal", "/shell"].includes(location.pathname) || !(await waitingOf(user)).length) return;
  const place = document.querySelector("[data-waiting-here]") ?? document.createElement("div");
  place.dataset.waitingHere = "";
  place.className = "stack close";
  document.querySelector("main h1")?.after(place);
  await listWaiting(place);
}

async function listWaiting(place) {
  const user = here();
  if (!user) return;
  const words = document.querySelector("#offline-words")?.dataset ?? {};
  const items = await waitingOf(user);
  const person = await get("people", user);
  const rows = [];
  for (const item of items) {
    const card = document.createElement("section");
    card.className = "card waiting";
    const title = document.createElement("h2");
    title.textContent = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "full", timeStyle: "short" }).format(item.at);
    const state = document.createElement("p");
    state.className = item.state === "attention" ? "problem" : "muted";
    state.textContent = item.state === "attention" ? Object.values(item.why).filter(Boolean).join(" ") || words.refused : words.waits;
    card.append(title, state);
    const info = infoOf(user, item);
    const fields = (await openOwn(user, item.own, info).catch(() => null)) ?? null;
    const typed = fields?.did?.[0];
    if (typed) {
      const line = document.createElement("p");
      line.className = "words";
      line.textContent = typed;
      card.append(line, button(words.copy, "button second", () => navigator.clipboard?.writeText(typed)));
    } else if (item.own) card.append(button(words.unlock, "button second", async () => (await ownKey(user, true)) && listWaiting(place)));
    card.append(
      button(words.again, "button second", async () => {
        await put("outbox", { ...item, state: "queued" });
        await tell(await drain(user));
        await listWaiting(place);
      }),
      button(words.drop, "text-button quiet", async (event) => {
        if (!event.target.dataset.sure) {
          event.target.dataset.sure = "1";
          return void (event.target.textContent = words.sure);
        }
        await remove("outbox", item.id);
        await tell();
        await listWaiting(place);
      }),
    );
    rows.push(card);
  }
  if (rows.length || "waitingHere" in place.dataset) place.replaceChildren(...rows);
  const choice = document.querySelector("[data-keep-readable]");
  if (choice && person && !person.own?.wrapped) {
    choice.hidden = false;
    const box = choice.querySelector("input");
    box.checked = Boolean(person.own?.local);
    box.onchange = async () => {
      await keepReadable(user, box.checked);
      if (box.checked) await fillPocket((await learn()) ?? person);
    };
  }
}
