// Trusted Types: markup that a script puts into a page holds no code of its own, and scripts come from us alone.
// It stands first in what every page loads, before anything writes markup or loads a script.
//
// Markup is judged as the browser reads it, in a document where nothing runs: a person may well have written
// "onclick=" or "<script" in their journal, and those words, escaped, must arrive.
const CODE = "script, noscript, iframe, frame, object, embed, base, meta[http-equiv]";
const HANDLER = /^on|^(data-)?hx-on/;
const ADDRESS = /^(xlink:)?(href|src|action|formaction)$|^(data-)?hx-/;
const RUNS = /^(javascript|js):/i;
const SKIPPED = /[\s\0-\x1f]/g; // by browsers, inside an address

const reader = self.trustedTypes?.createPolicy("naast", { createHTML: (text) => text });

// A document in which nothing runs, from the text of a whole page.
export function inertDocument(text) {
  return new DOMParser().parseFromString(reader ? reader.createHTML(text) : text, "text/html");
}

function holdsCode(part) {
  if (part.querySelector(CODE)) return true;
  for (const element of part.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (HANDLER.test(name) || (ADDRESS.test(name) && RUNS.test(value.replace(SKIPPED, "")))) return true;
    }
    if (element.content instanceof DocumentFragment && holdsCode(element.content)) return true;
  }
  return false;
}

self.trustedTypes?.createPolicy("default", {
  createHTML(text) {
    if (holdsCode(inertDocument(text))) throw new TypeError("Refused: markup with code in it");
    return text;
  },
  createScriptURL(address) {
    const { origin, pathname } = new URL(address, location.href);
    if (origin !== location.origin || !/^\/(static\/.+\.js|sw\.js)$/.test(pathname)) {
      throw new TypeError("Refused: a script that is not ours");
    }
    return address;
  },
});
