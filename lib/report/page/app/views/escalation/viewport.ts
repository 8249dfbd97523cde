/** Which part of the graph is seen: where its left upper corner is in the frame, and how large it is drawn. */
export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

const SCALES = { least: 0.1, most: 2 } as const;

/** Smaller than this, names cannot be read: a graph that does not fit is opened at its upper left instead. */
const LEAST_READABLE = 0.75;

/** Room between what is brought into sight and the edge of the frame, in pixels. */
const MARGIN = 24;

/** The whole of it, in the middle; never larger than it is. */
export function fitted(content: Size, frame: Size): Viewport {
  return placed(content, frame, Math.min(frame.width / content.width, frame.height / content.height, 1));
}

/** How a graph is opened: as wide as the frame, as long as that can be read. */
export function opening(content: Size, frame: Size): Viewport {
  const whole = fitted(content, frame);
  if (whole.scale >= LEAST_READABLE) return whole;
  return placed(content, frame, Math.max(LEAST_READABLE, Math.min(frame.width / content.width, 1)));
}

/** What is larger than the frame begins at its edge. */
function placed(content: Size, frame: Size, wanted: number): Viewport {
  const scale = within(wanted);
  return {
    x: Math.max(0, (frame.width - content.width * scale) / 2),
    y: Math.max(0, (frame.height - content.height * scale) / 2),
    scale,
  };
}

/** Larger or smaller, around a point of the frame. */
export function zoomed(view: Viewport, factor: number, at: { readonly x: number; readonly y: number }): Viewport {
  const scale = within(view.scale * factor);
  const ratio = scale / view.scale;
  return { x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio, scale };
}

export function moved(view: Viewport, dx: number, dy: number): Viewport {
  return { ...view, x: view.x + dx, y: view.y + dy };
}

/** Moved as little as it takes to have a box of the graph in sight. */
export function revealing(view: Viewport, box: Box, frame: Size): Viewport {
  const along = (start: number, length: number, room: number) => {
    const before = MARGIN - start;
    const after = room - MARGIN - (start + length);
    return before > 0 ? before : Math.min(0, after);
  };
  return moved(
    view,
    along(view.x + box.x * view.scale, box.width * view.scale, frame.width),
    along(view.y + box.y * view.scale, box.height * view.scale, frame.height),
  );
}

function within(scale: number): number {
  return Math.max(SCALES.least, Math.min(SCALES.most, scale));
}
