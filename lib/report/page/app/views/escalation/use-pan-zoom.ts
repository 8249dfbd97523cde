import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { fitted, moved, opening, revealing, type Size, type Viewport, zoomed } from './viewport.ts';

/** What one press of a key or a button, and one turn of the wheel, does. */
const ZOOM_STEP = 1.25;
const WHEEL_PIXELS_PER_STEP = 250;
const PAN_STEP = 80;

/** In pixels: a pointer that moves less has clicked. */
const LEAST_DRAG = 4;

export interface PanZoom {
  readonly view: Viewport;
  /** Steps larger, or smaller where negative. */
  zoom(steps: number): void;
  fit(): void;
  reveal(box: Parameters<typeof revealing>[1]): void;
  /** For the frame, which takes wheel, pointer and keys. */
  readonly handlers: {
    onWheel(event: WheelEvent): void;
    onPointerDown(event: PointerEvent): void;
    onPointerMove(event: PointerEvent): void;
    onPointerUp(): void;
    onPointerCancel(): void;
    onKeyDown(event: KeyboardEvent): void;
  };
}

/** Moves and scales content in a frame, which begins anew when the content has another size. */
export function usePanZoom(frame: RefObject<HTMLElement | null>, content: Size): PanZoom {
  const [view, setView] = useState<Viewport>({ x: 0, y: 0, scale: 1 });
  const drag = useRef<{ readonly x: number; readonly y: number; readonly from: Viewport } | null>(null);
  const frameSize = (): Size => ({
    width: frame.current?.clientWidth ?? 0,
    height: frame.current?.clientHeight ?? 0,
  });
  useLayoutEffect(() => setView(opening(content, frameSize())), [content.width, content.height]);

  const zoom = (factor: number) => {
    const { width, height } = frameSize();
    setView((current) => zoomed(current, factor, { x: width / 2, y: height / 2 }));
  };
  const fit = () => setView(fitted(content, frameSize()));
  const release = () => {
    drag.current = null;
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => setView((current) => moved(current, PAN_STEP, 0)),
    ArrowRight: () => setView((current) => moved(current, -PAN_STEP, 0)),
    ArrowUp: () => setView((current) => moved(current, 0, PAN_STEP)),
    ArrowDown: () => setView((current) => moved(current, 0, -PAN_STEP)),
    '+': () => zoom(ZOOM_STEP),
    '=': () => zoom(ZOOM_STEP),
    '-': () => zoom(1 / ZOOM_STEP),
    '0': fit,
  };
  return {
    view,
    zoom: (steps) => zoom(ZOOM_STEP ** steps),
    fit,
    reveal: (box) => setView((current) => revealing(current, box, frameSize())),
    handlers: {
      onWheel: (event) => {
        event.preventDefault();
        const corner = frame.current?.getBoundingClientRect();
        const at = { x: event.clientX - (corner?.left ?? 0), y: event.clientY - (corner?.top ?? 0) };
        setView((current) => zoomed(current, ZOOM_STEP ** (-event.deltaY / WHEEL_PIXELS_PER_STEP), at));
      },
      onPointerDown: (event) => {
        if (event.button === 0) drag.current = { x: event.clientX, y: event.clientY, from: view };
      },
      onPointerMove: (event) => {
        if (drag.current === null) return;
        const [dx, dy] = [event.clientX - drag.current.x, event.clientY - drag.current.y];
        if (Math.hypot(dx, dy) < LEAST_DRAG) return;
        // Only now: whoever clicks on something in the frame has to be heard there.
        frame.current?.setPointerCapture(event.pointerId);
        setView(moved(drag.current.from, dx, dy));
      },
      onPointerUp: release,
      onPointerCancel: release,
      onKeyDown: (event) => {
        const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
        if (act === undefined) return;
        event.preventDefault();
        act();
      },
    },
  };
}
