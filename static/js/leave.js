// Leaving quickly: the screen is empty at once, an own lock closes, and another page takes the place of this one.
export function attach(link) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    document.documentElement.hidden = true;
    const lock = document.querySelector("[data-lock]");
    navigator.serviceWorker?.controller?.postMessage({ opener: null });
    if (lock) navigator.sendBeacon(lock.action, new FormData(lock));
    location.replace(link.href);
  });
}
