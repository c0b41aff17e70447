import type { Report } from '../../../shared/report/schema';
import { texts } from '../../texts/catalogue';
import { Glyph } from '../../ui/Glyph';

const t = texts.findings;

/** Rules that did not see all they need, each with what it would need. */
export function CannotTell({ cannotTell }: Pick<Report, 'cannotTell'>) {
  if (cannotTell.length === 0) return null;
  return (
    <section className="hs-cannot-tell" data-testid="cannot-tell">
      <h3 className="hs-label hs-findings-label">
        {t.cannotTell} <span className="hs-t3">{cannotTell.length}</span>
      </h3>
      <p className="hs-small hs-t2">{t.cannotTellMore(cannotTell.length)}</p>
      <ul>
        {cannotTell.map(({ rule, needs }) => (
          <li key={rule}>
            <span className="hs-row hs-small">
              <Glyph state="unknown" />
              <b>{rule}</b>
            </span>
            <span className="hs-hidden">{t.needs}</span>
            <ul className="hs-small hs-t2">
              {needs.map((need) => (
                <li key={need}>{need}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}
