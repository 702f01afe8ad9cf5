import { classify } from '../finding';
import type { Probe } from '../probe';
import { policyInput, type Session } from '../session/session';

const SUCCESS = 'success';
const DUPLICATE_UNIT = 'DuplicateOrganizationalUnitException';
const DUPLICATE_POLICY = 'DuplicatePolicyException';

async function createPolicy(session: Session, input: ReturnType<typeof policyInput>) {
  const outcome = await session.outcome('CreatePolicy', input);
  session.remember({ policy: outcome.output?.Policy?.PolicySummary?.Id });
  return outcome;
}

const policyNames: Probe = {
  questions: { policyNames: 'Where does the name of a policy have to be unique?' },
  run: async (session) => {
    await session.policy('a');
    const ofAnotherType = await createPolicy(session, policyInput(session.name('a'), 'TAG_POLICY'));
    const inAnotherCase = await createPolicy(session, policyInput(session.name('a').toUpperCase(), 'SERVICE_CONTROL_POLICY'));
    return {
      policyNames: classify([ofAnotherType, inAnotherCase], {
        uniquePerType: [SUCCESS, SUCCESS],
        uniqueInTheOrganization: [DUPLICATE_POLICY, SUCCESS],
        uniquePerTypeInAnyCase: [SUCCESS, DUPLICATE_POLICY],
      }),
    };
  },
};

const unitNames: Probe = {
  questions: { organizationalUnitNames: 'How are names of sibling OUs compared?' },
  run: async (session) => {
    const ParentId = await session.root();
    await session.unit('a');
    const outcome = await session.outcome('CreateOrganizationalUnit', { ParentId, Name: session.name('a').toUpperCase() });
    session.remember({ unit: outcome.output?.OrganizationalUnit?.Id });
    return { organizationalUnitNames: classify([outcome], { exact: [SUCCESS], inAnyCase: [DUPLICATE_UNIT] }) };
  },
};

const sameName: Probe = {
  questions: { renamingToTheSameName: 'How does an update end that gives the present name?' },
  run: async (session) => {
    const [OrganizationalUnitId, PolicyId] = [await session.unit('a'), await session.policy('a')];
    const unit = await session.outcome('UpdateOrganizationalUnit', { OrganizationalUnitId, Name: session.name('a') });
    const policy = await session.outcome('UpdatePolicy', { PolicyId, Name: session.name('a') });
    return {
      renamingToTheSameName: classify([unit, policy], { success: [SUCCESS, SUCCESS], duplicate: [DUPLICATE_UNIT, DUPLICATE_POLICY] }),
    };
  },
};

export const NAME_PROBES: readonly Probe[] = [policyNames, unitNames, sameName];
