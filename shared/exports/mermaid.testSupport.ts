import fs from 'node:fs';
import { createRequire } from 'node:module';
import vm from 'node:vm';
import { z } from 'zod';

/** What Mermaid's parser made of a flowchart (mermaid, packages/mermaid/src/diagrams/flowchart/flowDb.ts). */
export interface Flowchart {
  getVertices(): ReadonlyMap<
    string,
    { readonly id: string; readonly text: string; readonly type: string; readonly classes: readonly string[] }
  >;
  getEdges(): readonly {
    readonly start: string;
    readonly end: string;
    readonly type: string;
    readonly stroke: string;
    readonly text: string;
    readonly style: readonly string[];
  }[];
  getSubGraphs(): readonly { readonly id: string; readonly title: string; readonly nodes: readonly string[] }[];
  getAccTitle(): string;
}

interface Mermaid {
  parse(text: string): Promise<{ readonly diagramType: string } | false>;
  readonly mermaidAPI: { getDiagramFromText(text: string): Promise<{ readonly db: Flowchart }> };
}

const Mermaid = z.custom<Mermaid>((given) => z.looseObject({ mermaidAPI: z.looseObject({}) }).safeParse(given).success);

const require = createRequire(import.meta.url);
let mermaid: Mermaid | undefined;

/** Its own parser, which is a script for pages. Throws for what is not of the language. */
export async function flowchartIn(text: string): Promise<Flowchart> {
  mermaid ??= load();
  const parsed = await mermaid.parse(text);
  if (parsed === false || parsed.diagramType !== 'flowchart-v2') throw new Error('no flowchart');
  return (await mermaid.mermaidAPI.getDiagramFromText(text)).db;
}

/** A label as it is drawn: Mermaid keeps character codes aside while it parses (its utils.ts, decodeEntities). */
export function drawnLabel(text: string): string {
  return text.replace(/ﬂ°°(\d+)¶ß/g, (_all, code: string) => String.fromCharCode(Number(code)));
}

function load(): Mermaid {
  // Its sanitizer does not know happy-dom and would lose what stands before a tag; without this it leaves labels as they are.
  Object.defineProperty(document.implementation, 'createHTMLDocument', { value: undefined });
  return Mermaid.parse(vm.runInThisContext(fs.readFileSync(require.resolve('@mermaid-js/tiny'), 'utf8')));
}
