/** The condition key that names the account which a policy of the type restricts. */
export const RESTRICTED_ACCOUNT_KEYS: { readonly [policyType: string]: string | undefined } = {
  SERVICE_CONTROL_POLICY: 'aws:PrincipalAccount',
  RESOURCE_CONTROL_POLICY: 'aws:ResourceAccount',
};
