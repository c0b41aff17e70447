import { texts } from '../../texts/catalogue';
import { CopyButton } from '../../ui/CopyButton';

/** The smallest Role for what is missing, to be read and copied. */
export function RoleBox({ yaml, label = texts.inspector.overview.copyRole }: { readonly yaml: string; readonly label?: string }) {
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard. */}
      <pre className="hs-yaml" tabIndex={0}>
        {yaml}
      </pre>
      <CopyButton text={yaml} label={label} />
    </>
  );
}
