import type { GapDetail } from '../../../shared/contract/gaps';
import { formatCount } from '../../../shared/model/format';
import type { ReportEvidence } from '../../../shared/report/schema';
import { inspect, showAnswer } from '../../store/choiceStore';
import { openGap, useGaps } from '../../store/gapStore';
import { texts } from '../../texts/catalogue';
import { CopyButton } from '../../ui/CopyButton';
import { Glyph } from '../../ui/Glyph';
import { Icon } from '../../ui/Icon';
import { RequestText } from '../../ui/RequestText';
import { TermText } from '../../ui/TermText';
import { FAMILY_STATE, familyOf } from './causeLook';
import { GapCostTable } from './GapCostTable';
import { clockText, lengthText } from './gapTimes';

const t = texts.gaps;

/** One gap: cause, proof, cost, and what to do. */
export function GapPanel() {
  const detail = useGaps((gaps) => gaps.detail);
  const open = useGaps((gaps) => gaps.open);
  if (detail === undefined || open === undefined) return null;
  const state = FAMILY_STATE[familyOf(detail.cause)];
  return (
    <aside className="hs-gap-panel" aria-label={t.panel.name} data-testid="gap-panel" data-cause={detail.cause} data-region="inspector">
      <header className="hs-gap-panel-head">
        <div className="hs-row hs-small hs-t2">
          <Glyph state={state} size={13} />
          <b className={`hs-is-${state}`}>{t.causes[detail.cause]}</b>
          <span>{t.panel.missed(formatCount(detail.missed), detail.missed === 1)}</span>
          <button type="button" className="hs-button hs-button-bare hs-end" aria-label={t.panel.close} onClick={() => openGap(undefined)}>
            <Icon name="close" size={15} />
          </button>
        </div>
        <h2 className="hs-gap-panel-title">{detail.job === '' ? detail.name : `${detail.name}, ${detail.job}`}</h2>
      </header>
      <div className="hs-gap-panel-body">
        <dl className="hs-gap-facts">
          <dt>{t.panel.fromTo}</dt>
          <dd>{spanText(detail)}</dd>
          <dt>{t.panel.because}</dt>
          <dd data-testid="gap-because">
            <TermText text={detail.because} />
          </dd>
        </dl>
        <Proofs evidence={detail.evidence} />
        <section>
          <h3 className="hs-label">{t.panel.cost}</h3>
          <GapCostTable detail={detail} />
        </section>
        <section>
          <h3 className="hs-label">{t.panel.do}</h3>
          <p className="hs-small" data-testid="gap-do">
            <TermText text={[detail.advice, detail.remedy ?? ''].join(' ')} />
          </p>
        </section>
        <Actions detail={detail} />
      </div>
    </aside>
  );
}

function spanText({ fromMs, toMs, openBefore, openAfter }: GapDetail): string {
  return t.panel.span(
    openBefore ? t.panel.openBefore(clockText(fromMs)) : clockText(fromMs),
    openAfter ? t.panel.openAfter : clockText(toMs),
    lengthText(toMs - fromMs),
  );
}

function Proofs({ evidence }: { readonly evidence: readonly ReportEvidence[] }) {
  return (
    <section>
      <h3 className="hs-label">{t.panel.proof}</h3>
      {evidence.length === 0 ? (
        <p className="hs-small hs-t2">
          <TermText text={t.panel.noProof} />
        </p>
      ) : null}
      <ul className="hs-gap-proofs">
        {evidence.map((proof) => (
          <li key={`${proof.says} ${proof.request ?? ''}`}>
            <p className="hs-mono">{proof.says}</p>
            <div className="hs-row hs-micro hs-t3">
              {proof.request === undefined ? null : <RequestText request={proof.request} shown={withoutQuery(proof.request)} />}
              {proof.answerId === undefined ? null : (
                <button type="button" className="hs-link hs-end hs-nowrap hs-gap-proof-link" onClick={() => openAnswer(proof.answerId)}>
                  {t.panel.openAnswer}
                </button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The path, without the long query. */
function withoutQuery(request: string): string {
  return request.split('?')[0] ?? request;
}

/** The inspector shows it in place of the panel; Esc leads back. */
function openAnswer(answerId: string | undefined): void {
  if (answerId === undefined) return;
  inspect({ kind: 'card', card: 'prometheus' });
  showAnswer(answerId);
}

function Actions({ detail }: { readonly detail: GapDetail }) {
  return (
    <div className="hs-row hs-gap-actions">
      {detail.answerId === undefined ? null : (
        <button type="button" className="hs-button hs-button-solid" data-testid="gap-raw" onClick={() => openAnswer(detail.answerId)}>
          {t.panel.raw}
        </button>
      )}
      {detail.query === undefined ? null : <CopyButton text={detail.query} label={t.panel.promql} />}
    </div>
  );
}
