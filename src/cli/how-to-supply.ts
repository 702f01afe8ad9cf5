import { type AccessRequest, resourceThatTells } from '../policy';

const OPTIONS: readonly (readonly [RegExp, string])[] = [
  [/^aws:PrincipalArn$/i, '--principal role/NAME'],
  [/^aws:RequestedRegion$/i, '--region REGION'],
  [/^whether resource control policies reach the service /, 'look the service up in the list of those that support resource control policies'],
];

/** How an open point of a request can be told to `explain`. */
export function howToSupply(what: string, request: AccessRequest): string {
  const resource = resourceThatTells(what, request);
  if (resource !== undefined) return resource === '*' ? '--resource \'*\'' : '--resource ARN';
  const option = OPTIONS.find(([pattern]) => pattern.test(what))?.[1];
  if (option !== undefined) return option;
  if (!/^[\w./-]+:\S+(?: [^/]*)?$/.test(what)) return 'ask a saved state of the deployed organization';
  return what.includes(' ') ? `--context '${what}=VALUE'` : `--context ${what}=VALUE`;
}
