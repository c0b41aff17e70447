import type { BenchCount } from '../../../shared/contract/bench';
import { capital } from '../../../shared/model/capital';
import { formatCount } from '../../../shared/model/format';
import type { Health } from '../../../shared/model/health';
import { assertNever } from '../../../shared/model/result';
import { type Bench, shownJob } from '../../store/benchStore';
import { texts } from '../../texts/catalogue';
import { sentence } from '../../ui/sentence';

const t = texts.bench.verdict;

export interface BenchSentence {
  readonly state: Health;
  readonly says: string;
  readonly more: string;
}

/** What the rules of the editor come to, in one sentence and one that is less urgent. */
export function benchSentence({ opened, job, trial, count }: Pick<Bench, 'opened' | 'job' | 'trial' | 'count'>): BenchSentence {
  switch (opened.state) {
    case 'closed':
      return { state: 'unknown', says: t.closed, more: '' };
    case 'waiting':
      return { state: 'unknown', says: t.waiting, more: t.waitingMore };
    case 'asking':
      return { state: 'unknown', says: t.asking, more: '' };
    case 'failed':
      return { state: 'unknown', says: t.failed, more: `${sentence(capital(opened.says))} ${opened.remedy}` };
    case 'opened':
      break;
    default:
      return assertNever(opened);
  }
  if (shownJob({ opened, job }) === undefined) return { state: 'unknown', says: t.noJobs, more: '' };
  const of = trialSentence(trial) ?? (count === undefined ? undefined : countSentence(count));
  const { targetsUnseen } = opened;
  if (of === undefined) return { state: 'unknown', says: t.counting, more: '' };
  return targetsUnseen === undefined ? of : { ...of, state: 'unknown', more: sentence(t.targetsUnseen(targetsUnseen)) };
}

function trialSentence(trial: Bench['trial']): BenchSentence | undefined {
  switch (trial.state) {
    case 'counting':
      return { state: 'unknown', says: t.counting, more: t.countingMore(formatCount(trial.done), formatCount(trial.of)) };
    case 'stopped':
      return { state: 'unknown', says: t.stopped, more: t.stoppedMore };
    case 'failed':
      return { state: 'unknown', says: t.failed, more: `${sentence(capital(trial.says))} ${trial.remedy}` };
    case 'wrong': {
      const [first] = trial.errors;
      return { state: 'broken', says: t.wrong, more: first === undefined ? '' : sentence(t.wrongMore(first.line, first.says)) };
    }
    default:
      return undefined;
  }
}

function countSentence(count: BenchCount): BenchSentence {
  const { kind, now, unreadCount, targets, failing } = count;
  const unread = kind !== 'target' && unreadCount > 0 ? t.unread(formatCount(unreadCount), formatCount(targets)) : '';
  const more = [restOf(count), now.collided > 0 ? t.collided[kind](formatCount(now.collided)) : '', unread].filter(Boolean).join(' ');
  if (targets === 0) return { state: 'unknown', says: t.own(count.job), more: t.nobody };
  if (kind === 'target' && failing.now.targets > 0) return { state: 'broken', says: t.tooManyTargets, more: firstFailing(count) };
  if (kind === 'metric' && failing.now.targets > 0 && now.refused === 0) {
    const [failed, all, series] = [failing.now.targets, targets, failing.now.series].map(formatCount);
    return { state: 'broken', says: t.failing(failed ?? '', all ?? '', series ?? ''), more: firstFailing(count) };
  }
  if (now.refused > 0) return { state: 'broken', says: t.refused[kind], more: sentence(capital(count.refusedBecause ?? '')) };
  const state = now.collided > 0 ? 'degraded' : unread === '' ? 'ok' : 'unknown';
  return { state, says: count.isOwn ? t.own(count.job) : changeSentence(count), more };
}

function firstFailing({ failing }: BenchCount): string {
  const [first] = failing.first;
  return first === undefined ? '' : sentence(capital(texts.bench.failing(first.name, first.says)));
}

function restOf({ kind, now }: BenchCount): string {
  const [stored, all] = [formatCount(now.stored), formatCount(now.all)];
  if (kind === 'write') return t.sent(stored, all);
  return kind === 'metric' ? t.stored(stored, all) : t.scraped(stored, all);
}

function changeSentence({ kind, now, own, differences, samplesPerSecond, failing }: BenchCount): string {
  const change = now.stored - failing.now.series - (own.stored - failing.own.series);
  const rate = formatCount(Math.abs(samplesPerSecond.now - samplesPerSecond.own));
  if (change > 0) return t.more[kind](formatCount(change), rate);
  if (change < 0) return t.fewer[kind](formatCount(-change), rate);
  return differences === 0 ? t.same[kind] : t.differ[kind](formatCount(differences));
}
