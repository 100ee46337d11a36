"""What a thumb and an eye need of a page: outlines of what can be chosen that show, targets that are large enough."""

from __future__ import annotations

from playwright.sync_api import Page

LEAST_CONTRAST = 3  # WCAG 1.4.11
LEAST_TARGET = 44  # pixels; WCAG 2.5.5
# The outline of what is not chosen, and of what is typed in, beside what lies around it.
FAINT = """least => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (colour) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (colour) => {
    const [r, g, b] = rgb(colour).map((one) => one / 255).map((one) => one <= .04045 ? one / 12.92 : ((one + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b + .05;
  };
  const behind = (one) => {
    const colour = getComputedStyle(one).backgroundColor;
    return rgb(colour)[3] || !one.parentElement ? colour : behind(one.parentElement);
  };
  const outlined = ".input, :is(.choice, .face) input:not(:checked) + span, :is(.check, .balance) input:not(:checked), .box:not(.ticked)";
  return [...document.querySelectorAll(outlined)].filter((one) => one.checkVisibility()).flatMap((one) => {
    const pair = [getComputedStyle(one).borderTopColor, behind(one.parentElement)].map(light).sort();
    return pair[1] / pair[0] < least ? [`${one.tagName}.${one.className} ${one.textContent}: ${(pair[1] / pair[0]).toFixed(2)}`] : [];
  });
}"""
# What is tapped; a link in a sentence is as high as its line, and a way past the bars waits outside.
SMALL = """least => [...document.querySelectorAll("a, button, summary")].filter((one) => {
  const box = one.getBoundingClientRect(), around = one.parentElement.textContent.trim();
  const in_a_sentence = getComputedStyle(one).display === "inline" && around.length > one.textContent.trim().length;
  return one.checkVisibility() && box.right > 0 && box.bottom > 0 && !in_a_sentence && box.height < least - .5;
}).map((one) => `${one.textContent.trim()}: ${Math.round(one.getBoundingClientRect().height)} high`)"""


def check_outlines(page: Page) -> None:
    """Fail with every field or choice whose outline hardly differs from what it lies on."""
    found = page.evaluate(FAINT, LEAST_CONTRAST)
    assert not found, f"{page.url}: outlines below {LEAST_CONTRAST}:1\n" + "\n".join(found)


def check_targets(page: Page) -> None:
    """Fail with everything on a page of the phone that is too low for a thumb."""
    found = page.evaluate(SMALL, LEAST_TARGET) if page.locator("body.phone, body.plain").count() else []
    assert not found, f"{page.url}: lower than {LEAST_TARGET} pixels\n" + "\n".join(found)
