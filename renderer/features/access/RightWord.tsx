import type { RightCell } from '../../../shared/contract/explorer';
import { texts } from '../../texts/catalogue';
import { Glyph, type State } from '../../ui/Glyph';

const t = texts.access;
const GLYPH: Readonly<Record<Exclude<RightCell['state'], 'asking'>, State>> = { yes: 'ok', no: 'denied', unknown: 'unknown' };

/** Yes, no or unknown, by shape and word; `dangerous`: what is allowed had better not be. The reason is its title, and read out. */
export function RightWord({ cell, dangerous = false }: { readonly cell: RightCell; readonly dangerous?: boolean }) {
  if (cell.state === 'asking') return <span className="hs-ex-right hs-t3">{t.cellAsking}</span>;
  const isAlarm = dangerous && cell.state === 'yes';
  const state: State = isAlarm ? 'degraded' : dangerous && cell.state === 'no' ? 'ok' : GLYPH[cell.state];
  return (
    <span className={`hs-ex-right hs-is-${state}`} title={cell.because} data-state={cell.state}>
      <Glyph state={state} />
      {isAlarm ? t.mayAct : t[cell.state]}
    </span>
  );
}
