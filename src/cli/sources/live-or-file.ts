import { type OrganizationSource, readSnapshot } from './organization-source';
import type { ResumeOption } from './resumable-reading';
import type { Connection } from '../../organizations/read-only-client';
import { refuseConnection } from '../options/arguments';
import { readLive } from '../options/connection-options';

/** The live organization, or a file in its place. */
export interface LiveOrFile extends Connection, ResumeOption {
  /** A snapshot. */
  readonly organization?: string;
  /** A saved state. */
  readonly simulatorState?: string;
}

/** @throws Error for two files, for a connection beside a file, and for a file that holds no organization */
export async function readLiveOrFile({ organization, simulatorState, resume, ...connection }: LiveOrFile): Promise<OrganizationSource> {
  if (organization !== undefined && simulatorState !== undefined) {
    throw new Error(`Two organizations are given: --organization ${organization} and --simulator-state ${simulatorState}. Leave one of them out.`);
  }
  const file = organization ?? simulatorState;
  if (file === undefined) return readLive({ ...connection, resume });
  if (resume !== undefined) throw new Error(`Only the reading of a live organization can be interrupted, and this is a file: ${file} (given: --resume ${resume}). Leave one of them out.`);
  refuseConnection(connection, `this is a file: ${file}`, 'Leave the file out');
  return readSnapshot(file);
}
