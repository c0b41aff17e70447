import type { HousekeepingRow } from '../../../shared/contract/explorer';
import type { NodeObject } from '../../../shared/model/inventory';
import type { ExplorerParts } from './explorerParts';

type Flag = HousekeepingRow['flag'];

const NAME = 'housekeeping-interval';
/** k3s and RKE2 write their own command line there as a JSON array. */
const NODE_ARGS = ['k3s.io/node-args', 'rke2.io/node-args'];

/** What is seen of --housekeeping-interval without logging in to the node: arguments noted on the node, and /flagz where it was asked. */
export function housekeepingFlag(node: NodeObject, { session }: Pick<ExplorerParts, 'session'>): Flag {
  return fromAnnotations(node) ?? fromFlagz(node.name, session) ?? NOT_TOLD;
}

const NOT_TOLD: Flag = {
  state: 'unknown',
  says: 'It is a flag and not in /configz; /flagz (1.32, gate ComponentFlagz) tells it: try that under Kubelet endpoints.',
};

function fromAnnotations({ annotations }: NodeObject): Flag | undefined {
  for (const key of NODE_ARGS) {
    const value = /housekeeping-interval=([\w.]+)/.exec(annotations[key] ?? '')?.[1];
    if (value !== undefined) return { state: 'set', says: `--${NAME}=${value} (annotation ${key})` };
  }
  return undefined;
}

function fromFlagz(node: string, { answers }: ExplorerParts['session']): Flag | undefined {
  const request = `GET /api/v1/nodes/${encodeURIComponent(node)}/proxy/flagz`;
  const id = answers.newestOf(request);
  const kept = id === undefined ? undefined : answers.get(id);
  if (kept?.status !== 200) return undefined;
  const value = flagIn(new TextDecoder().decode(kept.body), NAME);
  if (value === undefined) return { state: 'unknown', says: '/flagz was read and does not name it' };
  return value === '10s'
    ? { state: 'not-set', says: `--${NAME}=10s, the default (/flagz)` }
    : { state: 'set', says: `--${NAME}=${value} (/flagz)` };
}

/** "10s" of a line "housekeeping-interval=10s" or "housekeeping-interval: 10s". */
export function flagIn(text: string, name: string): string | undefined {
  for (const line of text.split('\n')) {
    const [, flag, value] = /^\s*-{0,2}([\w.-]+)\s*[=:]\s*"?([^"\s]+)"?\s*$/.exec(line) ?? [];
    if (flag === name) return value;
  }
  return undefined;
}
