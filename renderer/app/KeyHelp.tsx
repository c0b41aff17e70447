import { showKeys, useChoices } from '../store/choiceStore';
import { type Command, type CommandGroup, useCommands } from '../store/commandStore';
import { texts } from '../texts/catalogue';
import { Dialog } from '../ui/Dialog';
import { Kbd } from '../ui/Kbd';
import './keyHelp.css';

const t = texts.frame;
const GROUPS: readonly CommandGroup[] = ['screens', 'map', 'inspector', 'looks', 'window'];

/** The keys of every command that is offered now, by the part of the window they concern. */
export function KeyHelp() {
  const shown = useChoices((choices) => choices.keysShown);
  const singleKeys = useChoices((choices) => choices.singleKeys);
  const commands = useCommands((offered) => offered.commands);
  return (
    <Dialog title={t.keys} size={660} opened={shown} onClose={() => showKeys(false)}>
      {singleKeys ? null : <p className="hs-keys-off hs-small">{t.singleKeysOff}</p>}
      <div className="hs-keys" data-testid="keys">
        {GROUPS.map((group) => (
          <KeyGroup key={group} group={group} commands={commands.filter((command) => command.group === group && command.keys.length > 0)} />
        ))}
      </div>
    </Dialog>
  );
}

function KeyGroup({ group, commands }: { readonly group: CommandGroup; readonly commands: readonly Command[] }) {
  if (commands.length === 0) return null;
  return (
    <section>
      <h3 className="hs-small hs-t2">{t.keysFor[group]}</h3>
      <dl>
        {commands.map(({ id, keys, words }) => (
          <div key={id}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key} name={key} />
              ))}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
