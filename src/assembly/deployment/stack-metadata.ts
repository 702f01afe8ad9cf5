import { resolve } from 'path';
import type { Artifact } from '../manifest';
import { isRecord, parseJson } from '../template/template';

/** An entry of the metadata of a construct. */
export type MetadataEntry = Readonly<Record<string, unknown>>;

/**
 * The entries of the metadata of all constructs of a stack, in its manifest and in a file of its own.
 * @throws AssemblyError if that file cannot be read
 */
export function metadataEntries(
  { metadata, additionalMetadataFile }: Artifact,
  { directory, read }: { readonly directory: string; readonly read: (file: string) => string },
): readonly MetadataEntry[] {
  const file = additionalMetadataFile === undefined ? undefined : resolve(directory, additionalMetadataFile);
  const added: unknown = file === undefined ? undefined : parseJson(read(file), file);
  return [metadata, added].flatMap((each) => (isRecord(each) ? Object.values(each) : []))
    .flatMap((each) => (Array.isArray(each) ? each as unknown[] : [])).filter(isRecord);
}
