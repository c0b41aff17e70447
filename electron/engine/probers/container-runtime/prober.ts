import { nodeNamed } from '../podState';
import { defineProber, type JudgeContext, type Judgement } from '../prober';

interface RuntimeFacts {
  readonly of: 'container-runtime';
}

/** The container runtime of each node, by what the kubelet says of it in the node's Ready condition: no requests of its own. */
export const containerRuntimeProber = defineProber<RuntimeFacts>({
  name: 'container runtime',
  kinds: ['container-runtime'],
  periodMs: 30_000,
  requests: [
    {
      request: 'watch nodes',
      proves: 'name and version of the runtime; a kubelet that cannot reach it says so in its Ready condition',
      cost: 'part of the watches',
    },
  ],
  async probe() {
    return { of: 'container-runtime' };
  },
  judge: judgeRuntime,
});

/** "container runtime is down", "container runtime network not ready": the kubelet's own words (pkg/kubelet/runtime.go). */
const RUNTIME_TROUBLE = /container runtime/i;

export function judgeRuntime(_facts: RuntimeFacts, { found, inventory, nowMs }: JudgeContext): Judgement {
  const node = nodeNamed(inventory, found.node);
  const ready = node?.conditions.find((condition) => condition.type === 'Ready');
  const says = ready && [`Ready=${ready.status}`, ready.reason, ready.message].filter(Boolean).join(': ');
  const evidence = says === undefined ? [] : [{ atMs: nowMs, says: `node ${node?.name}: ${says}` }];
  return {
    ...verdictOf(ready?.status, ready?.message ?? '', says),
    version: found.version,
    facts: [
      ...(node ? [{ label: 'runtime', value: node.containerRuntimeVersion }] : []),
      ...(node ? [{ label: 'kernel', value: `${node.kernelVersion}, ${node.osImage}, ${node.architecture}` }] : []),
      {
        label: 'seen through',
        value: "the node's Ready condition; the runtime itself listens on a socket of the node alone",
        evidence: evidence[0],
      },
    ],
    samples: [],
    hops: [],
    evidence,
  };
}

function verdictOf(status: string | undefined, message: string, says: string | undefined): Pick<Judgement, 'health' | 'because'> {
  // A kubelet is Ready only while its runtime answers.
  if (status === 'True') return { health: 'ok' };
  if (status === 'False' && RUNTIME_TROUBLE.test(message)) return { health: 'broken', because: message };
  return { health: 'unknown', because: says === undefined ? 'the node has no Ready condition' : `its kubelet does not tell: ${says}` };
}
