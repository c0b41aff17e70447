import { z } from 'zod';
import { FORMATS } from '../exports/formats';

/** What engine and window say to each other about the Report: as the command line prints it, or in one of its formats. */
const ReportForm = z.enum(['text', ...FORMATS]);

/** What the window does with it. */
const ReportUse = z.enum(['copy', 'save']);

/** Window to engine; answered by `report` or `report-failed`. */
export const ReadReport = z.object({
  type: z.literal('read-report'),
  form: ReportForm,
  use: ReportUse,
  /** Cards that were moved by hand: drawings of the map have them there. */
  places: z.record(z.string(), z.object({ x: z.number(), y: z.number() })).optional(),
});

/** Engine to window: the Report, and where its gaps come from. */
export const ReportRead = z.object({
  type: z.literal('report'),
  form: ReportForm,
  use: ReportUse,
  text: z.string(),
  /** What of it is not as one would think; a sentence without its full stop. */
  says: z.string().optional(),
});

/** Engine to window: it could not be made. */
export const ReportFailed = z.object({ type: z.literal('report-failed'), form: ReportForm, use: ReportUse, says: z.string() });

export type ReadReport = z.infer<typeof ReadReport>;
export type ReportRead = z.infer<typeof ReportRead>;
export type ReportFailed = z.infer<typeof ReportFailed>;
