import { OWN_LOOKS } from '../../../shared/contract/chart';
import type { GapFrame } from '../../../shared/contract/gaps';
import { useGaps } from '../../store/gapStore';
import { texts } from '../../texts/catalogue';
import { Picker } from '../../ui/Picker';

const t = texts.gaps;

/** Which source answered, and the others that could. */
export function GapSourcePicker({ frame }: { readonly frame: GapFrame }) {
  const source = useGaps((gaps) => gaps.source);
  const asked = frame.sources.map(({ id, name, says }) => ({ value: id, words: says === undefined ? name : t.cannotAsk(name) }));
  return (
    <div className="hs-row hs-small hs-t3 hs-nowrap">
      <span className="hs-looked">{t.sourceWord}</span>
      <Picker
        className="hs-gap-source"
        name={t.source}
        testId="gap-source"
        value={source ?? frame.source}
        choices={[...asked, { value: OWN_LOOKS, words: t.ownLooks }]}
        onChoose={(chosen) => useGaps.setState({ source: chosen })}
      />
    </div>
  );
}
