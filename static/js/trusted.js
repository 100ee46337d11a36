// Trusted Types: markup that scripts put into a page may hold no script, no handler, no htmx code; scripts come from us.
const FORBIDDEN = /<script|<iframe|<object|<embed|<base|\son\w+\s*=|\shx-on|javascript:/i;

function sameOriginScript(url) {
  const there = new URL(url, location.href);
  return there.origin === location.origin && /^\/(static\/|sw\.js$)/.test(there.pathname);
}

export const RULES = {
  createHTML(text) {
    if (FORBIDDEN.test(text)) throw new TypeError("markup with code in it");
    return text;
  },
  createScriptURL(url) {
    if (!sameOriginScript(url)) throw new TypeError("a script from elsewhere");
    return url;
  },
};

if (self.trustedTypes?.createPolicy && !self.trustedTypes.defaultPolicy) {
  self.trustedTypes.createPolicy("default", RULES);
}
