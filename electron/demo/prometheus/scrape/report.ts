import type { Head } from '../tsdb/head';
import type { Appended } from './append';
import type { Target } from './target';

export interface Report {
  readonly up: boolean;
  readonly seconds: number;
  readonly bytes: number;
  readonly appended: Appended;
}

/** Writes up and the scrape_* series of one scrape (prometheus scrape/scrape.go report). They have room in a full head too. */
export function writeReport(head: Head, target: Target, timeMs: number, report: Report): void {
  const { appended } = report;
  const write = (name: string, value: number): void => writeSample(head, target, name, timeMs, value);
  write('up', Number(report.up));
  write('scrape_duration_seconds', report.seconds);
  write('scrape_samples_scraped', appended.scraped);
  write('scrape_samples_post_metric_relabeling', appended.afterRelabelling);
  write('scrape_series_added', appended.seriesAdded);
  if (!target.job.extraMetrics) return;
  write('scrape_timeout_seconds', target.timeoutMs / 1000);
  write('scrape_sample_limit', target.job.limits.samples);
  write('scrape_body_size_bytes', report.bytes);
}

function writeSample(head: Head, target: Target, name: string, timeMs: number, value: number): void {
  const known = target.reports.get(name);
  const series = known !== undefined && !known.removed ? known : head.series({ ...target.labels, __name__: name }, true);
  if (series === undefined) return;
  target.reports.set(name, series);
  head.append(series, timeMs, value);
}

/** The last word on a target that is gone. */
export function writeReportStale(head: Head, target: Target, timeMs: number): void {
  for (const series of target.reports.values()) if (timeMs > series.lastMs) head.append(series, timeMs, Number.NaN, true);
}
