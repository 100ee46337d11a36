// A code that came with a link stands behind the #: it is read here, taken out of the address, and sent.
export function attach(form) {
  const take = () => {
    const code = location.hash.slice(1, 65);
    if (!code) return;
    history.replaceState(null, "", location.pathname);
    form.querySelector("[name=code]").value = code;
    form.requestSubmit();
  };
  take();
  addEventListener("hashchange", take);
}
