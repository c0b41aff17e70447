import { type KeyboardEvent, useEffect, useRef } from 'react';
import { formatAge } from '../../../shared/model/format';
import { useClock } from '../../store/clock';
import { openFinding, useFindings } from '../../store/findingStore';
import type { Cause, Diagnosed } from '../../store/findings';
import { texts } from '../../texts/catalogue';
import { SeverityGlyph } from '../../ui/SeverityGlyph';
import { CauseActions } from './CauseActions';
import { CauseFacts } from './CauseFacts';
import { Effects } from './Effects';
import { GuideWords } from './GuideWords';
import { PodLogs } from './PodLogs';
import { Proofs } from './Proofs';
import { Remedy } from './Remedy';

const t = texts.findings;

interface CauseProps {
  readonly cause: Cause;
  readonly diagnosed: Diagnosed;
  readonly open: boolean;
}

/** One root: its head, and opened everything that is known of it. */
export function CauseItem({ cause, diagnosed, open }: CauseProps) {
  return (
    <li className={open ? 'hs-cause hs-cause-open' : 'hs-cause'} data-testid="cause" data-rule={cause.first.rule} data-open={open}>
      <CauseHead cause={cause} open={open} />
      {open ? (
        <div className="hs-cause-body">
          <CauseFacts cause={cause} places={diagnosed.places} />
          <Effects effects={cause.effects} places={diagnosed.places} />
          <Proofs cause={cause} places={diagnosed.places} />
          <Remedy remedy={cause.first.remedy} />
          <GuideWords rule={cause.first.rule} />
          <PodLogs cause={cause} places={diagnosed.places} />
          <CauseActions cause={cause} places={diagnosed.places} />
        </div>
      ) : null}
    </li>
  );
}

function CauseHead({ cause, open }: Pick<CauseProps, 'cause' | 'open'>) {
  const { first, findings, effects } = cause;
  const button = useStepFocus(cause.key);
  const title = findings.length === 1 ? first.title : t.andMore(first.title, findings.length - 1);
  return (
    <h3 className="hs-cause-head">
      <button
        ref={button}
        type="button"
        aria-expanded={open}
        onClick={() => openFinding(open ? null : cause.key)}
        onKeyDown={onArrow}
        data-cause-head={cause.key}
      >
        <span className="hs-cause-line hs-small">
          <SeverityGlyph severity={first.severity} />
          <b className={`hs-severity-${first.severity}`}>{t.severity[first.severity]}</b>
          <span className="hs-t2 hs-ellipsis">{first.rule}</span>
          <span className="hs-t3 hs-nowrap hs-end">
            {effects.length === 0 ? '' : `${t.effects(effects.length)} · `}
            <Running sinceMs={cause.sinceMs} />
          </span>
        </span>
        <span className="hs-cause-title">{title}</span>
      </button>
    </h3>
  );
}

function Running({ sinceMs }: { readonly sinceMs: number | undefined }) {
  const nowMs = useClock((clock) => clock.nowMs);
  return sinceMs === undefined ? null : <span>{formatAge(Math.max(0, nowMs - sinceMs) / 1000)}</span>;
}

/** Next and last finding (F8) give the keyboard to the head that they open. */
function useStepFocus(key: string) {
  const button = useRef<HTMLButtonElement>(null);
  const wanted = useFindings((findings) => findings.focus === key);
  useEffect(() => {
    if (!wanted) return;
    button.current?.focus({ preventScroll: true });
    button.current?.scrollIntoView({ block: 'nearest' });
    useFindings.setState({ focus: undefined });
  }, [wanted]);
  return button;
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** From head to head. */
function onArrow(event: KeyboardEvent<HTMLButtonElement>): void {
  const step = STEPS[event.key];
  if (step === undefined) return;
  const heads = [...document.querySelectorAll<HTMLButtonElement>('[data-cause-head]')];
  heads[Math.min(heads.length - 1, Math.max(0, heads.indexOf(event.currentTarget) + step))]?.focus();
  event.preventDefault();
}
