import { useState } from 'react';
import type { BenchCost, BenchCount } from '../../../shared/contract/bench';
import { formatCount, formatOf } from '../../../shared/model/format';
import { pointAtLine } from '../../store/benchLink';
import { texts } from '../../texts/catalogue';
import { TermText } from '../../ui/TermText';

const t = texts.bench;

/** What each rule that drops saves, in all and by target. */
export function RuleCosts({ count }: { readonly count: BenchCount }) {
  const [open, setOpen] = useState<number>();
  const { costs, costsMore, kind, now } = count;
  return (
    <section className="hs-bench-costs" data-testid="bench-costs" aria-label={t.costs}>
      <table>
        <caption className="hs-hidden">{t.costs}</caption>
        <thead>
          <tr>
            <th scope="col">{t.costs}</th>
            <th scope="col" className="hs-num">
              <TermText text={t.drops} />
            </th>
            <th scope="col" className="hs-num">
              <TermText text={t.rate} />
            </th>
            <th scope="col">
              <TermText text={t.perTarget} />
            </th>
          </tr>
        </thead>
        <tbody>
          {costs.map((cost) => (
            <CostRows
              key={cost.rule}
              cost={cost}
              of={count.targets}
              isOpen={open === cost.rule}
              onToggle={() => setOpen(open === cost.rule ? undefined : cost.rule)}
            />
          ))}
        </tbody>
      </table>
      {costs.length === 0 && now.dropped === 0 ? <p className="hs-small hs-t2">{t.noCosts}</p> : null}
      {costsMore === 0 ? null : <p className="hs-small hs-t2">{t.moreCosts(formatCount(costsMore))}</p>}
      {kind === 'target' && costs.length > 0 ? (
        <p className="hs-small hs-t3">
          <TermText text={t.exposes} />
        </p>
      ) : null}
    </section>
  );
}

interface CostRowsProps {
  readonly cost: BenchCost;
  /** Targets of the job. */
  readonly of: number;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function CostRows({ cost, of, isOpen, onToggle }: CostRowsProps) {
  const { rule, line, says, series, samplesPerSecond, targets, targetCount } = cost;
  return (
    <>
      <tr>
        <td>
          <button
            type="button"
            className="hs-link hs-bench-rule hs-ellipsis"
            onClick={() => pointAtLine(line)}
            title={t.ruleOf(rule + 1, says)}
          >
            <b>{rule + 1}</b> <code>{says}</code>
          </button>
        </td>
        <td className="hs-num">{formatCount(series)}</td>
        <td className="hs-num">{formatCount(samplesPerSecond)}</td>
        <td>
          <button
            type="button"
            className="hs-link hs-nowrap"
            aria-expanded={isOpen}
            onClick={onToggle}
            aria-label={`${t.ruleOf(rule + 1, says)}, ${t.perTarget}`}
          >
            {formatOf(targetCount, of)}
          </button>
        </td>
      </tr>
      {isOpen
        ? targets.map((target) => (
            <tr key={target.name} className="hs-bench-target">
              <td className="hs-ellipsis">{target.name}</td>
              <td className="hs-num">{formatCount(target.series)}</td>
              <td className="hs-num">{formatCount(target.samplesPerSecond)}</td>
              <td />
            </tr>
          ))
        : null}
      {isOpen && targetCount > targets.length ? (
        <tr className="hs-bench-target">
          <td colSpan={4}>{t.moreTargets(formatCount(targetCount - targets.length))}</td>
        </tr>
      ) : null}
    </>
  );
}
