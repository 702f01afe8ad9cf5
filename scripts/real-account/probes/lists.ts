import { answer, type Finding, otherwise, unknown } from '../finding';
import type { Probe } from '../probe';
import type { Session } from '../session/session';

const ROUNDS = 3;
const CHILDREN = 5;

/** How many entries each page of the OUs below a parent has. */
async function pageLengths(session: Session, ParentId: string, MaxResults: number): Promise<number[]> {
  const lengths: number[] = [];
  let NextToken: string | undefined;
  do {
    const page = await session.call('ListOrganizationalUnitsForParent', { ParentId, MaxResults, ...(NextToken !== undefined && { NextToken }) });
    lengths.push(page.OrganizationalUnits?.length ?? 0);
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return lengths;
}

/** The pages of some rounds: empty first ones, and more empty ones, in every round or in some. */
function emptyPages(rounds: readonly (readonly number[])[]): Finding<'someWithLag' | 'everyFirst' | 'everySecond'> {
  const isEmpty = (page: number) => rounds.every((lengths) => lengths[page] === 0);
  if (!isEmpty(0)) return answer('someWithLag');
  return answer(isEmpty(2) ? 'everySecond' : 'everyFirst');
}

const pages: Probe = {
  questions: {
    emptyPages: 'Which pages of a list are empty and have a token?',
    pageSizes: 'How many entries does a page have?',
  },
  run: async (session) => {
    const parent = await session.unit('parent');
    for (let index = 0; index < CHILDREN; index++) await session.unit(`child-${index}`, parent);
    await session.until('every new OU in a list', async () => {
      const lengths = await pageLengths(session, parent, 20);
      return lengths.reduce((sum, length) => sum + length, 0) === CHILDREN ? true : undefined;
    });
    const rounds: number[][] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await pageLengths(session, parent, 2));
    const largest = Math.max(...await pageLengths(session, parent, 20));
    return {
      emptyPages: emptyPages(rounds),
      pageSizes: largest === CHILDREN ? answer('asAsked') : largest === 3 ? answer('atMostThree') : unknown(`the largest page had ${largest} of ${CHILDREN} entries`),
    };
  },
};

const otherPartitions: Probe = {
  questions: { policiesOfATypeNotOffered: 'How does ListPolicies of a type that the partition lacks end?' },
  run: async (session) => {
    const { region } = session.connection;
    if (!/^(cn|us-gov)-/.test(region)) return { policiesOfATypeNotOffered: unknown(`the partition of ${region} has every type`) };
    const outcome = await session.outcome('ListPolicies', { Filter: 'BACKUP_POLICY' });
    const isEmpty = outcome.code === 'success' && (outcome.output?.Policies ?? []).length === 0;
    const reading = (['InvalidInputException', 'UnsupportedAPIEndpointException'] as const).find((code) => code === outcome.code);
    return { policiesOfATypeNotOffered: isEmpty ? answer('none') : reading === undefined ? otherwise(outcome) : answer(reading) };
  },
};

export const LIST_PROBES: readonly Probe[] = [pages, otherPartitions];
