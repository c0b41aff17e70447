import { TermText } from '../../ui/TermText';
/** Facts that are known, by name: those without a value are left out. */
export function FactPairs({ facts }: { readonly facts: readonly (readonly [string, string | undefined])[] }) {
  return (
    <dl className="hs-ex-facts hs-small">
      {facts.map(([label, value]) =>
        value === undefined ? null : (
          <div key={label}>
            <dt>
              <TermText text={label} />
            </dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
