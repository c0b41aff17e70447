import type { RulesError } from '../../../shared/contract/bench';
import { formatCount } from '../../../shared/model/format';
import { pointAtLine } from '../../store/benchLink';
import { texts } from '../../texts/catalogue';
import { Glyph } from '../../ui/Glyph';

const t = texts.bench;
const SHOWN = 8;

/** What Prometheus would refuse, line by line. */
export function RulesErrors({ errors, more }: { readonly errors: readonly RulesError[]; readonly more: number }) {
  const left = errors.length + more - Math.min(SHOWN, errors.length);
  return (
    <ul className="hs-rules-errors" id="hs-rules-errors" data-testid="bench-errors">
      {errors.slice(0, SHOWN).map(({ line, says }) => (
        <li key={`${line} ${says}`}>
          <Glyph state="broken" size={14} />
          <button type="button" className="hs-link" onClick={() => pointAtLine(line)} aria-label={`${t.goToLine(line)}: ${says}`}>
            {t.wrongLine(line, says)}
          </button>
        </li>
      ))}
      {left === 0 ? null : <li className="hs-t2">{t.moreErrors(formatCount(left))}</li>}
    </ul>
  );
}
