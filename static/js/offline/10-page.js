// What the parts below share: the outbox, the page's words, and a short way to make a piece of a page.
import "./outbox.js";
import { inertDocument } from "./app.js";

const { transact, put, get, remove, ofPerson, amend, newId, ours, GONE, news, changed, waitingOf, send, alone, holdOf, drain } = self.outbox;
export const words = document.querySelector("#offline-words")?.dataset ?? {};
export const $ = (selector, root = document) => root.querySelector(selector);
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const here = () => document.body.dataset.person || null;

export function make(tag, more = {}, ...inside) {
  const made = Object.assign(document.createElement(tag), more);
  made.append(...inside);
  return made;
}

const when = (at) => new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" }).format(at);
export const dated = (said, at) => said.replace("{when}", when(at));
const post = (path, content) =>
  fetch(path, { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json" }, body: JSON.stringify(content) });
