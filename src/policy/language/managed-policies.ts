import type { PolicyDocument, Statement } from './policy-document';

const ALLOW_ALL: Statement = {
  effect: 'Allow',
  action: { negated: false, patterns: ['*'] },
  resource: { negated: false, patterns: ['*'] },
  conditions: [],
};

/**
 * What AWS attaches to every root, OU and account once service control policies are enabled.
 * Source: AWS Organizations User Guide, "SCP evaluation".
 */
export const FULL_AWS_ACCESS: PolicyDocument = { version: '2012-10-17', statements: [ALLOW_ALL] };

/**
 * The same for resource control policies: the only one of them that allows, which is why no author can write it.
 * Source: AWS Organizations User Guide, "Resource control policies (RCPs)".
 */
export const RCP_FULL_AWS_ACCESS: PolicyDocument = { version: '2012-10-17', statements: [{ ...ALLOW_ALL, principal: '*' }] };
