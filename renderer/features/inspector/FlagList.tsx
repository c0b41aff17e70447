import type { Details } from '../../../shared/contract/engine';
import { formatCount } from '../../../shared/model/format';
import { texts } from '../../texts/catalogue';

const words = texts.inspector.overview;

/** What the program was started with, folded. */
export function FlagList({ flags }: { readonly flags: NonNullable<Details['flags']> }) {
  if (flags.length === 0) return null;
  return (
    <details className="hs-why" data-testid="flags">
      <summary>
        {words.flags} <span className="hs-t3">{words.flagCount(formatCount(flags.length))}</span>
      </summary>
      <ul className="hs-flags">
        {flags.map(({ name, value }) => (
          <li key={name}>
            <code>
              --{name}=<bdi>{value}</bdi>
            </code>
          </li>
        ))}
      </ul>
    </details>
  );
}
