import type { Labels } from '../../../../shared/promql/labels';
import { printValue } from '../../../../shared/promql/number';

/**
 * The part of Go's templates that alerts mostly use: `{{ $labels.NAME }}`, `{{ .Labels.NAME }}`, `{{ $value }}`,
 * `{{ $externalLabels.NAME }}` and humanize, humanizePercentage and humanizeDuration of the value. Anything else stays as
 * the error text that Prometheus would put there.
 */
export function expandTemplate(text: string, labels: Labels, value: number, externalLabels: Labels): string {
  return text.replace(/\{\{-?\s*(.*?)\s*-?\}\}/g, (_all, action: string) => expandAction(action, labels, value, externalLabels));
}

function expandAction(action: string, labels: Labels, value: number, externalLabels: Labels): string {
  const label = /^(?:\$labels|\.Labels)\.([a-zA-Z_][a-zA-Z0-9_]*)$/.exec(action);
  if (label !== null) return labels[label[1] ?? ''] ?? '';
  const external = /^(?:\$externalLabels|\.ExternalLabels)\.([a-zA-Z_][a-zA-Z0-9_]*)$/.exec(action);
  if (external !== null) return externalLabels[external[1] ?? ''] ?? '';
  const of = /^(?:\$value|\.Value)(?:\s*\|\s*(humanize|humanizePercentage|humanizeDuration))?$/.exec(action);
  const piped = /^(humanize|humanizePercentage|humanizeDuration)\s+(?:\$value|\.Value)$/.exec(action);
  if (of === null && piped === null) return `<error expanding template: the demo's Prometheus does not know ${JSON.stringify(action)}>`;
  return humanized(of?.[1] ?? piped?.[1], value);
}

function humanized(how: string | undefined, value: number): string {
  switch (how) {
    case 'humanizePercentage':
      return `${Number((value * 100).toPrecision(4))}%`;
    case 'humanize':
      return humanize(value);
    case 'humanizeDuration':
      return duration(value);
    default:
      return printValue(value);
  }
}

function humanize(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return printValue(value);
  const large = ['', 'k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y'];
  const small = ['', 'm', 'u', 'n', 'p', 'f', 'a', 'z', 'y'];
  const power = Math.trunc(Math.log10(Math.abs(value)) / 3) + (Math.abs(value) < 1 ? -1 : 0);
  const scaled = Number((value / 1000 ** power).toPrecision(4));
  return `${scaled}${power >= 0 ? large[power] : small[-power]}`;
}

function duration(seconds: number): string {
  const whole = Math.trunc(Math.abs(seconds));
  const sign = seconds < 0 ? '-' : '';
  if (whole < 60) return `${sign}${Number(Math.abs(seconds).toPrecision(4))}s`;
  const parts: [number, string][] = [
    [Math.floor(whole / 86_400), 'd'],
    [Math.floor(whole / 3600) % 24, 'h'],
    [Math.floor(whole / 60) % 60, 'm'],
    [whole % 60, 's'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  return (
    sign +
    parts
      .slice(first)
      .map(([count, unit]) => `${count}${unit}`)
      .join(' ')
  );
}
