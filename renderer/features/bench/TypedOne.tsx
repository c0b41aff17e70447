import { useId } from 'react';
import { typeOne } from '../../store/benchLink';
import { TYPED_ROW, useBench } from '../../store/benchStore';
import { texts } from '../../texts/catalogue';

const t = texts.bench;

/** A field for a series or target that is not there: what would the rules make of it? */
export function TypedOne() {
  const kind = useBench((bench) => bench.kind);
  const typed = useBench((bench) => bench.typed);
  const wrong = useBench((bench) => (bench.chosen?.row === TYPED_ROW ? bench.typedWrong : undefined));
  const says = useId();
  return (
    <div className="hs-bench-typed">
      <input
        type="text"
        className="hs-field"
        spellCheck={false}
        autoComplete="off"
        aria-label={t.typed[kind]}
        title={t.typed[kind]}
        aria-invalid={wrong !== undefined}
        aria-describedby={says}
        placeholder={`${t.typed[kind]}: ${t.typedExample[kind]}`}
        value={typed}
        onChange={(event) => typeOne(event.currentTarget.value)}
        data-testid="bench-typed"
      />
      <p id={says} className="hs-small hs-is-broken" role="status" data-testid="bench-typed-wrong">
        {wrong === undefined ? '' : t.typedWrong(wrong)}
      </p>
    </div>
  );
}
