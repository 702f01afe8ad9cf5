import { actionDetails, actionHasKey, isKeyOfActions } from '../../actions';
import { namedActions } from '../statement-actions';
import { statementRule } from '../statement-rule';
import { holdsWithoutKey } from '../statements/absent-key';

/** The `aws:` keys that only some actions have. */
const GLOBAL_KEYS_OF_ACTIONS = /^aws:(?:requesttag\/|tagkeys$)/;

/**
 * Keys that some pages list for single actions, although they come with the session of an instance or a function, or although more actions
 * have them than the pages list.
 * Sources: IAM User Guide, "AWS global condition context keys" (`ec2:SourceInstanceARN`, `ec2:RoleDelivery`); AWS Lambda Developer Guide,
 * `lambda:SourceFunctionArn`; AWS Marketplace Buyer Guide (`aws-marketplace:ProductId` with `aws-marketplace:Subscribe`).
 */
const NOT_OF_ACTIONS_ALONE = [
  'ec2:sourceinstancearn', 'ec2:roledelivery', 'ssm:sourceinstancearn', 'lambda:sourcefunctionarn', 'glue:credentialissuingservice',
  'glue:roleassumedby', 'aws-marketplace:productid',
];

/** Source: Service Authorization Reference, the condition keys in the table of actions of each service. */
export const keyOfOtherActions = statementRule(
  { id: 'key-of-other-actions', severity: 'warning', title: 'A condition names a key that none of the actions of its statement has.' },
  ({ action, conditions }, index) => {
    const suspects = conditions.filter(({ key }) => belongsToActions(key.toLowerCase()));
    const actions = suspects.length === 0 ? undefined : namedActions(action)?.map((name) => actionDetails(name)!);
    const foreign = actions === undefined ? [] : suspects.filter(({ key }) => !actions.some((details) => actionHasKey(details, key)));
    return foreign.map((condition) => ({
      path: `Statement[${index}].Condition.${condition.operator.name}`,
      what: `names a key that none of the actions has, so that the condition ${holdsWithoutKey(condition) ? 'always' : 'never'} holds`,
      value: condition.key,
      advice: 'Name actions that have the key, or another key. If AWS added it to the actions lately, acknowledge the warning.',
    }));
  },
);

/** Keys of identity providers, which come with a session. Source: IAM User Guide, "IAM and AWS STS condition context keys". */
const OF_PROVIDERS = /^(?:saml|[^:]*\.[^:]*):/;

function belongsToActions(key: string): boolean {
  if (key.startsWith('aws:')) return GLOBAL_KEYS_OF_ACTIONS.test(key);
  if (OF_PROVIDERS.test(key)) return false;
  return isKeyOfActions(key) && !NOT_OF_ACTIONS_ALONE.includes(key);
}
