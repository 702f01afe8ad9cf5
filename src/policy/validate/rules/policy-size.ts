import { policyTypeLimits } from '../../../contract';
import { policySize } from '../../policy-size';
import type { Rule } from '../rule';

/** Source: AWS Organizations User Guide, "Quotas and service limits for AWS Organizations". */
export const policySizeRule: Rule = {
  id: 'policy-size',
  severity: 'error',
  title: 'The document is longer than its type may be, white space not counted.',
  check: ({ type, text, sizeLimit }) => {
    const { size, maxContentLength } = sizeLimit ?? { size: policySize(text), maxContentLength: policyTypeLimits(type).maxContentLength };
    return size <= maxContentLength ? [] : [{
      path: '',
      what: `is longer than the ${maxContentLength} characters that its type may have, white space not counted`,
      value: size,
      advice: 'Shorten it, or divide its statements among several policies.',
    }];
  },
};
