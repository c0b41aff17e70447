import { OWN_SOURCE_WORDS } from './chartSeries';
import type { LineRole } from './drawnChart';

/** How a line is drawn: never told apart by colour alone (renderer/ui/tokens.css names the order). */
export interface LineStyle {
  readonly stroke: string;
  readonly width: number;
  readonly dash: string | undefined;
  readonly marker: Marker | undefined;
}

export type Marker = 'circle' | 'square' | 'triangle' | 'diamond';

const PLAIN = { width: 1.6, dash: undefined, marker: undefined } as const;
const CORE = 'var(--hs-chart-core)';
const MON = 'var(--hs-chart-mon)';
const DASHES = [undefined, '6 3', '2 3', '9 3 2 3'] as const;
const MARKERS: readonly Marker[] = ['circle', 'square', 'triangle', 'diamond', 'square', 'circle', 'diamond', 'triangle'];

/** The only line of a chart: read directly is ink, out of Prometheus is blue. Of several each has its own. */
export function lineStyle(style: LineRole, source: string): LineStyle {
  if (style === undefined) return { ...PLAIN, stroke: source === OWN_SOURCE_WORDS ? CORE : MON };
  if (style === 'direct') return { ...PLAIN, stroke: CORE };
  if (style === 'kept') return { ...PLAIN, stroke: MON, width: 2.6, marker: 'circle' };
  const place = style % MARKERS.length;
  return { ...PLAIN, stroke: `var(--hs-chart-${place + 1})`, dash: DASHES[place % DASHES.length], marker: MARKERS[place] };
}

const SIZE = 3;

/** Outline of a marker round a point, filled with its line's colour. */
export function markerPath(marker: Marker, x: number, y: number, size = SIZE): string {
  switch (marker) {
    case 'circle':
      return `M${x - size} ${y}a${size} ${size} 0 1 0 ${2 * size} 0a${size} ${size} 0 1 0 ${-2 * size} 0z`;
    case 'square':
      return `M${x - size} ${y - size}h${2 * size}v${2 * size}h${-2 * size}z`;
    case 'triangle':
      return `M${x} ${y - size - 1}l${size + 1} ${2 * size}h${-2 * (size + 1)}z`;
    default:
      return `M${x} ${y - size - 1}l${size + 1} ${size + 1}l${-size - 1} ${size + 1}l${-size - 1} ${-size - 1}z`;
  }
}
