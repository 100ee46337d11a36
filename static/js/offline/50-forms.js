// Forms that may wait: what is sent is first on the phone's disk, then on its way.
const thingOf = (form) => form.dataset.thing ?? new URL(form.action, location.href).pathname.match(/[0-9a-f]{8}-[0-9a-f-]{27}/)?.[0] ?? null;

// What a form says, for the list of what waits: a title, and each text or choice in the words of the page; a number, day
// or time with its question.
function shownOf(form, pressed) {
  const lines = [...form.elements].map((field) => {
    const asked = field.labels?.[0]?.textContent.trim();
    if (field.inputMode || /date|time/.test(field.type)) return field.value && `${asked} ${field.value}`;
    return isText(field) ? field.value : field.checked && asked;
  });
  if (!lines.some(Boolean) && pressed) lines.push(pressed.textContent.trim());
  return { title: $("main h1")?.textContent ?? "", lines: lines.filter(Boolean) };
}

// A number for the next operation, never given twice.
async function nextSeq(user) {
  let seq = 0;
  await amend(user, (was) => ({ seq: (seq = was.seq + 1) }));
  return seq;
}

// Put a form in the outbox. One that was opened from there takes the place of what it was; where the server had
// refused it, under a new id.
async function enqueue(person, form, pressed) {
  const { user } = person;
  const old = form.dataset.item && (await get("outbox", form.dataset.item));
  const op = { id: old ? (old.state === "queued" ? old.id : newId()) : idOf(form), verb: form.dataset.offline, schema: +(form.dataset.schema ?? 1), thing: thingOf(form) };
  const [fields, drafts] = [fieldsOf(form, pressed), [...draftOf(form).names]];
  const info = outboxInfo(user, op);
  const item = {
    ...op,
    user,
    seq: old?.seq ?? (await nextSeq(user)),
    form: formOf(form),
    page: location.pathname + location.search,
    drafts,
    at: Date.now(),
    state: "queued",
    sealed: await sealed(person, fields, info),
    own: await sealOwn(person, { fields, ...shownOf(form, pressed) }, info),
  };
  const store = () =>
    transact("outbox", "readwrite", (outbox) => {
      if (old && old.id !== op.id) outbox.delete(old.id);
      outbox.put(item);
    });
  await (old ? alone(user, store) : store());
  form.dataset.item = item.id;
  changed();
  navigator.storage?.persist?.().catch(() => {});
  return item;
}

// The same page again keeps its place on the screen.
const goTo = (path) => (path === location.pathname ? location.reload() : location.assign(path));

// Send a form: words first to the disk, then to the server; where that is out of reach they wait.
async function sendForm(form, pressed) {
  const user = here();
  const person = await get("people", user).catch(() => null);
  if (!person?.key) return plainly(form, pressed);
  const draft = draftOf(form);
  draft.sent = true;
  await draft.busy;
  if (pressed) pressed.ariaBusy = "true";
  let item;
  try {
    item = await enqueue(person, form, pressed);
  } catch (error) {
    draft.sent = false;
    if (pressed) pressed.ariaBusy = null;
    keepDraft(form);
    return said(form, whyNot(error));
  }
  letGo?.();
  show("sending");
  let verdict = null;
  const why = await drain(user, (settled) => settled.item.id === item.id && (verdict = settled.verdict));
  if (pressed) pressed.ariaBusy = null;
  if (!verdict) waitsHere(form, item, why, shownOf(form, pressed));
  else if (GONE.has(verdict.s)) {
    began.delete(form);
    if (verdict.s === "kept-both" && !form.dataset.then) await put("notes", { name: "both" });
    return goTo(form.dataset.then?.replace("{id}", verdict.entity) ?? location.pathname);
  } else await refused(form, item, verdict.why ?? {});
  await afterwards(why);
}

// Refused while the form is open: its words go back to being a draft, and the reasons stand beside the fields.
async function refused(form, item, why) {
  const draft = draftOf(form);
  draft.name = newName(form); // what it sends next is another operation
  if (await writeDraft(form, draft)) {
    await remove("outbox", item.id);
    delete form.dataset.item;
    changed();
  }
  draft.sent = false;
  if (draft.again) await keepDraft(form);
  showProblems(form, why);
}

// Without our help: the browser's own way of sending a form, as the operation that its draft would be.
function plainly(form, pressed) {
  const op = $('[name="op"]', form);
  const draft = draftOf(form);
  draft.sent = true;
  if (op) op.value = draft.name.slice(-36);
  if (pressed?.name) form.append(make("input", { type: "hidden", name: pressed.name, value: pressed.value }));
  HTMLFormElement.prototype.submit.call(form);
}

// One sentence above a form.
function said(form, what) {
  const line = $("[data-said]", form) ?? make("p", { className: "notice amber", role: "alert" });
  line.dataset.said = what;
  line.textContent = words[what] ?? "";
  form.prepend(line);
  if (what === "full" || what === "unkept") show("unkept");
}

// The reasons of a refusal, as the server's own pages show them: all on top, each with its question and in the order of
// the form, and each beside its field.
function showProblems(form, why) {
  for (const old of $$(".summary-of-problems, .problem")) old.remove();
  const list = make("ul", { className: "plain" });
  const rest = { ...why };
  for (const field of form.elements) {
    const { name, id } = field;
    const group = field.closest("fieldset");
    const asks = group ? $("legend", group) : field.labels?.[0];
    if (!name || !rest[name] || !asks) continue;
    const said = asks.textContent;
    list.append(make("li", {}, make("a", { href: `#${id}` }, make("strong", { textContent: /[?!.:…]$/.test(said) ? said : `${said}:` }), ` ${rest[name]}`)));
    asks.after(make("p", { className: "problem", id: `p-${name}` }, sign(), make("span", { textContent: rest[name] })));
    (group ?? field).setAttribute("aria-invalid", "true");
    (group ?? field).setAttribute("aria-describedby", `p-${name}`);
    field.closest("details")?.setAttribute("open", "");
    delete rest[name];
  }
  list.prepend(...Object.values(rest).map((reason) => make("li", {}, reason || words.refused)));
  if (!list.children.length) list.append(make("li", { textContent: words.refused }));
  const top = make("div", { className: "summary-of-problems", role: "alert", tabIndex: -1 }, make("h2", { textContent: words.almost }), list);
  form.before(top);
  if (!document.title.startsWith(words.almost)) document.title = `${words.almost}: ${document.title}`;
  top.focus();
}
const sign = () => $("#saving .is-asking")?.cloneNode(true) ?? "";

// The saved thing stands in the form's place, marked as waiting.
function waitsHere(form, item, why, shown) {
  const card = itemCard(item, shown, why);
  card.dataset.alone = "";
  card.append(make("a", { className: "button wide", href: "/", textContent: words.today }));
  form.replaceWith(card);
  for (const button of $$(`[form="${form.id}"]`)) (button.closest(".actions") ?? button).remove();
  card.tabIndex = -1;
  card.focus();
}
