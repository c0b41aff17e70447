import type { Point } from './hopPath';
import type { Anchor, LabelStyle } from './hopRoute';

/** One row: where the line runs; label, cut and chip where the middle of the longest level stretch does not do. */
export type Row = {
  readonly cutAt?: number;
  readonly points: readonly Point[];
  readonly label?: readonly [x: number, y: number, anchor: Anchor, style?: LabelStyle];
  readonly chip?: readonly [x: number, y: number, anchor: Anchor, width?: number];
};

/**
 * The hops between cards at their places in shared/model/architecture.ts. The coordinates keep lines
 * off cards and labels inside the gaps between columns (100 px).
 */
export const ROUTES: Readonly<Record<string, Row>> = {
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
    chip: [994, 187, 'end', 240],
  },
  'node-kernel>node-exporter': {
    points: [
      [142, 338],
      [242, 338],
    ],
    chip: [238, 348, 'end', 92],
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
    chip: [502, 250, 'end', 92],
  },
  'kubelet>prometheus': {
    points: [
      [406, 194],
      [608, 194],
      [608, 296],
    ],
    label: [618, 246, 'start', 'stacked'],
    cutAt: 0.84,
    chip: [626, 224, 'start'],
  },
  'applications>prometheus': {
    points: [
      [142, 446],
      [506, 446],
    ],
    chip: [324, 456, 'middle', 260],
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
    label: [224, 146, 'end', 'brief'],
    cutAt: 0.2,
    chip: [242, 74, 'start'],
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
    label: [862, 493, 'start', 'none'],
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
    label: [974, 368, 'start', 'stacked'],
    cutAt: 0.42,
    chip: [974, 344, 'start', 240],
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
