import type { StackMetadata } from './deployment/stack-metadata';
import { isRecord } from './record';
import { ROW_METADATA, type RowMetadata } from '../contract';

/** The place of a row, as the metadata of a cloud assembly says: a text of others, from which nothing follows. */
export type RowInAssembly = Omit<RowMetadata, 'resource'>;

const LONGEST = 500;

/**
 * The places of the rows that describe resources of a stack, by their logical IDs behind those of nested stacks: `Fleet3/Account7`. What is
 * not well-formed is left out.
 */
export function rowsOf(metadata: StackMetadata): ReadonlyMap<string, RowInAssembly> {
  return new Map(metadata(ROW_METADATA).filter(isRow).map(({ resource, file, line }) => [resource, { file, line }]));
}

function isRow(data: unknown): data is RowMetadata {
  if (!isRecord(data)) return false;
  const { file, line, resource } = data;
  return [file, resource].every((text) => typeof text === 'string' && text.length <= LONGEST) && Number.isSafeInteger(line) && (line as number) > 0;
}
