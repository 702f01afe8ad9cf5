import { answer, asReading, classify, type Findings, otherwise } from '../finding';
import type { Need, Probe } from '../probe';
import { statesAfterClosing } from './states-after-closing';
import type { Input } from '../session/calls';
import { withService } from '../session/marks';
import { moveToRoot } from '../session/run-account';

const needs: readonly Need[] = ['account'];
/** A service for which a delegated administrator alone changes nothing. */
export const DELEGABLE_SERVICE = 'account.amazonaws.com';

const moving: Probe = {
  needs,
  questions: { movingToWhereTheAccountIs: 'How does MoveAccount to where the account is end?' },
  run: async (session, { account }) => {
    const AccountId = await account!.get();
    await moveToRoot(session, AccountId);
    const move = { AccountId, SourceParentId: await session.root(), DestinationParentId: await session.unit('a') };
    session.later(() => moveToRoot(session, AccountId));
    await session.call('MoveAccount', move, { passing: ['DestinationParentNotFoundException'] });
    const outcome = await session.outcome('MoveAccount', move);
    return { movingToWhereTheAccountIs: asReading('movingToWhereTheAccountIs', outcome) };
  },
};

const registering: Probe = {
  needs,
  questions: {
    registeringTwice: 'How does registering a delegated administrator twice end?',
    deregisteringTheUnregistered: 'How does deregistering an account end that is not registered?',
  },
  run: async (session, { account }): Promise<Findings> => {
    await withService(session, DELEGABLE_SERVICE);
    const request = { AccountId: await account!.get(), ServicePrincipal: DELEGABLE_SERVICE };
    const deregistering = await session.outcome('DeregisterDelegatedAdministrator', request);
    session.later(async () => {
      await session.call('DeregisterDelegatedAdministrator', request, { done: ['AccountNotRegisteredException', 'AccountNotFoundException', 'InvalidInputException'] });
    });
    await session.call('RegisterDelegatedAdministrator', request);
    const again = await session.outcome('RegisterDelegatedAdministrator', request);
    return {
      registeringTwice: asReading('registeringTwice', again),
      deregisteringTheUnregistered: asReading('deregisteringTheUnregistered', deregistering),
    };
  },
};

const permission: Probe = {
  needs,
  questions: { permissionCheck: 'Does AWS check a permission before the request?' },
  run: async (session, { account }) => {
    const incomplete = {} as Input<'CreateOrganizationalUnit'>;
    const outcome = await session.outcome('CreateOrganizationalUnit', incomplete, await account!.get());
    const { code } = outcome;
    if (code === 'AccessDeniedException') return { permissionCheck: answer('beforeRequest') };
    return { permissionCheck: code === 'InvalidInputException' || code === 'ValidationException' ? answer('afterRequest') : otherwise(outcome) };
  },
};

const closedAdministrator: Probe = {
  needs,
  questions: {
    closingADelegatedAdministrator: 'Can an account be closed that administers a service?',
    closingAnAccountBeingClosed: 'How does CloseAccount of an account that is being closed end?',
    stateAfterClosing: 'Which State do reads show after CloseAccount?',
  },
  run: async (session, { account }): Promise<Findings> => {
    const AccountId = await account!.get();
    await withService(session, DELEGABLE_SERVICE);
    const request = { AccountId, ServicePrincipal: DELEGABLE_SERVICE };
    await session.call('RegisterDelegatedAdministrator', request);
    const deregister = () => session.call('DeregisterDelegatedAdministrator', request, { done: ['AccountNotRegisteredException', 'AccountNotFoundException'] });
    const first = await session.outcome('CloseAccount', { AccountId });
    if (first.code === 'success') {
      session.later(async () => { await deregister(); });
    } else {
      await deregister();
      await session.call('CloseAccount', { AccountId });
    }
    account!.closing();
    const again = await session.outcome('CloseAccount', { AccountId });
    return {
      closingADelegatedAdministrator: classify([first], { closes: ['success'], refused: ['ConstraintViolationException'] }),
      closingAnAccountBeingClosed: asReading('closingAnAccountBeingClosed', again),
      stateAfterClosing: await statesAfterClosing(session, AccountId),
    };
  },
};

export const MEMBER_PROBES: readonly Probe[] = [moving, registering, permission, closedAdministrator];
