import type { AccessAnswer } from '../model';
import { type AccessRequest, reasonText, resourceThatTells, rolePathName, sessionRole } from '../policy';

const VERDICTS = { allowed: 'it is allowed', denied: 'it is denied', depends: 'it is open' } as const;

const METHODS: readonly (readonly [RegExp, string])[] = [
  [/^aws:PrincipalArn$/i, '.asPrincipal(\'role/Name\')'],
  [/^whether resource control policies reach the service /, 'look the service up in the list of those that support them'],
];

/** What the organization says instead of what was expected, why, and what is attached on the way. */
export function verdictText({ placed, request, decision, because, dependsOn, levels }: AccessAnswer): string[] {
  const reasons = decision === 'allowed' ? because.filter(({ kind }) => kind === 'exempt') : because;
  return [
    `${placed.path}: ${VERDICTS[decision]}.`,
    ...reasons.map((reason) => `  ${reasonText(reason)}`),
    ...dependsOn.map((what) => `  Supply ${what}: ${howToSupply(what, request)}`),
    ...decision === 'depends' ? [] : levels.map(({ name, policies }) => `  At ${name}: ${policies.join(', ') || 'nothing is attached'}.`),
  ];
}

function howToSupply(what: string, request: AccessRequest): string {
  const resource = resourceThatTells(what, request);
  if (resource !== undefined) return `.onResource('${resource === '*' ? '*' : 'arn:…'}').`;
  if (what === rolePathName(request.principal)) return `.asPrincipal('role/<path>/${sessionRole(request.principal!)}').`;
  const method = METHODS.find(([pattern]) => pattern.test(what))?.[1];
  if (method !== undefined) return `${method}.`;
  return /^[\w./-]+:\S+(?: [^/]*)?$/.test(what) ? `{ '${what}': '…' } as context.` : 'it is not in the code, so only a deployed organization can tell.';
}
