import type { HpaScene, ScenePod } from '../analysis/hpa';
import { groupPods, type PodGroups } from '../analysis/hpa/groupPods';
import { DEFAULT_FLAGS } from '../analysis/hpa/scene';
import type { SheetCell } from '../contract/doctors';
import { formatBytes, formatCores } from '../model/format';
import type { Health } from '../model/health';
import { cell, column, stateCell, type Table } from './sheet';

const GROUPS: readonly (readonly [keyof PodGroups, Health, string])[] = [
  ['counted', 'ok', 'counts'],
  ['unready', 'degraded', 'not ready yet: counts as 0 on the way up'],
  ['missing', 'broken', 'no value: counts as 0 on the way up, as its whole target on the way down'],
  ['ignored', 'absent', 'ending or failed: as if it were not there'],
];

/** The pods under its selector as the controller sorts them, by the first metric that each pod has a value of. */
export function hpaPodTable(scene: HpaScene): Table {
  const metric = scene.metrics.find(({ value }) => value.kind === 'pods');
  const samples = metric?.value.kind === 'pods' ? metric.value.pods : undefined;
  const resource = metric?.type === 'Resource' ? metric.name : undefined;
  const pods = scene.pods ?? [];
  const groups = groupPods(pods, samples, resource, scene.nowMs, { ...DEFAULT_FLAGS, ...scene.flags });
  return {
    kind: 'table',
    id: 'pods',
    title: 'Pods',
    says: `As the controller sorts them for ${metric?.name ?? 'its metric'}.`,
    columns: [
      column('state', 'Sorted as', 30),
      column('pod', 'Pod', 30, 'code'),
      column('value', 'Value', 12, 'number'),
      column('request', 'Requested', 12, 'number'),
      column('share', 'Of its request', 12, 'number'),
    ],
    rows: pods.map((pod) => {
      const [, health, words] = GROUPS.find(([group]) => groups[group].includes(pod.name)) ?? ['ignored', 'unknown' as const, ''];
      const milli = samples?.get(pod.name)?.milli;
      const requested = resource === undefined ? undefined : requestOf(pod, resource);
      return {
        id: pod.name,
        cells: [
          stateCell(health, words),
          cell(pod.name),
          amount(resource, milli),
          amount(resource, requested),
          milli === undefined || !requested ? cell('') : { text: `${Math.trunc((milli * 100) / requested)} %`, sort: milli / requested },
        ],
      };
    }),
    empty: 'No pod is under the selector of its target.',
  };
}

function requestOf({ containers }: ScenePod, resource: string): number | undefined {
  const each = containers.map(({ requestMilli }) => requestMilli[resource]);
  return each.some((milli) => milli === undefined) ? undefined : each.reduce<number>((sum, milli) => sum + (milli ?? 0), 0);
}

function amount(resource: string | undefined, milli: number | undefined): SheetCell {
  if (milli === undefined) return cell('');
  return { text: resource === 'memory' ? formatBytes(milli / 1000) : formatCores(milli / 1000), sort: milli };
}
