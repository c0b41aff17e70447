import { type ReactNode, useEffect, useState } from 'react';
import type { About as AboutFacts, Licence } from '../../../shared/contract/about';
import { formatCount } from '../../../shared/model/format';
import { tellShell } from '../../bridge/shellBridge';
import { showAbout, useAbout } from '../../store/aboutStore';
import { texts } from '../../texts/catalogue';
import { CodeBox } from '../../ui/CodeBox';
import { CopyButton } from '../../ui/CopyButton';
import { Dialog } from '../../ui/Dialog';
import { giveBack } from '../../ui/giveBack';
import './about.css';

const t = texts.about;

/** Version, runtime, log, diagnostics and the licences of what it is made with. */
export function About() {
  const { shown, about } = useAbout();
  const [before] = useState(() => document.activeElement);
  useEffect(() => () => giveBack(before), [before]);
  return (
    <Dialog title={t.title} size={680} opened={shown} onClose={() => showAbout(false)}>
      {about === undefined ? <p>{t.asked}</p> : <Facts about={about} />}
    </Dialog>
  );
}

function Facts({ about }: { readonly about: AboutFacts }) {
  const { version, made, electron, chromium, node, system, logFile, diagnostics, licences } = about;
  return (
    <div className="hs-about" data-testid="about">
      <p>{t.lead}</p>
      <dl>
        <Row name={t.version}>
          <b>{version}</b> <span className={made === 'trial' ? 'hs-is-broken' : undefined}>{t.made[made]}</span>
        </Row>
        <Row name={t.runtime}>{t.runtimeIs(electron, chromium, node)}</Row>
        <Row name={t.system}>{system}</Row>
        <Row name={t.licence}>{t.licenceIs}</Row>
        <Row name={t.log}>
          <span className="hs-mono">{logFile}</span>
          <span className="hs-small hs-t2">{t.logSays}</span>
          <button type="button" className="hs-button" onClick={() => tellShell({ type: 'show-folder', of: 'log' })} data-testid="about-log">
            {t.openFolder}
          </button>
        </Row>
        <Row name={t.diagnostics}>
          <span className="hs-small hs-t2">{t.diagnosticsSay}</span>
          <CopyButton text={diagnostics} label={t.copyDiagnostics} />
          <details>
            <summary>{t.showDiagnostics}</summary>
            <CodeBox text={diagnostics} name={t.diagnostics} testId="about-diagnostics" />
          </details>
        </Row>
      </dl>
      <Licences licences={licences} />
    </div>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="hs-t2">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Licences({ licences }: { readonly licences: readonly Licence[] }) {
  return (
    <section aria-labelledby="about-others">
      <h2 id="about-others">{t.others(formatCount(licences.length))}</h2>
      <p className="hs-small hs-t2">{licences.length === 0 ? t.noOthers : t.othersSay}</p>
      <ul data-testid="about-licences">
        {licences.map(({ name, version, licence, text }) => (
          <li key={`${name} ${version}`}>
            <LicenceItem title={`${name} ${version}`} licence={licence} text={text} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Its text is drawn once it is opened: there are many. */
function LicenceItem({ title, licence, text }: { readonly title: string; readonly licence: string; readonly text: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {title} <span className="hs-t2">{licence}</span>
      </summary>
      {open ? <CodeBox text={text} name={title} /> : null}
    </details>
  );
}
