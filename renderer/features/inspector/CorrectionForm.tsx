import { type FormEvent, useState } from 'react';
import type { ComponentKind } from '../../../shared/model/component';
import { tellEngine } from '../../bridge/enginePort';
import { texts } from '../../texts/catalogue';

const words = texts.inspector.correction;

/** Kinds that stand behind a Service: for these a user can know better. */
const CORRECTABLE: readonly ComponentKind[] = [
  'prometheus',
  'kube-state-metrics',
  'metrics-server',
  'node-exporter',
  'prometheus-adapter',
  'external-adapter',
  'alertmanager',
  'pushgateway',
  'opentelemetry-collector',
];

/** "This Service is my Prometheus", or "it is none": remembered for the cluster. */
export function CorrectionForm({ kind, title }: { readonly kind: string; readonly title: string }) {
  const [said, setSaid] = useState('');
  const known = CORRECTABLE.find((one) => one === kind);
  if (known === undefined) return null;
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget, submitterOf(event.nativeEvent));
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const isNone = text('says') === 'none';
    const scheme = text('scheme') === 'https' ? 'https' : 'http';
    const service = text('service');
    tellEngine({ type: 'correct', namespace: text('namespace'), service, port: text('port'), scheme, kind: isNone ? null : known });
    setSaid(isNone ? words.rememberedNone(service, title) : words.remembered(service, title));
  };
  return (
    <details className="hs-why" data-testid="correct">
      <summary>{words.ask}</summary>
      <form className="hs-correct" onSubmit={send}>
        <Field name="namespace" label={words.namespace} />
        <Field name="service" label={words.service} />
        <Field name="port" label={words.port} hint={words.portHint} />
        <label>
          <span>{words.scheme}</span>
          <select name="scheme" className="hs-field">
            <option>http</option>
            <option>https</option>
          </select>
        </label>
        <div className="hs-row">
          <button type="submit" className="hs-button" name="says" value="is">
            {words.thisIs(title)}
          </button>
          <button type="submit" className="hs-button" name="says" value="none">
            {words.isNone}
          </button>
        </div>
        <p className="hs-small hs-t2" aria-live="polite">
          {said}
        </p>
      </form>
    </details>
  );
}

function Field({ name, label, hint }: { readonly name: string; readonly label: string; readonly hint?: string }) {
  return (
    <label>
      <span>{label}</span>
      <input name={name} className="hs-field" required placeholder={hint} autoComplete="off" spellCheck={false} />
    </label>
  );
}

function submitterOf(event: Event): HTMLElement | null {
  return event instanceof SubmitEvent ? event.submitter : null;
}
