import { texts } from '../../texts/catalogue';
import { CopyButton } from '../../ui/CopyButton';

/** YAML to be read and copied. */
export function YamlBox({ yaml }: { readonly yaml: string }) {
  return (
    <div className="hs-ex-yaml">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard. */}
      <pre className="hs-code" tabIndex={0}>
        {yaml}
      </pre>
      <CopyButton text={yaml} label={texts.access.copyYaml} />
    </div>
  );
}
