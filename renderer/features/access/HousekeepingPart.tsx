import type { HousekeepingRow } from '../../../shared/contract/explorer';
import { formatCount, formatDuration, formatRatio } from '../../../shared/model/format';
import { useExplorer } from '../../store/explorerStore';
import { texts } from '../../texts/catalogue';
import { Glyph, type State } from '../../ui/Glyph';
import { TermText } from '../../ui/TermText';
import { FactPairs } from './FactPairs';
import { StepHistogram } from './StepHistogram';

const t = texts.access;
const GLYPH: Readonly<Record<HousekeepingRow['verdict'], State>> = {
  usual: 'ok',
  slower: 'degraded',
  faster: 'degraded',
  'too-few': 'unknown',
  unseen: 'unknown',
};

/** How often each node's cAdvisor reads its cgroups, against what it does by default. */
export function HousekeepingPart() {
  const page = useExplorer((facts) => facts.housekeeping);
  if (page === undefined) return <p className="hs-ex-idle hs-t2">{t.asking}</p>;
  if (page.because !== undefined) return <p className="hs-ex-idle hs-t2">{page.because}</p>;
  return (
    <div className="hs-ex-cadence">
      <h2>{t.cadence}</h2>
      <p className="hs-t2 hs-ex-about">
        <TermText text={t.cadenceAbout} />
      </p>
      <ul>
        {page.rows.map((row) => (
          <NodeCadence key={row.node} row={row} />
        ))}
      </ul>
      {page.more === 0 ? null : <p className="hs-small hs-t2">{t.moreNodes(formatCount(page.more))}</p>}
    </div>
  );
}

function NodeCadence({ row }: { readonly row: HousekeepingRow }) {
  const { node, verdict, says, flag, counts } = row;
  return (
    <li className="hs-ex-node" data-testid={`cadence-${node}`} data-verdict={verdict}>
      <h3>
        <Glyph state={GLYPH[verdict]} />
        {node}
        <span className={`hs-small hs-is-${GLYPH[verdict]}`}>{t.cadences[verdict]}</span>
      </h3>
      <p>
        <TermText text={says} />
      </p>
      <div className="hs-ex-node-two">
        {row.steps === 0 ? null : <StepHistogram counts={counts} says={t.histogram(node, says)} />}
        <Numbers row={row} />
      </div>
      <p className="hs-small">
        <code>{t.flag}</code> <b>{t.flags[flag.state]}</b>{' '}
        <span className="hs-t2">
          <TermText text={flag.says} />
        </span>
      </p>
    </li>
  );
}

function Numbers({ row }: { readonly row: HousekeepingRow }) {
  const { steps, median, p10, p90, shortest, longest, fits } = row;
  const span = (from: number | undefined, to: number | undefined) =>
    from === undefined || to === undefined ? undefined : `${formatDuration(from)} to ${formatDuration(to)}`;
  const rows = [
    [t.steps, formatCount(steps)],
    [t.median, median === undefined ? undefined : formatDuration(median)],
    [t.spread, span(p10, p90)],
    [t.range, span(shortest, longest)],
    [t.fits, steps === 0 ? undefined : fits.map(({ share }) => formatRatio(share)).join(' / ')],
  ] as const;
  return <FactPairs facts={rows} />;
}
