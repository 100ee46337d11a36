// Forms that may wait: what is sent is first on the phone's disk, then on its way. What is typed is kept at each input.
const formOf = (form) => `${form.dataset.offline} ${new URL(form.action, location.href).pathname}`;
const thingOf = (form) => new URL(form.action, location.href).pathname.match(/[0-9a-f]{8}-[0-9a-f-]{27}/)?.[0] ?? null;

function fieldsOf(form) {
  const fields = {};
  for (const [name, value] of new FormData(form)) if (name !== "op" && typeof value === "string") (fields[name] ??= []).push(value);
  return fields;
}

async function enqueue(person, form) {
  const op = { id: newId(), verb: form.dataset.offline, thing: thingOf(form) };
  const fields = fieldsOf(form);
  const info = infoOf(person.user, op);
  const item = {
    ...op,
    user: person.user,
    seq: await nextSeq(person.user),
    form: formOf(form),
    page: location.pathname + location.search,
    at: Date.now(),
    state: "queued",
    sealed: { kid: person.kid, msg: toBase64(await sealFor(fromBase64(person.key), text.encode(JSON.stringify(fields)), info)) },
    own: await sealOwn(person, fields, info),
  };
  await put("outbox", item);
  navigator.storage?.persist?.().catch(() => {});
  return item;
}

// Send a form: words first to the disk, then to the server; where that is out of reach they wait.
async function sendForm(form) {
  const user = here();
  const person = user && (await get("people", user));
  if (!person?.key) return plainly(form);
  let item;
  try {
    item = await enqueue(person, form);
  } catch (error) {
    return said(form, error.name === "QuotaExceededError" ? "full" : "unkept");
  }
  show("sending");
  let verdict = null;
  const why = await drain(user, (settled) => settled.item.id === item.id && (verdict = settled.verdict));
  await tell(why);
  if (verdict && GONE.has(verdict.s)) return location.assign(form.dataset.then?.replace("{id}", verdict.entity) ?? location.pathname);
  if (verdict) {
    await remove("outbox", item.id); // the words stand in the form; the server says in the page what is wrong
    return plainly(form);
  }
  waitsHere(form, item);
}

// Without our help: the browser's own way of sending a form, with an id of its own.
function plainly(form) {
  const op = form.querySelector('[name="op"]');
  if (op) op.value = newId();
  HTMLFormElement.prototype.submit.call(form);
}

function said(form, what) {
  const words = document.querySelector("#offline-words")?.dataset ?? {};
  const line = document.createElement("p");
  line.className = "notice";
  line.setAttribute("role", "alert");
  line.textContent = words[what] ?? "";
  form.prepend(line);
  show("attention");
}

// The saved thing stands in the form's place, marked as waiting.
function waitsHere(form, item) {
  const words = document.querySelector("#offline-words")?.dataset ?? {};
  const card = document.createElement("section");
  card.className = "card waiting";
  card.dataset.item = item.id;
  const title = document.createElement("h2");
  title.textContent = words.waits ?? "";
  card.append(title);
  const typed = fieldsOf(form).did?.[0];
  if (typed) {
    const line = document.createElement("p");
    line.className = "words";
    line.textContent = typed;
    card.append(line);
  }
  const link = document.createElement("a");
  link.href = "/";
  link.className = "button second";
  link.textContent = words.today ?? "";
  card.append(link);
  form.replaceWith(card);
  document.querySelector(".actions")?.remove();
  card.tabIndex = -1;
  card.focus();
}

// Drafts: one write at a time, the last state wins; gone only when the server has confirmed.
const writing = new Map();
async function keepDraft(form) {
  const name = formOf(form);
  if (writing.has(name)) return void writing.set(name, form);
  writing.set(name, null);
  try {
    const user = here();
    const person = user && (await get("people", user));
    if (person?.key && !person.shared) {
      const fields = fieldsOf(form);
      const info = `naast/draft/v1|${user}|${name}`;
      const sealed = { kid: person.kid, msg: toBase64(await sealFor(fromBase64(person.key), text.encode(JSON.stringify(fields)), info)) };
      await put("drafts", { user, name, sealed, own: await sealOwn(person, fields, info), at: Date.now() });
      form.querySelector("[data-kept]")?.removeAttribute("hidden");
    }
  } catch {
    said(form, "unkept");
  }
  const again = writing.get(name);
  writing.delete(name);
  if (again) await keepDraft(again);
}

async function bringDraft(form) {
  const user = here();
  const name = formOf(form);
  const draft = user && (await get("drafts", [user, name]));
  if (!draft || form.querySelector('[aria-invalid="true"]')) return;
  const info = `naast/draft/v1|${user}|${name}`;
  const fields = (await openOwn(user, draft.own, info).catch(() => null)) ?? (await openedByServer(draft.sealed, name));
  if (!fields) return;
  for (const field of form.elements) {
    if (!field.name || field.name === "op" || field.type === "hidden" || !(field.name in fields)) continue;
    if (field.type === "radio" || field.type === "checkbox") field.checked = fields[field.name].includes(field.value);
    else field.value = fields[field.name][0];
  }
  const words = document.querySelector("#offline-words")?.dataset ?? {};
  const line = document.createElement("p");
  line.className = "muted small";
  line.textContent = (words.draft ?? "").replace("{when}", new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" }).format(draft.at));
  form.prepend(line);
}

async function openedByServer(sealed, name) {
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  const answer = await fetch("/offline/open", { method: "POST", headers, body: JSON.stringify({ sealed, name }) }).catch(() => null);
  return answer?.ok ? (await answer.json()).fields : null;
}
