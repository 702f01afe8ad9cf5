import { ChainIndex } from './chain-index';
import { actionName } from './compile/compile-action';
import type { AccountSide, Decision } from './evaluate';
import { type AccessRequest, checkRequest } from './request/access-request';
import { ServiceVerdicts } from './service-verdicts';

export interface VerdictRow {
  readonly request: AccessRequest;
  /** One for each account, in the order given. */
  readonly decisions: readonly Decision[];
}

/**
 * The decisions for many requests in many accounts, one row per request. Each policy and each level is judged once for a request,
 * even if several accounts share it. For this, pass the same objects for equal parts, requests about one service one after the other, and
 * the same object as their context. The resource counts as the account's own.
 *
 * @throws Error if a request does not name one action.
 */
export function* verdictTable(accounts: readonly AccountSide[], requests: Iterable<AccessRequest>): Generator<VerdictRow> {
  const index = new ChainIndex(accounts);
  let verdicts: ServiceVerdicts | undefined;
  for (const request of requests) {
    checkRequest(request);
    const action = actionName(request.action);
    if (verdicts?.covers(request, action) !== true) verdicts = new ServiceVerdicts(index, request, action);
    yield { request, decisions: verdicts.of(action) };
  }
}
