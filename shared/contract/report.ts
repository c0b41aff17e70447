import { z } from 'zod';

/** What engine and window say to each other about the whole Report: as the command line prints it. */
const ReportForm = z.enum(['text', 'json']);

/** Window to engine; answered by `report`. */
export const ReadReport = z.object({ type: z.literal('read-report'), form: ReportForm });

/** Engine to window: the Report with gaps and blind spots, and where its gaps come from. */
export const ReportRead = z.object({ type: z.literal('report'), form: ReportForm, text: z.string(), says: z.string() });

export type ReadReport = z.infer<typeof ReadReport>;
export type ReportRead = z.infer<typeof ReportRead>;
