import type { Rule } from '../rule';

/** Sources: AWS Organizations User Guide, "SCP syntax" and "RCP syntax"; IAM User Guide, "Grammar of the IAM JSON policy language". */
export const policySyntax: Rule = {
  id: 'policy-syntax',
  severity: 'error',
  title: 'The text is not JSON, or not a policy of its type.',
  check: ({ syntax }) => syntax,
};
