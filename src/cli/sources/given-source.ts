import type { Command } from 'commander';
import { assemblyPath } from './assembly-path';
import { type OrganizationSource, readSource, withContents } from './organization-source';
import { withInvitedInRoot } from '../../model';
import type { Connection } from '../../organizations/read-only-client';
import { refuseConnection } from '../options/arguments';
import { LIVE_HELP, readLive, withConnection } from '../options/connection-options';

export interface SourceOptions extends Connection {
  readonly live?: boolean;
}

/** Adds the options of commands that show one organization. */
export function withSource(command: Command): Command {
  return withConnection(command
    .argument('[cdk.out|file]', 'folder that `cdk synth` wrote, a snapshot, or a saved state (default: the cdk.out of the app around this folder)')
    .option('--live', 'the live organization instead')).addHelpText('after', LIVE_HELP);
}

export async function givenSource(path: string | undefined, options: SourceOptions): Promise<OrganizationSource> {
  if (options.live && path !== undefined) throw new Error(`Two organizations are given: the live one, and ${path}. Leave one of them out.`);
  if (options.live) return withInvited(await readLive(options));
  const place = path ?? assemblyPath(undefined, { instead: ', a snapshot or a saved state, or --live' });
  refuseConnection(options, `this is a file or folder: ${place}`);
  return withInvited(withContents(await readSource(place)));
}

/** Adds invited accounts to the organization that a command shows. */
function withInvited(source: OrganizationSource): OrganizationSource {
  return { ...source, organization: withInvitedInRoot(source.organization) };
}
