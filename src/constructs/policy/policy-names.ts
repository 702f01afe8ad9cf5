import { UniqueIndex } from '../validation';

/** Names of policies in an app, each as `<type>/<name>`; those of the policies of sets too. */
export const POLICY_NAMES = new UniqueIndex(
  'The policy name is used more than once for this type', 'Give each policy of a type a name of its own',
);
