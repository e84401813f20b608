/**
 * A chart as one image with a name. Its parts have no names of their own and take no focus: a table beside it offers the same to
 * keyboards and screen readers.
 */
export function asImage(chart: Element, name: string): void {
  chart.setAttribute("role", "img");
  chart.setAttribute("aria-label", name);
  for (const part of chart.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
}

/** Tells the shapes of a mark apart, for those who point at them: the last mark of a kind, its shapes in the order of the data. */
export function keyShapes(chart: Element, mark: string, keys: readonly string[]): void {
  const shapes = [...chart.querySelectorAll(`g[aria-label="${mark}"]`)].at(-1)?.children ?? [];
  keys.forEach((key, i) => {
    shapes[i]?.setAttribute("data-key", key);
  });
}

/** The key of the shape that was pointed at. */
export function keyAt(target: EventTarget): string | null {
  const shape = target instanceof Element ? target.closest("[data-key]") : null;
  return shape?.getAttribute("data-key") || null;
}
