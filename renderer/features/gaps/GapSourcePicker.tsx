import { OWN_LOOKS } from '../../../shared/contract/chart';
import type { GapFrame } from '../../../shared/contract/gaps';
import { useGaps } from '../../store/gapStore';
import { texts } from '../../texts/catalogue';

const t = texts.gaps;

/** Which source answered, and the others that could. */
export function GapSourcePicker({ frame }: { readonly frame: GapFrame }) {
  const source = useGaps((gaps) => gaps.source);
  return (
    <label className="hs-row hs-small hs-t3 hs-nowrap">
      <span className="hs-looked">{t.sourceWord}</span>
      <select
        className="hs-select hs-gap-source"
        aria-label={t.source}
        data-testid="gap-source"
        value={source ?? frame.source}
        onChange={(event) => useGaps.setState({ source: event.currentTarget.value })}
      >
        {frame.sources.map(({ id, name, says }) => (
          <option key={id} value={id}>
            {says === undefined ? name : t.cannotAsk(name)}
          </option>
        ))}
        <option value={OWN_LOOKS}>{t.ownLooks}</option>
      </select>
    </label>
  );
}
