import { CHANGES, CHANGES_AND_TAGS, type GuardrailPromise } from './guardrail-promise';

export const PERIMETER_PROMISES: readonly GuardrailPromise[] = [
  {
    guardrailId: 'deny-untrusted-web-identity-providers',
    promised: [{ services: ['sts'], names: ['*WithWebIdentity'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'protect-session-tags',
    promised: [{ services: ['sts'], names: ['TagSession'], levels: CHANGES_AND_TAGS }],
    decided: [],
  },
  {
    guardrailId: 'deny-untrusted-identities',
    promised: [{ services: ['sts'], names: ['AssumeRole*', 'SetContext'], levels: CHANGES }],
    decided: [
      {
        reason: 'Has no AWS principal: covered by deny-untrusted-web-identities',
        actions: ['sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'],
      },
    ],
  },
  {
    guardrailId: 'limit-networks-of-resources',
    promised: [{ services: ['sts'], names: ['AssumeRole*', 'SetContext'], levels: CHANGES }],
    decided: [
      {
        reason: 'Has no AWS principal',
        actions: ['sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'],
      },
    ],
  },
  {
    guardrailId: 'deny-untrusted-web-identities',
    promised: [{ services: ['sts'], names: ['*WebIdentity'], levels: CHANGES }],
    decided: [],
  },
];
