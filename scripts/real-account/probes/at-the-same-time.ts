import { answer, classify, unknown } from '../finding';
import type { Probe } from '../probe';

const ATTEMPTS = 5;
const READS = 20;
const CONFLICT = 'ConcurrentModificationException';
const DUPLICATE = 'DuplicateOrganizationalUnitException';

/**
 * Renames three sibling OUs at once, the last one to a name that is taken. An attempt counts where AWS refused a right call for a conflict.
 * One conflict of the wrong call is enough. A duplicate is not: that call may have come when no other one was in progress.
 */
const conflicts: Probe = {
  questions: { conflictCheck: 'Is a write that conflicts and is wrong as well refused for the conflict?' },
  run: async (session) => {
    const parent = await session.unit('parent');
    await session.unit('taken', parent);
    const units = [await session.unit('one', parent), await session.unit('two', parent), await session.unit('three', parent)];
    let duplicates = 0;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      await session.sleep(5_000);
      const names = [session.name(`one-${attempt}`), session.name(`two-${attempt}`), session.name('taken')];
      const outcomes = await Promise.all(units.map((OrganizationalUnitId, index) => (
        session.once('UpdateOrganizationalUnit', { OrganizationalUnitId, Name: names[index] }))));
      const [one, two, wrong] = outcomes.map(({ code }) => code);
      if (wrong === CONFLICT) return { conflictCheck: answer('beforeMeaning') };
      if (wrong === DUPLICATE && [one, two].includes(CONFLICT)) duplicates++;
    }
    return { conflictCheck: duplicates >= 3 ? answer('afterMeaning') : unknown(`${duplicates} of ${ATTEMPTS} attempts met a conflict`) };
  },
};

const freshReads: Probe = {
  needs: ['throttling'],
  questions: { notVisibleYet: 'How is a read of an OU refused that does not see it yet?' },
  run: async (session) => {
    const OrganizationalUnitId = await session.unit('a');
    const reads = await Promise.all(Array.from({ length: READS }, () => session.once('DescribeOrganizationalUnit', { OrganizationalUnitId })));
    // Its removal needs reads that see it.
    await session.sleep(15_000);
    const refusal = reads.find(({ code }) => !/^(success|TooManyRequests|Throttling|RequestLimit)/.test(code));
    if (!refusal) return { notVisibleYet: unknown(`all of ${READS} reads saw the new OU, or were throttled`) };
    const later = await session.outcome('DescribeOrganizationalUnit', { OrganizationalUnitId });
    if (later.code !== 'success') return { notVisibleYet: unknown(`later reads are refused too, with ${later.text}`) };
    if (refusal.code === 'AccessDeniedException') return { notVisibleYet: answer(refusal.code) };
    return { notVisibleYet: classify([refusal], { notFound: ['OrganizationalUnitNotFoundException'] }) };
  },
};

const throttles: Probe = {
  needs: ['throttling'],
  questions: { throttles: 'How is a call beyond the rates refused?' },
  run: async (session) => {
    const outcomes = await Promise.all(Array.from({ length: READS }, () => session.once('ListRoots', {})));
    const refusal = outcomes.find(({ code }) => code !== 'success');
    await session.sleep(30_000);
    if (!refusal) return { throttles: unknown(`none of ${READS} calls at once was throttled`) };
    const { code, httpStatus } = refusal;
    return {
      throttles: code === 'TooManyRequestsException' && httpStatus === 429 ? answer('TooManyRequestsExceptionWithHttp429') : classify([refusal], {
        TooManyRequestsException: ['TooManyRequestsException'],
        ThrottlingException: ['ThrottlingException'],
        RequestLimitExceeded: ['RequestLimitExceeded'],
      }),
    };
  },
};

export const SIMULTANEOUS_PROBES: readonly Probe[] = [conflicts, freshReads, throttles];
