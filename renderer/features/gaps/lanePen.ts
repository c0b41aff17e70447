import { shape, textShape } from '../../ui/svgShapes';

interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface BlockLook {
  readonly fill: string;
  readonly stroke?: string;
  readonly dash?: readonly number[];
}

export interface WordLook {
  readonly x: number;
  readonly y: number;
  readonly align: 'left' | 'center' | 'right';
  readonly fill: string;
  /** Round the letters, so that they are read over ticks. */
  readonly halo?: string;
}

/** What a lane is drawn with: the canvas of the screen, or a file. */
export interface LanePen {
  /** Takes away what was drawn there. */
  clear(frame: Frame): void;
  bar(frame: Frame, fill: string, opacity: number): void;
  block(frame: Frame, look: BlockLook): void;
  words(text: string, look: WordLook): void;
}

const RADIUS = 1.5;
const HALO = 5;

export function canvasPen(canvas: CanvasRenderingContext2D, font: string): LanePen {
  return {
    clear: ({ x, y, width, height }) => canvas.clearRect(x, y, width, height),
    bar: ({ x, y, width, height }, fill, opacity) => {
      canvas.globalAlpha = opacity;
      canvas.fillStyle = fill;
      canvas.fillRect(x, y, width, height);
      canvas.globalAlpha = 1;
    },
    block: ({ x, y, width, height }, { fill, stroke, dash = [] }) => {
      canvas.beginPath();
      canvas.roundRect(x, y, width, height, RADIUS);
      canvas.fillStyle = fill;
      canvas.fill();
      if (stroke === undefined) return;
      canvas.setLineDash([...dash]);
      canvas.lineWidth = 1;
      canvas.strokeStyle = stroke;
      canvas.stroke();
      canvas.setLineDash([]);
    },
    words: (text, { x, y, align, fill, halo }) => {
      canvas.font = font;
      canvas.textAlign = align;
      if (halo !== undefined) {
        canvas.lineWidth = HALO;
        canvas.lineJoin = 'round';
        canvas.strokeStyle = halo;
        canvas.strokeText(text, x, y);
      }
      canvas.fillStyle = fill;
      canvas.fillText(text, x, y);
    },
  };
}

const ANCHORS = { left: 'start', center: 'middle', right: 'end' } as const;

/** Draws into an element of SVG, on `ground`. */
export function svgPen(into: SVGElement, ground: string): LanePen {
  return {
    clear: (frame) => into.append(shape('rect', { ...frame, fill: ground })),
    bar: (frame, fill, opacity) => into.append(shape('rect', { ...frame, fill, opacity })),
    block: (frame, { fill, stroke, dash }) =>
      into.append(shape('rect', { ...frame, rx: RADIUS, fill, stroke, 'stroke-dasharray': dash?.length ? dash.join(' ') : undefined })),
    words: (text, { x, y, align, fill, halo }) => {
      const around = halo === undefined ? {} : { stroke: halo, 'stroke-width': HALO, 'stroke-linejoin': 'round', 'paint-order': 'stroke' };
      into.append(textShape(text, { x, y, fill, 'text-anchor': ANCHORS[align], 'font-weight': 600, ...around }));
    },
  };
}
