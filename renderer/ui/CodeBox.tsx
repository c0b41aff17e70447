interface CodeBoxProps {
  readonly text: string;
  /** What a screen reader calls it. */
  readonly name: string;
  readonly testId?: string;
}

/** A text as it is, which scrolls in itself. */
export function CodeBox({ text, name, testId }: CodeBoxProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard.
    <section className="hs-code" aria-label={name} tabIndex={0} data-testid={testId}>
      <pre>{text}</pre>
    </section>
  );
}
