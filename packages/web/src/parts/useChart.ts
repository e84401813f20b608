import { type RefObject, useEffect, useRef, useState } from "react";

/**
 * A frame in which a chart is drawn as wide as there is room, anew when `draw` is another. What was pressed shows first: the drawing
 * waits until the page is painted, and the chart before stays until then. `draw` gives nothing where there is nothing to draw.
 */
export function useChart(draw: (width: number) => readonly Element[]): RefObject<HTMLDivElement | null> {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width)));
    if (frame.current) observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (!width) return;
    let timer = 0;
    const painted = requestAnimationFrame(() => {
      timer = window.setTimeout(() => frame.current?.replaceChildren(...draw(width)));
    });
    return () => {
      cancelAnimationFrame(painted);
      clearTimeout(timer);
    };
  }, [draw, width]);
  return frame;
}
