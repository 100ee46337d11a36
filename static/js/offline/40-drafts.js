// Drafts: what is typed is kept at each input, one write at a time, the last state wins. Each open form has a row of
// its own, so two tabs never overwrite each other; the row goes when the server has confirmed.
const formOf = (form) => `${form.dataset.offline} ${new URL(form.action, location.href).pathname}`;
const isText = (field) => /^(textarea|text|email|tel|search)$/.test(field.type);
const isTyped = (root) => $$("textarea, input", root).some((field) => field.value !== field.defaultValue || field.checked !== field.defaultChecked);
const draftInfo = (user, name) => `naast/draft/v1|${user}|${name}`;
const whyNot = (error) => (error?.name === "QuotaExceededError" ? "full" : "unkept");
const began = new WeakMap(); // form -> { name, names: rows that this form stands for, busy, again }
const newName = (form, id) => `${formOf(form)} ${id || newId()}`;

function draftOf(form) {
  if (!began.has(form)) began.set(form, { name: newName(form, $('[name="op"]', form)?.value), names: new Set() });
  return began.get(form);
}

// One draft is one operation, also where the browser sends the form without us: so it is never taken in twice.
function idOf(form) {
  const { names } = draftOf(form);
  return names.size === 1 ? [...names][0].slice(-36) : newId();
}

function fieldsOf(form, pressed) {
  const fields = {};
  for (const [name, value] of new FormData(form, pressed)) if (name !== "op" && typeof value === "string") (fields[name] ??= []).push(value);
  return fields;
}

// While a form is on its way its draft rests; what is typed then is kept when it comes back.
async function keepDraft(form) {
  const draft = draftOf(form);
  if (draft.busy || draft.sent) {
    draft.again = true;
    return draft.busy;
  }
  draft.busy = writeDraft(form, draft);
  await draft.busy;
  draft.busy = null;
  if (draft.again && !draft.sent) {
    draft.again = false;
    return keepDraft(form);
  }
}

// True when it is on the disk. Only rows whose words stood in the form when it was read make place for the new one.
async function writeDraft(form, draft) {
  try {
    const user = here();
    const person = await get("people", user);
    if (!person?.key) return;
    const fields = fieldsOf(form);
    const stood = [...draft.names].filter((name) => name !== draft.name);
    const info = draftInfo(user, draft.name);
    const row = { user, name: draft.name, form: formOf(form), at: Date.now(), sealed: await sealed(person, fields, info), own: await sealOwn(person, fields, info) };
    await transact("drafts", "readwrite", (drafts) => {
      for (const name of stood) drafts.delete([user, name]);
      drafts.put(row);
    });
    for (const name of stood) draft.names.delete(name);
    return draft.names.add(draft.name);
  } catch (error) {
    said(form, whyNot(error));
  }
}

// The keyboard of most phones puts a word together before it is in the field: changed under its hands, it writes it twice.
// So we wait for a short rest, in which who is on the way to the button has pressed it.
let composing = null;
addEventListener("compositionstart", () => {
  const ended = new Promise((go) => addEventListener("compositionend", () => setTimeout(go, 200), { once: true }));
  ended.then(() => composing === ended && (composing = null));
  composing = ended;
});

// What was begun here before comes back, with its date. What cannot be opened now stays for later.
async function bringDrafts(form) {
  const user = here();
  const onTheirWay = new Set((await waitingOf(user)).flatMap((item) => item.drafts)); // saved: they go with what waits
  const draft = draftOf(form);
  const rows = (await ofPerson("drafts", user)).filter((row) => row.form === formOf(form) && row.name !== draft.name && !onTheirWay.has(row.name)).sort((one, other) => one.at - other.at);
  const found = [];
  for (const row of rows) {
    const fields = (await openOwn(user, row.own, draftInfo(user, row.name))) ?? (await openedByServer(row.sealed, { draft: row.name }));
    if (fields) found.push({ ...row, fields });
  }
  if (rows.length > found.length) said(form, "later");
  if (!found.length) return;
  while (composing) await composing;
  if (draft.sent) return;
  for (const row of found) draft.names.add(row.name);
  if ($('[aria-invalid="true"]', form)) return; // the server brought the words itself
  const typed = isTyped(form);
  fill(form, found.map((row) => row.fields));
  if (typed) keepDraft(form); // both are one draft from now on
  const line = make("p", { className: "muted small row spread" }, make("span", { textContent: dated(words.draft, found.at(-1).at) }));
  line.append(
    make("button", {
      type: "button",
      className: "text-button",
      textContent: words.empty,
      onclick: async () => {
        form.reset();
        line.remove();
        await draft.busy;
        await remove("drafts", ...[...draft.names].map((name) => [user, name]));
        draft.names.clear();
      },
    }),
  );
  form.prepend(line);
}

// Put words into a form: the last choice of each field, and of each text all that is not in another already. What is
// hidden (the revision somebody started from) comes along from the first.
function fill(form, versions) {
  for (const field of form.elements) {
    const given = versions.map((fields) => fields[field.name]).filter(Boolean);
    if (!given.length || field.name === "op") continue;
    if (field.type === "radio" || field.type === "checkbox") field.checked = given.at(-1).includes(field.value);
    else if (field.type === "hidden") field.value = given[0][0];
    else if (isText(field)) fillText(field, given.map(([typed]) => typed));
    else field.value = given.at(-1)[0];
  }
}

// Somebody may be in the field already: their words stay as they are and where the caret is, and what they type next
// begins below what came back, never against it.
function fillText(field, given) {
  const inHand = field === document.activeElement && field.selectionStart !== null;
  const between = field.type === "textarea" ? "\n\n" : " ";
  const typed = field.value === field.defaultValue ? "" : field.value;
  const carets = typed ? [field.selectionStart, field.selectionEnd].map((at) => at - typed.length) : [0, 0]; // from the end
  const texts = [...given, typed];
  const said = (text, at) => texts.some((other, there) => there !== at && other.includes(text) && (other !== text || there > at));
  const all = texts.filter((text, at) => text && (text === typed && inHand ? at === given.length : !said(text, at)));
  if (inHand && !typed) all.push("");
  field.value = all.map((text, at) => (at < all.length - 1 ? text.trimEnd() : text)).join(between);
  if (inHand) field.setSelectionRange(...carets.map((at) => field.value.length + at));
}
