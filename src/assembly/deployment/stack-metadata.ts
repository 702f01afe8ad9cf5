import { resolve } from 'path';
import type { Artifact } from '../manifest';
import { isRecord, parseJson } from '../template/template';
import { ValuesOfTexts } from '../values-of-texts';

/** An entry of the metadata of a construct. */
type MetadataEntry = Readonly<Record<string, unknown>>;

/** The data of the entries of a type in the metadata of all constructs of a stack. */
export type StackMetadata = (type: string) => readonly unknown[];

/**
 * The metadata in the manifest of a stack and in a file of its own, which is parsed for a type that it mentions: of a large organization it
 * is larger than the templates, and few questions are about the rows in it.
 * @throws AssemblyError if the file cannot be read; when it is asked, if it cannot be parsed
 */
export function stackMetadata(
  { metadata, additionalMetadataFile }: Artifact,
  { directory, read }: { readonly directory: string; readonly read: (file: string) => string },
): StackMetadata {
  const inManifest = entriesOf(metadata);
  const file = additionalMetadataFile === undefined ? undefined : resolve(directory, additionalMetadataFile);
  const text = file === undefined ? '' : read(file);
  return (type) => [...inManifest, ...(file !== undefined && mayMention(text, type) ? entriesInFile(text, file) : [])]
    .flatMap((entry) => (entry.type === type ? [entry.data] : []));
}

/** Whether the type is in a JSON text. A text in which letters or slashes are escaped may hold any. */
function mayMention(text: string, type: string): boolean {
  return text.includes(JSON.stringify(type)) || text.includes('\\u') || text.includes('\\/');
}

const files = new ValuesOfTexts<readonly MetadataEntry[]>();

function entriesInFile(text: string, file: string): readonly MetadataEntry[] {
  return files.of(text, () => entriesOf(parseJson(text, file)));
}

function entriesOf(metadata: unknown): readonly MetadataEntry[] {
  const lists: unknown[] = isRecord(metadata) ? Object.values(metadata) : [];
  return lists.flatMap((each) => (Array.isArray(each) ? each as unknown[] : [])).filter(isRecord);
}
