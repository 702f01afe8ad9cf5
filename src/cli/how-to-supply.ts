const OPTIONS: readonly (readonly [RegExp, string])[] = [
  [/^aws:PrincipalArn$/i, '--principal role/NAME'],
  [/^aws:RequestedRegion$/i, '--region REGION'],
  [/^the resource$|^aws:Resource(?:Account|OrgID|OrgPaths)$/i, '--resource ARN'],
  [/^whether resource control policies reach the service /, 'look the service up in the list of those that support resource control policies'],
];

/** How an open point can be told to `explain`. */
export function howToSupply(what: string): string {
  const option = OPTIONS.find(([pattern]) => pattern.test(what))?.[1];
  if (option !== undefined) return option;
  if (!/^[\w./-]+:\S+(?: [^/]*)?$/.test(what)) return 'ask a saved state of the deployed organization';
  return what.includes(' ') ? `--context '${what}=VALUE'` : `--context ${what}=VALUE`;
}
