import { assembleGraph, type Graph } from '../../../shared/analysis/graph/assembleGraph';
import { CARDS, HOPS } from '../../../shared/model/architecture';
import type { Discovered } from '../../../shared/model/component';
import type { Inventory } from '../../../shared/model/inventory';
import type { Clock } from '../clock';
import type { PortRequest, PortResult } from '../cluster/port';
import { askCandidates } from '../discovery/ask';
import { discover } from '../discovery/discover';
import { type Answers, NO_ANSWERS } from '../discovery/identification';
import { ClockOffset } from '../session/clockOffset';
import { createLooker, type LookerParts } from '../session/looker';
import { AnswerStore } from '../store/answers';
import { Readings } from '../store/readings';
import type { Looker, LookResult } from './prober';
import type { RecordedFaultName } from './recordedFaults.testSupport';
import { recordedInventory } from './recordedInventory.testSupport';
import { type RecordedPort, recordedPort } from './recordedPort.testSupport';
import { PROBERS, proberOf } from './table';

/** One whole look at a recording: every prober once, those that build on others after them. */
export interface RecordedLook {
  readonly inventory: Inventory;
  readonly discovered: readonly Discovered[];
  readonly looks: ReadonlyMap<string, LookResult>;
  readonly graph: Graph;
  readonly answers: AnswerStore;
}

const signal = new AbortController().signal;

/** @param instead answers given in place of the recorded ones */
export async function lookAtRecording(
  name: 'healthy' | RecordedFaultName,
  instead?: (request: PortRequest) => PortResult | undefined,
): Promise<RecordedLook> {
  const port = recordedPort(name, instead);
  const inventory = recordedInventory(port);
  const clock: Clock = { now: () => port.nowMs(), monotonic: () => 0, sleep: () => Promise.resolve() };
  const looks = new Map<string, LookResult>();
  const answers = new AnswerStore();
  let discovered: readonly Discovered[] = [];
  const look = createLooker(
    lookerParts(port, clock, inventory, () => discovered, looks, answers),
    'whole',
    'background',
  );
  discovered = await discoverAll(inventory, look, (found) => {
    discovered = found;
  });
  for (const found of inOrder(discovered)) {
    port.rewind();
    const context = () => ({ inventory, discovered, nowMs: clock.now(), clockOffsetMs: 0 });
    const result = await proberOf(found.kind)?.look(look, context, found, signal);
    if (result) looks.set(found.id, result);
  }
  const graph = assembleGraph({ cards: CARDS, hops: HOPS, discovered, looks, inventory, nowMs: clock.now() });
  return { inventory, discovered, looks, graph, answers };
}

function lookerParts(
  port: RecordedPort,
  clock: Clock,
  inventory: Inventory,
  discovered: () => readonly Discovered[],
  looks: ReadonlyMap<string, LookResult>,
  answers: AnswerStore,
): LookerParts {
  return {
    port: port.port,
    access: { ask: async () => 'allowed', remedyFor: () => 'not needed: everything was allowed' },
    answers,
    readings: new Readings(),
    clock,
    offset: new ClockOffset(),
    inventory: () => inventory,
    discovered,
    factsOf: (id) => looks.get(id)?.facts,
  };
}

/** Discovers, asks candidates what they are, and discovers again until nothing is open. */
async function discoverAll(
  inventory: Inventory,
  look: Looker,
  found: (discovered: readonly Discovered[]) => void,
): Promise<readonly Discovered[]> {
  let answers: Answers = NO_ANSWERS;
  for (;;) {
    const discovered = discover(inventory, answers, []);
    found(discovered);
    const more = await askCandidates(discovered, answers, look, signal);
    if (!more) return discovered;
    answers = more;
  }
}

function inOrder(discovered: readonly Discovered[]): readonly Discovered[] {
  const depth = (found: Discovered): number => depthOf(found.kind, 0);
  return [...discovered].sort((a, b) => depth(a) - depth(b));
}

function depthOf(kind: Discovered['kind'], above: number): number {
  if (above > PROBERS.length) throw new Error(`buildsOn goes in a circle at ${kind}`);
  const below = proberOf(kind)?.buildsOn ?? [];
  return below.length === 0 ? 0 : 1 + Math.max(...below.map((each) => depthOf(each, above + 1)));
}
