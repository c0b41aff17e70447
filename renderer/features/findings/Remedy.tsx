import { commandsIn, type RuleLine, roleRuleIn } from '../../../shared/diagnosis/remedyCommands';
import { tellShell } from '../../bridge/shellBridge';
import { texts } from '../../texts/catalogue';
import { CopyButton } from '../../ui/CopyButton';
import { Icon } from '../../ui/Icon';
import { TermText } from '../../ui/TermText';

const t = texts.findings;

/** The smallest remedy: its sentences, what they ask for as YAML, its commands to copy. Nothing is applied. */
export function Remedy({ remedy }: { readonly remedy: string }) {
  const commands = commandsIn(remedy);
  const rule = roleRuleIn(remedy);
  return (
    <section>
      <h4 className="hs-label">{t.do}</h4>
      <p className="hs-remedy" data-testid="finding-do">
        <TermText text={remedy} />
      </p>
      {rule === undefined ? null : <RuleYaml lines={rule} />}
      {commands.length === 0 ? null : (
        <ul className="hs-commands" data-testid="finding-commands">
          {commands.map((command) => (
            <li key={command}>
              <code>{command}</code>
              <button
                type="button"
                className="hs-button hs-button-bare"
                aria-label={t.copyCommand(command)}
                title={t.copyCommand(command)}
                onClick={() => tellShell({ type: 'copy', text: command })}
              >
                <Icon name="copy" size={13} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function RuleYaml({ lines }: { readonly lines: readonly RuleLine[] }) {
  return (
    <div className="hs-rule-yaml">
      <pre>
        {lines.map(({ text, isMarked }) => (
          <code key={text} className={isMarked ? 'hs-marked-line' : undefined}>
            {text}
            {'\n'}
          </code>
        ))}
      </pre>
      <CopyButton text={lines.map(({ text }) => text).join('\n')} label={t.copyYaml} />
    </div>
  );
}
