import type { TraceProgress } from '../../../shared/contract/trace';
import { formatDuration } from '../../../shared/model/format';
import type { Health } from '../../../shared/model/health';
import { assertNever } from '../../../shared/model/result';
import { texts } from '../../texts/catalogue';
import { sentence } from '../../ui/sentence';

const t = texts.trace;

interface TraceSentence {
  readonly state: Health;
  readonly says: string;
  readonly more: string;
  /** At the right end. */
  readonly aside: string;
}

/** What is known of the number, in one sentence and one that is less urgent. */
export function traceSentence(progress: TraceProgress | undefined): TraceSentence {
  if (progress === undefined) return { state: 'unknown', says: t.idle, more: t.idleMore, aside: '' };
  switch (progress.state) {
    case 'waiting':
      return { state: 'unknown', says: t.waiting, more: t.waitingMore, aside: '' };
    case 'asking':
      return { state: 'unknown', says: t.asking, more: progress.sent === 0 ? '' : t.askingMore(progress.back, progress.sent), aside: '' };
    case 'failed':
      return { state: 'unknown', says: t.failed, more: sentence(progress.says), aside: '' };
    case 'answered': {
      const { verdict, clocks } = progress.trace;
      const within = Math.max(0, ...clocks.map(({ withinMs }) => withinMs));
      return { ...verdict, aside: t.clocks(formatDuration(within / 1000)) };
    }
    default:
      return assertNever(progress);
  }
}
