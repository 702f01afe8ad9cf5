import { Construct } from 'constructs';
import type { AiService } from './ai-service';
import { brokenRules, Rule } from '../../validation';
import { ChildControl } from '../management/child-control';
import { repeatedNameProblems } from '../management/list-rules';
import { ManagementPolicyDraft } from '../management/management-policy-draft';
import type { ManagementPolicyProps } from '../management/management-policy-props';
import { blocksByName, PolicyTree, setting, withChildControl } from '../management/policy-tree';
import { Policy } from '../policy';
import { PolicyType } from '../policy-type';

/** Properties of `AiServicesOptOutPolicy`. */
export interface AiServicesOptOutPolicyProps extends ManagementPolicyProps {
  /**
   * Services that must not store and use content. `AiService.ALL` stands for all services that the policy does not name.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ai-opt-out_syntax.html#ai-opt-out-policy-syntax-reference
   * @default - none
   */
  readonly optOut?: AiService[];
  /**
   * Services that may store and use content.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ai-opt-out_syntax.html#ai-opt-out-policy-syntax-reference
   * @default - none
   */
  readonly optIn?: AiService[];
  /**
   * Services of `optOut` and `optIn` whose setting policies further down cannot change.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ai-opt-out_syntax.html#ai-opt-out-policy-syntax-reference
   * @default - none, unless `childControl` restricts the whole policy
   */
  readonly finalServices?: AiService[];
}

/**
 * An AI services opt-out policy: whether AI services may store content of the accounts and use it for improvements. It has at most 2,500
 * characters. Its values are assigned; it has no lists.
 *
 * Source: AWS Organizations User Guide, "AI services opt-out policy syntax and examples".
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ai-opt-out_syntax.html
 * @example
 * declare const organization: Organization;
 * organization.root.attachPolicy(new AiServicesOptOutPolicy(this, 'OptOut', {
 *   optOut: [AiService.ALL],
 *   childControl: ChildControl.NONE, // no account can opt in again
 * }));
 */
export class AiServicesOptOutPolicy extends Policy {
  constructor(scope: Construct, id: string, props: AiServicesOptOutPolicyProps) {
    const { optOut = [], optIn = [], finalServices = [] } = props;
    const services = [...optOut, ...optIn];
    const keys = services.map(({ key }) => key);
    const draft = new ManagementPolicyDraft({ policyType: PolicyType.AISERVICES_OPT_OUT_POLICY, noun: 'AI services opt-out policy', topKey: 'services' }, props, {
      props: { optOut: props.optOut, optIn: props.optIn, finalServices: props.finalServices },
      tree: () => blocksByName(services, ({ key }) => key, (service) => {
        const tree: PolicyTree = { opt_out_policy: setting(optOut.includes(service) ? 'optOut' : 'optIn') };
        return finalServices.includes(service) ? withChildControl(tree, ChildControl.NONE) : tree;
      }),
      problems: () => [
        ...keys.flatMap((key) => brokenRules(key, KEY_RULES)),
        ...repeatedNameProblems('A service that opts in or out', keys),
        ...finalServices.flatMap(({ key }) => brokenRules(key, finalRules(keys))),
      ],
    });
    super(scope, id, draft.policyProps);
    draft.checkAtSynthesis(this);
  }
}

const KEY_RULES: readonly Rule<string>[] = [{
  broken: (key) => !/^[a-z0-9]+(::[a-z0-9]+)?$/.test(key),
  mistake: (given) => ({ wrong: 'This is not the key of an AI service', given, remedy: 'Use a constant of AiService, or the key as AWS documents it' }),
}];

function finalRules(keys: readonly string[]): Rule<string>[] {
  return [{
    broken: (key) => !keys.includes(key),
    mistake: (given) => ({
      wrong: 'A final service neither opts in nor out', given, remedy: 'Name it in optOut or optIn as well, or take it out of finalServices',
    }),
  }];
}
