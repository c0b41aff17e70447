import type { Point } from './hopPath';

/** Where a card stands, in px of the canvas. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** `start` and `end`: the text begins or ends at x; `middle`: it is centred there. */
export type Anchor = 'start' | 'middle' | 'end';

/**
 * The drawn way of a hop. Its label: `around` has what is carried above the line and the rhythm below;
 * `stacked` has both from the anchor downwards, inside a fork; `above` and `below` are one line on
 * that side; `brief` (from the anchor downwards) and `over` (above) say only what is carried; `none` leaves it to the inspector where cards leave no room.
 */
export type LabelStyle = 'around' | 'stacked' | 'above' | 'below' | 'brief' | 'over' | 'none';

export interface HopRoute {
  readonly points: readonly Point[];
  readonly label: { readonly x: number; readonly y: number; readonly anchor: Anchor; readonly style: LabelStyle };
  /** Share of the length where a cut is drawn. */
  readonly cutAt: number;
  /** Where the chip with the error stands, clear of cards and lines. */
  readonly chip: { readonly x: number; readonly y: number; readonly anchor: Anchor; readonly width: number };
}

type Row = Partial<Pick<HopRoute, 'cutAt'>> & {
  readonly points: readonly Point[];
  readonly label?: readonly [x: number, y: number, anchor: Anchor, style?: LabelStyle];
  readonly chip?: readonly [x: number, y: number, anchor: Anchor, width?: number];
};

const CHIP_WIDTH = 196;

/**
 * The hops between cards at their places in shared/model/architecture.ts. The coordinates keep lines
 * off cards and labels inside the gaps between columns (100 px).
 */
const ROUTES: Readonly<Record<string, Row>> = {
  'containers>kubelet': {
    points: [
      [142, 206],
      [242, 206],
    ],
    chip: [238, 240, 'end'],
  },
  'kubelet>metrics-server': {
    points: [
      [406, 178],
      [456, 178],
      [456, 82],
      [506, 82],
    ],
    label: [466, 132, 'start', 'stacked'],
    cutAt: 0.45,
    chip: [474, 130, 'start'],
  },
  'metrics-server>metrics-api': {
    points: [
      [670, 82],
      [770, 82],
    ],
    chip: [720, 130, 'middle'],
  },
  'metrics-api>kubectl-top': {
    points: [
      [934, 82],
      [1034, 82],
    ],
    label: [984, 82, 'middle', 'over'],
    cutAt: 0.76,
    chip: [966, 132, 'end'],
  },
  'metrics-api>hpa': {
    points: [
      [934, 82],
      [984, 82],
      [984, 178],
      [1034, 178],
    ],
    label: [974, 132, 'end', 'stacked'],
    cutAt: 0.5,
    chip: [966, 132, 'end'],
  },
  'metrics-api>vpa': {
    points: [
      [934, 110],
      [1004, 110],
      [1004, 338],
      [1034, 338],
    ],
    label: [1010, 266, 'start', 'brief'],
  },
  'node-kernel>node-exporter': {
    points: [
      [142, 338],
      [242, 338],
    ],
    chip: [238, 374, 'end'],
  },
  'node-exporter>prometheus': {
    points: [
      [406, 338],
      [506, 338],
    ],
    chip: [502, 386, 'end'],
  },
  'cadvisor>prometheus': {
    points: [
      [406, 234],
      [540, 234],
      [540, 296],
    ],
    label: [468, 234, 'middle'],
    cutAt: 0.82,
    chip: [524, 254, 'end', 114],
  },
  'kubelet>prometheus': {
    points: [
      [406, 194],
      [608, 194],
      [608, 296],
    ],
    label: [618, 246, 'start', 'stacked'],
    cutAt: 0.84,
    chip: [626, 240, 'start'],
  },
  'applications>prometheus': {
    points: [
      [142, 446],
      [506, 446],
    ],
    chip: [324, 460, 'middle', 260],
  },
  'cadvisor-standalone>prometheus': {
    points: [
      [406, 446],
      [506, 446],
    ],
    chip: [502, 490, 'end'],
  },
  'api-objects>kube-state-metrics': {
    points: [
      [142, 554],
      [242, 554],
    ],
    chip: [238, 600, 'end'],
  },
  'kube-state-metrics>prometheus': {
    points: [
      [406, 554],
      [506, 554],
    ],
    chip: [502, 612, 'end'],
  },
  'api-objects>prometheus': {
    points: [
      [80, 582],
      [80, 608],
      [540, 608],
      [540, 596],
    ],
    label: [324, 608, 'middle', 'below'],
    chip: [324, 622, 'middle', 260],
  },
  'pushgateway>prometheus': {
    points: [
      [406, 662],
      [456, 662],
      [456, 580],
      [506, 580],
    ],
    label: [466, 640, 'start', 'stacked'],
  },
  'opentelemetry-collector>prometheus': {
    points: [
      [600, 620],
      [600, 596],
    ],
    label: [610, 600, 'start', 'brief'],
  },
  'container-runtime>cadvisor': {
    points: [
      [142, 114],
      [230, 114],
      [230, 234],
      [242, 234],
    ],
    label: [146, 118, 'start', 'brief'],
  },
  'prometheus>prometheus-adapter': {
    points: [
      [670, 446],
      [770, 446],
    ],
    chip: [678, 494, 'start'],
  },
  'prometheus-adapter>custom-metrics-api': {
    points: [
      [852, 404],
      [852, 380],
    ],
    label: [862, 385, 'start', 'brief'],
    chip: [944, 350, 'start', 240],
  },
  'prometheus-adapter>external-metrics-api': {
    points: [
      [852, 488],
      [852, 512],
    ],
    label: [862, 493, 'start', 'brief'],
    chip: [944, 470, 'start', 80],
  },
  'external-adapter>external-metrics-api': {
    points: [
      [852, 620],
      [852, 596],
    ],
    label: [862, 601, 'start', 'brief'],
  },
  'external-adapter>custom-metrics-api': {
    points: [
      [934, 662],
      [952, 662],
      [952, 356],
      [934, 356],
    ],
    label: [960, 640, 'start', 'stacked'],
  },
  'custom-metrics-api>hpa': {
    points: [
      [934, 338],
      [984, 338],
      [984, 234],
      [1034, 234],
    ],
    label: [974, 246, 'end', 'stacked'],
    cutAt: 0.5,
    chip: [1002, 270, 'start'],
  },
  'external-metrics-api>hpa': {
    points: [
      [934, 540],
      [966, 540],
      [966, 250],
      [1034, 250],
    ],
    label: [976, 384, 'start', 'stacked'],
  },
  'prometheus>alertmanager': {
    points: [
      [670, 530],
      [984, 530],
      [984, 446],
      [1034, 446],
    ],
    label: [827, 530, 'middle', 'above'],
    cutAt: 0.3,
    chip: [780, 492, 'start'],
  },
  'prometheus>dashboard': {
    points: [
      [670, 554],
      [1034, 554],
    ],
    label: [852, 554, 'middle', 'below'],
    chip: [852, 568, 'middle', 260],
  },
};

/** What changes about a hop where a card that is only sometimes there stands in its way. */
const DETOURS: Readonly<Record<string, { readonly when: string; readonly row: Partial<Row> }>> = {
  'applications>prometheus': {
    when: 'cadvisor-standalone',
    row: {
      points: [
        [142, 446],
        [192, 446],
        [192, 500],
        [456, 500],
        [456, 470],
        [506, 470],
      ],
      label: [324, 500, 'middle', 'none'],
    },
  },
  'pushgateway>prometheus': {
    when: 'opentelemetry-collector',
    row: { label: [466, 640, 'start', 'none'] },
  },
  'api-objects>prometheus': {
    when: 'pushgateway',
    row: { label: [324, 608, 'middle', 'none'] },
  },
  'prometheus>alertmanager': {
    when: 'external-metrics-api',
    row: {
      points: [
        [670, 500],
        [984, 500],
        [984, 446],
        [1034, 446],
      ],
      label: [720, 500, 'middle', 'above'],
      cutAt: 0.12,
    },
  },
  'prometheus>dashboard': {
    when: 'external-metrics-api',
    row: {
      points: [
        [670, 584],
        [720, 584],
        [720, 608],
        [1000, 608],
        [1000, 554],
        [1034, 554],
      ],
      label: [940, 608, 'middle', 'none'],
    },
  },
};

/** The way of a hop between two cards; `boxes` are all cards on the map by id. */
export function routeHop(from: string, to: string, boxes: ReadonlyMap<string, Box>): HopRoute | undefined {
  const source = boxes.get(from);
  const target = boxes.get(to);
  if (source === undefined || target === undefined) return undefined;
  const key = `${from}>${to}`;
  const detour = DETOURS[key];
  const usual = ROUTES[key] ?? { points: plainRoute(source, target) };
  return finish(detour !== undefined && boxes.has(detour.when) ? { ...usual, ...detour.row } : usual);
}

/** From side to side with one bend between the columns; up or down within a column. */
export function plainRoute(source: Box, target: Box): readonly Point[] {
  const from = middle(source);
  const to = middle(target);
  if (Math.abs(source.x - target.x) < source.w) {
    const down = to[1] > from[1];
    const x = Math.max(from[0], to[0]);
    return [
      [x, down ? source.y + source.h : source.y],
      [x, down ? target.y : target.y + target.h],
    ];
  }
  const right = to[0] > from[0];
  const start: Point = [right ? source.x + source.w : source.x, from[1]];
  const end: Point = [right ? target.x : target.x + target.w, within(target, from[1]) ? from[1] : to[1]];
  if (start[1] === end[1]) return [start, end];
  const bend = right ? end[0] - 30 : end[0] + 30;
  return [start, [bend, start[1]], [bend, end[1]], end];
}

function finish(row: Row): HopRoute {
  const [x, y, anchor, style = 'around'] = row.label ?? labelOf(row.points);
  const cutAt = row.cutAt ?? 0.5;
  const [chipX, chipY, chipAnchor, width = CHIP_WIDTH] = row.chip ?? [x, y + 16, 'middle' as const];
  return { points: row.points, label: { x, y, anchor, style }, cutAt, chip: { x: chipX, y: chipY, anchor: chipAnchor, width } };
}

/** The middle of the longest level stretch, else beside the middle of the line. */
function labelOf(points: readonly Point[]): readonly [number, number, Anchor, LabelStyle] {
  let best: { x: number; y: number; length: number } | undefined;
  points.forEach((point, index) => {
    const before = points[index - 1];
    if (before === undefined || before[1] !== point[1]) return;
    const length = Math.abs(point[0] - before[0]);
    if (best === undefined || length > best.length) best = { x: (point[0] + before[0]) / 2, y: point[1], length };
  });
  if (best !== undefined) return [best.x, best.y, 'middle', 'around'];
  const [first, last] = [points[0] ?? [0, 0], points[points.length - 1] ?? [0, 0]];
  return [first[0] + 10, (first[1] + last[1]) / 2 - 8, 'start', 'stacked'];
}

function middle(box: Box): Point {
  return [box.x + box.w / 2, box.y + box.h / 2];
}

function within(box: Box, y: number): boolean {
  return y > box.y + 8 && y < box.y + box.h - 8;
}
