import type { Row } from './hopRouteTable';

/** What changes about a hop where a card that is only sometimes there stands in its way. */
export const DETOURS: Readonly<Record<string, readonly { readonly when: string; readonly row: Partial<Row> }[]>> = {
  'kubelet>metrics-server': [
    {
      when: 'heapster',
      row: { label: [448, 128, 'end', 'brief'] },
    },
  ],
  'applications>prometheus': [
    {
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
  ],
  'prometheus-adapter>custom-metrics-api': [
    {
      when: 'vpa',
      row: { chip: [944, 384, 'start', 80] },
    },
  ],
  'external-metrics-api>hpa': [
    {
      when: 'vpa',
      row: { chip: [960, 187, 'end', 240] },
    },
  ],
  'custom-metrics-api>hpa': [
    {
      when: 'vpa',
      row: { label: [958, 246, 'end', 'stacked'], chip: [970, 242, 'end', 240] },
    },
    {
      when: 'external-metrics-api',
      row: { label: [958, 246, 'end', 'stacked'] },
    },
  ],
  'pushgateway>prometheus': [
    {
      when: 'opentelemetry-collector',
      row: { label: [466, 640, 'start', 'none'] },
    },
  ],
  'api-objects>prometheus': [
    {
      when: 'pushgateway',
      row: { label: [324, 608, 'middle', 'none'] },
    },
  ],
  'prometheus>alertmanager': [
    {
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
        chip: [678, 514, 'start', 84],
      },
    },
  ],
  'prometheus>prometheus-adapter': [
    {
      when: 'external-metrics-api',
      row: { chip: [678, 364, 'start', 84] },
    },
  ],
  'prometheus>dashboard': [
    {
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
        chip: [852, 618, 'middle', 260],
      },
    },
  ],
};
