/** Where a stack is deployed to. Undefined: the account or Region of the credentials that deploy it. */
export interface Environment {
  readonly accountId?: string;
  readonly region?: string;
}

/** `aws://account/region`, where either may be unknown. Undefined for any other text: the CDK would take what it finds inside it. */
export function parseEnvironment(text: string | undefined): Environment | undefined {
  const [, accountId, region] = /^aws:\/\/(\d{12}|unknown-account)\/([a-z0-9]+(?:-[a-z0-9]+)+|unknown-region)$/.exec(text ?? '') ?? [];
  if (accountId === undefined || region === undefined) return undefined;
  return {
    ...(accountId === 'unknown-account' ? {} : { accountId }),
    ...(region === 'unknown-region' ? {} : { region }),
  };
}

/**
 * A text of a manifest with its placeholders for account and Region replaced, as far as these are known. The CDK replaces the same ones
 * (aws-cdk-lib, `cx-api.EnvironmentPlaceholders`). The partition stays a placeholder.
 */
export function withEnvironment(text: string, { accountId, region }: Environment): string {
  const inAccount = accountId === undefined ? text : text.split('${AWS::AccountId}').join(accountId);
  return region === undefined ? inAccount : inAccount.split('${AWS::Region}').join(region);
}

/** Whether two environments may be the same one, as far as they are known. */
export function mayBeSame(one: Environment, other: Environment): boolean {
  const meets = (name: keyof Environment) => one[name] === undefined || other[name] === undefined || one[name] === other[name];
  return meets('accountId') && meets('region');
}
