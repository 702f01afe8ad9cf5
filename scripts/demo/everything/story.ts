import { acceptInvitation, createByHand, enterCode, type PeopleAct } from './people';

/** One deployment of the example, and what people do around it. */
export interface Step {
  readonly number: number;
  /** The changes of the code in this step. */
  readonly changes: string;
  readonly before?: PeopleAct;
  readonly after?: PeopleAct;
  /** Whether `cdk-org drift` reports something after the deployment, until people act. */
  readonly differsBeforeAct?: boolean;
  /** Whether `cdk-org drift` reports something after people have acted, for the next deployment. */
  readonly differsAfterAct?: boolean;
  /** A fault with which the step is rehearsed first: that deployment fails and is rolled back. */
  readonly failsWith?: string;
  /** Whether the team in the member account deploys its own app after this step. */
  readonly teamDeploys?: boolean;
}

const CHANGES: readonly Omit<Step, 'number'>[] = [
  { changes: 'The organization with all features, four trusted services, four units, a policy and four accounts.' },
  { changes: 'Contacts and a Region for the shop, and a contact of the management account.' },
  { changes: 'An account of another company is invited. The deployment does not wait.', after: acceptInvitation, differsAfterAct: true },
  { changes: 'The account has accepted: every resource takes part, and the account is tagged, placed and restricted.' },
  { changes: 'The shop is renamed, and the change of its address starts.', after: enterCode, differsBeforeAct: true },
  { changes: 'An allow-list takes the place of FullAWSAccess.', failsWith: 'DetachPolicy:1:fail=ConstraintViolationException/POLICY_NUMBER_LIMIT_EXCEEDED' },
  { changes: 'Two more policy types, a delegated administrator, and tag policies for the security team.', teamDeploys: true },
  { changes: 'A policy type is removed from the app and disabled.' },
  { changes: 'An OU and its account are removed from the app: the OU is emptied first.', before: createByHand },
  { changes: 'A contact and a delegated administrator are removed from the app, and an account is closed.' },
];

export const STORY: readonly Step[] = CHANGES.map((step, index) => ({ number: index + 1, ...step }));
