import { BENCH_LIMITS, type BenchCount, type BenchLimits } from '../../../shared/contract/bench';
import { formatCount } from '../../../shared/model/format';
import { writeLimit } from '../../store/benchLink';
import { shownJob, shownLimits, useBench } from '../../store/benchStore';
import { texts } from '../../texts/catalogue';
import { CopyButton } from '../../ui/CopyButton';
import { TermText } from '../../ui/TermText';

const t = texts.bench;

/** The limits of the job, how near it comes to each, and what fails beyond them. Nothing where rules have none. */
export function LimitsBox({ count }: { readonly count: BenchCount }) {
  const bench = useBench();
  const job = shownJob(bench);
  const { limits: rows, kind, failing } = count;
  if (job === undefined || kind === 'write') return null;
  const limits = shownLimits(bench);
  return (
    <details className="hs-bench-costs hs-bench-limits" data-testid="bench-limits" open={failing.now.targets > 0}>
      <summary>
        {t.limitsSet(BENCH_LIMITS.filter((limit) => rows.some((row) => row.limit === limit) && (limits[limit] ?? 0) > 0).length)}
      </summary>
      <table>
        <caption className="hs-hidden">{t.limits}</caption>
        <tbody>
          {rows.map(({ limit, most, where, over }) => (
            <tr key={limit}>
              <th scope="row">
                <code>{limit}</code>
              </th>
              <td>
                <input
                  type="number"
                  min={0}
                  step={1}
                  className="hs-bench-limit"
                  aria-label={t.limitOf(limit, job.name)}
                  value={limits[limit] || ''}
                  onChange={(event) => writeLimit(limit, wholeOf(event.currentTarget.value))}
                  data-testid={`bench-limit-${limit}`}
                />
              </td>
              <td className="hs-t2 hs-ellipsis" title={where}>
                {t.limitMost(formatCount(most), where)}
              </td>
              <td className={over > 0 ? 'hs-is-broken hs-nowrap' : 'hs-nowrap'}>
                {over > 0 ? t.limitOver(formatCount(over), over === 1) : ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="hs-small hs-t3">
        <TermText text={t.limitsSay[kind]} />
      </p>
      {failing.first.length === 0 ? null : (
        <ul className="hs-small" data-testid="bench-failing">
          {failing.first.map(({ name, says }) => (
            <li key={name}>{t.failing(name, says)}</li>
          ))}
        </ul>
      )}
      <CopyButton text={limitsText(limits)} label={t.copyLimits} />
    </details>
  );
}

function wholeOf(text: string): number {
  const value = Number(text);
  return Number.isSafeInteger(value) && value > 0 ? value : 0;
}

/** As a scrape_config has them. */
function limitsText(limits: BenchLimits): string {
  return Object.entries(limits)
    .filter(([, limit]) => limit > 0)
    .map(([name, limit]) => `${name}: ${limit}\n`)
    .join('');
}
