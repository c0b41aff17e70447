import type { SheetPart } from '../contract/doctors';
import type { CadvisorScene, Standalone } from './cadvisorScene';
import type { Cause } from './missingLabels';
import { socketOf } from './runtimeSocket';

const KUBERNETES_LABELS = 'io.kubernetes.container.name,io.kubernetes.pod.name,io.kubernetes.pod.namespace';

/** A kustomize patch that gives a standalone cAdvisor its names; none where it has them, or where it is the kubelet's own. */
export function remedyPart({ standalone, node }: CadvisorScene, cause: Cause): SheetPart[] {
  const workload = standalone?.workload;
  if (standalone === undefined || workload === undefined) return [];
  if (cause === 'labels-not-stored')
    return [
      patchPart(
        'Its labels are not stored: this lets the three in that name a container.',
        patchOf(standalone, [`--whitelisted_container_labels=${KUBERNETES_LABELS}`]),
      ),
    ];
  if (cause !== 'no-runtime' || node === undefined) return [];
  const { path, flag, because } = socketOf(node);
  const folder = path.slice(0, path.lastIndexOf('/'));
  return [
    patchPart(
      `It does not reach the container runtime. Its socket is ${path} (${because}): mount it${flag === undefined ? '' : ' and name it'}. Who reaches that socket owns the node, and a read-only mount does not hinder that: it keeps the socket from being removed. Give it to this pod alone, and let nobody exec into it.`,
      patchOf(standalone, flag === undefined ? [] : [flag], folder),
    ),
  ];
}

function patchPart(says: string, text: string): SheetPart {
  return { kind: 'text', id: 'remedy', title: 'Remedy: kustomize patch', says, language: 'yaml', text };
}

/** A strategic merge patch; lists of arguments are replaced whole, so that those there are stand in it. */
function patchOf({ workload, args }: Standalone, added: readonly string[], folder?: string): string {
  if (workload === undefined) return '';
  const names = added.map((arg) => arg.split('=')[0]);
  const kept = args.filter((arg) => !names.includes(arg.split('=')[0]));
  const argLines = added.length === 0 ? [] : ['args:', ...[...kept, ...added].map((arg) => `  - ${JSON.stringify(arg)}`)];
  const mount = folder === undefined ? [] : ['volumeMounts:', '  - name: runtime-socket', `    mountPath: ${folder}`, '    readOnly: true'];
  const volume =
    folder === undefined ? [] : ['volumes:', '  - name: runtime-socket', '    hostPath:', `      path: ${folder}`, '      type: Directory'];
  const indented = (lines: readonly string[], by: number) => lines.map((line) => `${' '.repeat(by)}${line}`);
  return [
    '# kustomization.yaml',
    'patches:',
    '  - target:',
    `      kind: ${workload.kind}`,
    `      name: ${workload.name}`,
    `      namespace: ${workload.namespace}`,
    '    patch: |-',
    '      apiVersion: apps/v1',
    `      kind: ${workload.kind}`,
    '      metadata:',
    `        name: ${workload.name}`,
    `        namespace: ${workload.namespace}`,
    '      spec:',
    '        template:',
    '          spec:',
    '            containers:',
    `              - name: ${workload.container}`,
    ...indented([...argLines, ...mount], 16),
    ...indented(volume, 12),
    '',
  ].join('\n');
}
