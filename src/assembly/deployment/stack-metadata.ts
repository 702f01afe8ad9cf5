import { resolve } from 'path';
import type { Artifact } from '../manifest';
import { isRecord, parseJson } from '../template/template';
import { ValuesOfTexts } from '../values-of-texts';

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
  return [...entriesOf(metadata), ...(file === undefined ? [] : entriesInFile(read(file), file))];
}

const files = new ValuesOfTexts<readonly MetadataEntry[]>();

function entriesInFile(text: string, file: string): readonly MetadataEntry[] {
  return files.of(text, () => entriesOf(parseJson(text, file)));
}

function entriesOf(metadata: unknown): readonly MetadataEntry[] {
  const lists: unknown[] = isRecord(metadata) ? Object.values(metadata) : [];
  return lists.flatMap((each) => (Array.isArray(each) ? each as unknown[] : [])).filter(isRecord);
}
