interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly onChange: (text: string) => void;
  readonly secret?: boolean;
  readonly autoFocus?: boolean;
}

/** A labelled line of a form. */
export function Field({ label, value, placeholder, onChange, secret = false, autoFocus = false }: FieldProps) {
  return (
    <label>
      <span>{label}</span>
      <input
        className="hs-field"
        type={secret ? 'password' : 'text'}
        autoComplete="off"
        spellCheck={false}
        value={value}
        placeholder={placeholder}
        ref={(input) => {
          if (autoFocus && value === '') input?.focus();
        }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}
