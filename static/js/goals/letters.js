// The five letters above the questions: each lights up as soon as one of its fields says enough. Nothing leaves the phone.
const DAY = 864e5;
const toCome = (day) => day > Date.now() - 2 * DAY && day < Date.now() + 5 * 366 * DAY; // as the server has it
export function attach(list) {
  const form = list.closest("form");
  const tiles = [...list.querySelectorAll("[data-of]")];
  const says = (name) => {
    const field = form.elements[name];
    return field?.type === "date" && !toCome(field.valueAsNumber) ? "" : (field?.value?.trim() ?? "");
  };
  const look = () => {
    for (const tile of tiles) {
      const closed = tile.dataset.of.split(" ").some((name) => says(name).length >= Number(tile.dataset.least));
      const word = tile.querySelector("span");
      tile.classList.toggle("open", !closed);
      const together = form.elements.belongs?.value === "pair" && word.dataset.closedPair;
      word.textContent = closed ? together || word.dataset.closed : word.dataset.open;
    }
  };
  form.addEventListener("input", look);
  look();
}
