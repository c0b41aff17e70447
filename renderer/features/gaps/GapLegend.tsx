import { texts } from '../../texts/catalogue';
import { TermText } from '../../ui/TermText';
import { CAUSE_FAMILIES } from './causeLook';

/** The colours in words. */
export function GapLegend() {
  return (
    <ul className="hs-gap-legend hs-micro hs-t2">
      {CAUSE_FAMILIES.map((family) => (
        <li key={family}>
          <span className={`hs-gap-swatch hs-gap-${family}`} aria-hidden="true" />
          <TermText text={texts.gaps.families[family]} />
        </li>
      ))}
      <li>
        <span className="hs-gap-swatch hs-gap-ticks" aria-hidden="true" />
        <TermText text={texts.gaps.onTime} />
      </li>
    </ul>
  );
}
