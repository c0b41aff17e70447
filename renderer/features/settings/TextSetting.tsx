import { useEffect, useState } from 'react';

interface TextSettingProps {
  readonly id: string;
  readonly value: string;
  readonly placeholder?: string;
  /** The sentence that says what is wrong with a text; undefined: it can be used. */
  readonly wrong: (text: string) => string | undefined;
  readonly onKeep: (text: string) => void;
  readonly size?: 'number' | 'text';
  readonly unit?: string;
}

/** A text that is taken over on Enter and when it is left; a wrong one stays on the page with its reason. */
export function TextSetting({ id, value, placeholder, wrong, onKeep, size = 'text', unit }: TextSettingProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const trimmed = text.trim();
  const says = trimmed === value ? undefined : wrong(trimmed);
  const keep = () => {
    if (trimmed !== value && says === undefined) onKeep(trimmed);
  };
  return (
    <>
      <span className="hs-row">
        <input
          id={id}
          className={`hs-field hs-field-${size}`}
          value={text}
          placeholder={placeholder}
          spellCheck={false}
          inputMode={size === 'number' ? 'numeric' : undefined}
          aria-invalid={says !== undefined}
          aria-describedby={says === undefined ? undefined : `${id}-wrong`}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={keep}
          onKeyDown={(event) => {
            if (event.key === 'Enter') keep();
            if (event.key === 'Escape') setText(value);
          }}
          data-testid={id}
        />
        {unit === undefined ? null : <span className="hs-small hs-t2">{unit}</span>}
      </span>
      {says === undefined ? null : (
        <p className="hs-small hs-is-broken" id={`${id}-wrong`} role="alert">
          {says}
        </p>
      )}
    </>
  );
}
