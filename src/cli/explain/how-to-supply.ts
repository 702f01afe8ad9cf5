import { type AccessRequest, accountOfArn, resourceThatTells, rolePathName, sessionRole } from '../../policy';

const OPTIONS: readonly (readonly [RegExp, string])[] = [
  [/^aws:RequestedRegion$/i, '--region REGION'],
  [/^whether resource control policies reach the service /, 'look the service up in the list of those that support resource control policies'],
];

/** How an open point of a request can be told to `explain`. */
export function howToSupply(what: string, request: AccessRequest): string {
  const resource = resourceThatTells(what, request);
  if (resource !== undefined) return resource === '*' ? '--resource \'*\'' : '--resource ARN';
  if (what === rolePathName(request.principal)) return `--principal ${roleOnPath(request)}`;
  if (/^aws:PrincipalArn$/i.test(what) && request.principal === undefined) return '--principal role/NAME';
  const option = OPTIONS.find(([pattern]) => pattern.test(what))?.[1];
  if (option !== undefined) return option;
  if (!/^[\w./-]+:\S+(?: [^/]*)?$/.test(what)) return 'ask a saved state of the deployed organization';
  return what.includes(' ') ? `--context '${what}=VALUE'` : `--context ${what}=VALUE`;
}

/** The role of a session with its path, in short where it is a role of the account that the question is about. */
function roleOnPath({ principal = '', context = {} }: AccessRequest): string {
  const account = accountOfArn(principal);
  const owner = context['aws:ResourceAccount'] ?? account;
  const role = `role/<path>/${sessionRole(principal)}`;
  return owner === account ? role : `arn:aws:iam::${account}:${role}`;
}
