/** Lines of a component's log, the newest `kept` of them, as `pods/log` gives them. */
export class ComponentLog {
  private kept: string[] = [];

  constructor(private readonly most = 400) {}

  add(line: string): void {
    this.kept.push(line);
    if (this.kept.length > this.most) this.kept = this.kept.slice(-this.most);
  }

  clear(): void {
    this.kept = [];
  }

  lines(): readonly string[] {
    return this.kept;
  }
}

export type Severity = 'I' | 'W' | 'E';

/** "E1121 13:13:11.628745       1 scraper.go:147] ..." (klog's header: severity, month and day, time, process id, source). */
export function klog(severity: Severity, atMs: number, source: string, message: string): string {
  const iso = new Date(atMs).toISOString();
  const day = iso.slice(5, 7) + iso.slice(8, 10);
  // klog prints microseconds; simulated time has milliseconds.
  const micros = String((Math.floor(atMs * 7) % 900) + 100);
  return `${severity}${day} ${iso.slice(11, 23)}${micros}       1 ${source}] ${message}`;
}

/** "message" key="value" of structured klog lines; values quoted as Go's %q does. */
export function structured(message: string, pairs: Readonly<Record<string, string>> = {}): string {
  const rest = Object.entries(pairs).map(([key, value]) => ` ${key}=${JSON.stringify(value)}`);
  return JSON.stringify(message) + rest.join('');
}
