import { seriesText } from '../../../shared/analysis/why/labels';
import type { BenchStep } from '../../../shared/contract/bench';
import { formatCount } from '../../../shared/model/format';
import { sameLabels } from '../../../shared/relabel/labelHash';
import { pointAtLine } from '../../store/benchLink';
import { type BenchExplained, useBench } from '../../store/benchStore';
import { texts } from '../../texts/catalogue';
import { TermText } from '../../ui/TermText';
import { FateGlyph } from './FateGlyph';
import { TypedOne } from './TypedOne';

const t = texts.bench;

/** What each rule does to the chosen series or target: the labels before, what it looked at, what it wrote, the labels after. */
export function StepsPanel() {
  const explained = useBench((bench) => bench.explained);
  const chosen = useBench((bench) => bench.chosen);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard.
    <section className="hs-bench-steps" aria-label={t.steps} tabIndex={0} data-testid="bench-steps">
      <div className="hs-bench-steps-head">
        <h2>{t.steps}</h2>
        <TypedOne />
      </div>
      {explained === undefined || chosen === undefined ? (
        <p className="hs-small hs-t2">
          <TermText text={t.chooseRow} />
        </p>
      ) : (
        <Steps explained={explained} />
      )}
    </section>
  );
}

function Steps({ explained: { before, after, refused, steps, more } }: { readonly explained: BenchExplained }) {
  const fate = refused === undefined ? 'dropped' : 'refused';
  return (
    <>
      <LabelSet title={t.before} labels={before} />
      {steps.length === 0 ? (
        <p className="hs-small hs-t2">
          <TermText text={t.noRules} />
        </p>
      ) : null}
      <ol>
        {steps.map((step, at) => (
          <li key={step.rule} className={step.kept ? '' : 'hs-bench-drop'}>
            {more > 0 && at === steps.length - 1 ? <p className="hs-small hs-t3">{t.moreSteps(formatCount(more))}</p> : null}
            <Step step={step} />
          </li>
        ))}
      </ol>
      {after === undefined ? (
        <p className="hs-row">
          <FateGlyph fate={fate} />
          <b>{refused === undefined ? t.outcomeDropped : t.outcomeRefused(refused)}</b>
        </p>
      ) : (
        <LabelSet title={t.after} labels={after} same={sameLabels(before, after)} />
      )}
    </>
  );
}

interface LabelSetProps {
  readonly title: string;
  readonly labels: Readonly<Record<string, string>>;
  /** As was shown before. */
  readonly same?: boolean;
}

function LabelSet({ title, labels, same = false }: LabelSetProps) {
  const sorted = Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
  return (
    <p className="hs-bench-set">
      <span className="hs-small hs-t3">{title}</span>
      {same ? <span>{t.same}</span> : <code>{seriesText(labels['__name__'] ?? '', sorted, Number.POSITIVE_INFINITY)}</code>}
    </p>
  );
}

function Step({ step }: { readonly step: BenchStep }) {
  const { rule, line, says, looked, matched, kept, edits } = step;
  const outcome = kept ? (edits.length === 0 ? t.unchangedStep : '') : t.droppedStep;
  return (
    <>
      <p className="hs-bench-step">
        <button
          type="button"
          className="hs-link hs-bench-rule hs-ellipsis"
          onClick={() => pointAtLine(line)}
          title={says}
          aria-label={t.ruleOf(rule + 1, says)}
        >
          <b>{rule + 1}</b> <code>{says}</code>
        </button>
        <b className={kept ? 'hs-t3 hs-small' : 'hs-is-broken hs-small'}>{outcome}</b>
      </p>
      <p className="hs-small hs-t2 hs-bench-looked">
        {t.looked} <code>{looked === '' ? t.nothing : looked}</code>, {matched ? t.matched : t.unmatched}
      </p>
      {edits.length === 0 ? null : (
        <ul className="hs-bench-edits">
          {edits.map(({ label, before, after }) => (
            <li key={label}>
              <code>{label}</code>
              {before === undefined ? <i className="hs-t2">{t.added}</i> : <code className="hs-bench-old">{before}</code>}
              <span aria-hidden="true">→</span>
              {after === undefined ? <i className="hs-t2">{t.removed}</i> : <code className="hs-bench-new">{after}</code>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
