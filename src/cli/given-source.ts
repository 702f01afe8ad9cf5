import type { Command } from 'commander';
import { LIVE_HELP, readLive, withConnection } from './connection-options';
import { refuseConnection } from './meaningless-options';
import { type OrganizationSource, readSource, withContents } from './organization-source';
import type { Connection } from '../organizations/read-only-client';

export interface SourceOptions extends Connection {
  readonly live?: boolean;
}

/** For commands that show one organization. */
export function withSource(command: Command): Command {
  return withConnection(command
    .argument('[cdk.out|file]', 'folder that `cdk synth` wrote, a snapshot, or a saved state')
    .option('--live', 'the live organization instead')).addHelpText('after', LIVE_HELP);
}

export async function givenSource(path: string | undefined, options: SourceOptions): Promise<OrganizationSource> {
  if (options.live && path !== undefined) throw new Error(`Two organizations are given: the live one, and ${path}. Leave one of them out.`);
  if (options.live) return readLive(options);
  if (path === undefined) throw new Error('No organization is given. Give a cdk.out, a snapshot or a saved state, or --live.');
  refuseConnection(options, `this is a file or folder: ${path}`);
  return withContents(readSource(path));
}
