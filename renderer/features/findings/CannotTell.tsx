import type { Report } from '../../../shared/report/schema';
import { texts } from '../../texts/catalogue';
import { Glyph } from '../../ui/Glyph';
import { TermText } from '../../ui/TermText';
import { termsAbove } from '../../ui/writtenTerms';

const t = texts.findings;

/** Rules that did not see all they need, each with what it would need. */
export function CannotTell({ cannotTell }: Pick<Report, 'cannotTell'>) {
  if (cannotTell.length === 0) return null;
  const all = cannotTell.flatMap(({ rule, needs }) => needs.map((need) => ({ rule, need })));
  const above = termsAbove(all.map(({ need }) => need));
  const markedAbove = (rule: string, need: string) => above[all.findIndex((each) => each.rule === rule && each.need === need)];
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
                <li key={need}>
                  <TermText text={need} leaveOut={markedAbove(rule, need)} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}
