import { adapted, askedFor } from './consumers';
import { exposed, travellersOf } from './exposed';
import { known, originOf } from './known';
import { hasAll, seriesText } from './labels';
import { incomingOf, keptSeries, withinLimits } from './relabelled';
import type { WhyQuestion, WhyScene } from './scene';
import { covered, keptTargets, scraped, targetedOf } from './scraped';
import { cannotTell, notNeeded, passed, STAGES, type Stage, type StageId } from './stage';
import { rulesAndWrites, storedSeries, withinLookback } from './stored';

export type { WhyQuestion, WhyScene } from './scene';

/** One stage of the way as it was found. */
export type WhyStep = { readonly id: StageId; readonly title: string } & (Stage | { readonly state: 'not-reached' });

export interface WhyAnswer {
  readonly question: WhyQuestion;
  readonly verdict: WhyVerdict;
  /** All stages, in their order. */
  readonly steps: readonly WhyStep[];
}

export type WhyVerdict =
  /** A query finds it, and whoever asks for it gets it. */
  | { readonly kind: 'there'; readonly says: string; readonly partly: readonly string[] }
  /** `stage` from 1. `probably`: a stage before could not tell. */
  | { readonly kind: 'lost'; readonly stage: number; readonly says: string; readonly remedy: string; readonly probably: boolean }
  | { readonly kind: 'cannot-tell'; readonly says: string };

/** Walks the way of a metric from its source to who asks for it, and stops at the first place where it is lost. */
export function why(scene: WhyScene, question: WhyQuestion): WhyAnswer {
  const steps: WhyStep[] = [];
  let isLost = false;
  for (const [at, stage] of stagesOf(scene, question).entries()) {
    const [id, title] = STAGES[at] ?? STAGES[0];
    if (isLost) {
      steps.push({ id, title, state: 'not-reached' });
      continue;
    }
    const found = unlessThere(scene, question, id, stage());
    steps.push({ id, title, ...found });
    isLost = found.state === 'lost';
  }
  const told = steps.map((step) => (step.id === 'exposed' ? exposedBy(scene, question, steps, step) : step));
  return { question, verdict: verdictOf(told), steps: told };
}

/** Lost here, the way that is seen need not be the one that a series took: another source, or another address of this one. */
const OF_ANOTHER_WAY: ReadonlySet<StageId> = new Set(['known', 'exposed', 'target']);
const OF_A_SCRAPE: ReadonlySet<StageId> = new Set(['target-relabelling', 'scrape', 'metric-relabelling', 'limits']);

/** What a query finds now is not lost on its way there, though the way that is seen here ends: it came by one that is not seen. */
function unlessThere({ stored }: WhyScene, { labels }: WhyQuestion, id: StageId, stage: Stage): Stage {
  const series = stored.state === 'seen' ? stored.value.find((one) => hasAll(one, labels)) : undefined;
  if (stage.state !== 'lost' || series === undefined) return stage;
  if (OF_A_SCRAPE.has(id)) return passed('a query finds it all the same', stage.proof, stage.says);
  if (!OF_ANOTHER_WAY.has(id)) return stage;
  const from = Object.fromEntries(['job', 'instance'].map((name) => [name, series[name] ?? '']));
  const where = seriesText('', from);
  return cannotTell(`${stage.says}; yet a query finds it${where === '' ? '' : `, of ${where}`}: it comes by a way that is not seen here`);
}

/** Where the metric is lost of one source, the source's own line is that one's, not the first's. */
function exposedBy(scene: WhyScene, question: WhyQuestion, steps: readonly WhyStep[], step: WhyStep): WhyStep {
  const lost = steps.find(({ state }) => state === 'lost');
  if (step.state !== 'passed' || lost?.state !== 'lost' || lost.of === undefined) return step;
  return { id: step.id, title: step.title, ...exposed(scene, question, travellersOf(scene, question), lost.of) };
}

/** The stages in the order of STAGES; each is looked at only when those before passed or could not tell. */
function stagesOf(scene: WhyScene, question: WhyQuestion): readonly (() => Stage)[] {
  const origin = originOf(scene, question);
  const travellers = travellersOf(scene, question);
  const targeted = targetedOf(scene, question, travellers);
  const incoming = incomingOf(scene, question, targeted);
  const ofScrape = (stage: () => Stage) => (origin === 'exposed' ? stage : () => notNeeded('nobody exposes it: it is made later'));
  const ofStore = (stage: () => Stage) =>
    origin === 'adapter' ? () => notNeeded("the adapter makes it of another metric's series") : stage;
  return [
    () => known(scene, question, origin),
    ofScrape(() => exposed(scene, question, travellers)),
    ofScrape(() => covered(scene, question, travellers, targeted)),
    ofScrape(() => keptTargets(scene, targeted)),
    ofScrape(() => scraped(scene, targeted)),
    ofScrape(() => keptSeries(scene, question, incoming)),
    ofScrape(() => withinLimits(scene, question, targeted, incoming)),
    ofStore(() => storedSeries(scene, question)),
    ofStore(() => withinLookback(scene, question)),
    ofStore(() => rulesAndWrites(scene, question, origin)),
    () => adapted(scene, question, origin),
    () => askedFor(scene, question, origin),
  ];
}

function verdictOf(steps: readonly WhyStep[]): WhyVerdict {
  const at = steps.findIndex(({ state }) => state === 'lost');
  const lost = steps[at];
  const open = steps.find(({ state }) => state === 'cannot-tell');
  if (lost?.state === 'lost') {
    const probably = steps.slice(0, at).some(({ state }) => state === 'cannot-tell');
    return { kind: 'lost', stage: at + 1, says: lost.says, remedy: lost.remedy, probably };
  }
  const here = steps.find(({ id, state }) => (id === 'lookback' || id === 'hpa') && state === 'passed');
  const partly = steps.flatMap((step) => (step.state === 'passed' && step.partly !== undefined ? [step.partly] : []));
  if (here !== undefined && 'says' in here) return { kind: 'there', says: here.says, partly };
  return { kind: 'cannot-tell', says: open !== undefined && 'says' in open ? open.says : 'nothing was seen of it' };
}
