import { type Cell, Codec, GraphDataModel, registerModelCodecs } from '@maxgraph/core';

// maxGraph's codecs read an attribute by its nodeName, which is its name (DOM, 4.9.2); happy-dom leaves it empty.
const ofAttributes = { nodeName: 'name', nodeValue: 'value' } as const;
for (const [name, same] of Object.entries(ofAttributes))
  Object.defineProperty(Attr.prototype, name, {
    get(this: Attr) {
      return same === 'name' ? this.name : this.value;
    },
  });

/**
 * The cells of a file of diagrams.net as its graph library decodes them into a model, in their order. Throws for what is no XML, and for a
 * file with other than one drawing in it.
 */
export function cellsIn(file: string): readonly Cell[] {
  const xml = new DOMParser().parseFromString(file, 'application/xml');
  const fault = xml.querySelector('parsererror');
  if (fault !== null) throw new Error(fault.textContent ?? 'no XML');
  const models = xml.querySelectorAll('mxfile > diagram > mxGraphModel');
  const [first] = models;
  if (first === undefined || models.length > 1) throw new Error(`${models.length} drawings`);
  const model = new GraphDataModel();
  registerModelCodecs();
  new Codec().decode(first, model);
  return Object.values(model.cells ?? {});
}
