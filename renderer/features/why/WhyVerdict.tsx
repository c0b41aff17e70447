import type { WhyAnswer, WhyProgress } from '../../../shared/contract/why';
import { formatDuration } from '../../../shared/model/format';
import type { Health } from '../../../shared/model/health';
import { assertNever } from '../../../shared/model/result';
import { useWhy } from '../../store/whyStore';
import { texts } from '../../texts/catalogue';
import { Glyph } from '../../ui/Glyph';
import { sentence } from '../../ui/sentence';
import { capital } from './stageWords';

const t = texts.why;

export interface WhySentence {
  readonly state: Health;
  readonly says: string;
  readonly more: string;
  /** At the right end. */
  readonly aside: string;
}

/** What is known of the question, in one sentence and one that is less urgent. */
export function whySentence(progress: WhyProgress | undefined): WhySentence {
  if (progress === undefined) return { state: 'unknown', says: t.idle, more: t.idleMore, aside: '' };
  switch (progress.state) {
    case 'waiting':
      return { state: 'unknown', says: t.waiting, more: t.waitingMore, aside: '' };
    case 'asking':
      return { state: 'unknown', says: t.asking, more: t.askingMore(progress.back, progress.sent), aside: '' };
    case 'stopped':
      return { state: 'unknown', says: t.stopped, more: t.stoppedMore, aside: '' };
    case 'failed':
      return { state: 'unknown', says: t.failed, more: sentence(progress.says), aside: '' };
    case 'answered':
      return { ...ofAnswer(progress.answer), aside: t.walked(formatDuration(progress.ms / 1000), progress.requests) };
    default:
      return assertNever(progress);
  }
}

function ofAnswer({ verdict, steps }: WhyAnswer): Omit<WhySentence, 'aside'> {
  const more = sentence(capital(verdict.says));
  switch (verdict.kind) {
    case 'lost': {
      const says = verdict.probably ? t.probablyLost(verdict.stage, steps.length) : t.lost(verdict.stage, steps.length);
      return { state: 'broken', says, more };
    }
    case 'there':
      return {
        state: verdict.partly.length > 0 ? 'degraded' : 'ok',
        says: t.there,
        more: [more, ...verdict.partly.map((part) => `${t.partly}: ${sentence(part)}`)].join(' '),
      };
    case 'cannot-tell':
      return { state: 'unknown', says: t.cannotTell, more };
    default:
      return assertNever(verdict);
  }
}

/** In place of the verdict over the map. */
export function WhyVerdict() {
  const progress = useWhy((why) => why.progress);
  const { state, says, more, aside } = whySentence(progress);
  return (
    <div className="hs-verdict" data-testid="why-verdict" data-state={state}>
      <Glyph state={state} size={16} />
      <p className="hs-verdict-say" title={`${says} ${more}`} aria-live="polite">
        <b>{says}</b>
        <span className="hs-t2">{more}</span>
      </p>
      <span className="hs-looked hs-small hs-t3 hs-nowrap">{aside}</span>
    </div>
  );
}
